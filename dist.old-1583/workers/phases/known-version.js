import { MillraceError } from '../../core/errors.js';
import { readManifest } from '../../shards/catalogue.js';
import { openDocumentReader } from '../../shards/documents.js';
import { groupsOf } from '../../shards/row-file.js';
import { readJson, workKeys, writeJson } from '../planning/plan.js';
import { openComparison } from './comparison.js';
/** File kind, among this phase's outputs, of the ids of a shard's documents in their order, as JSON. */
export const idsKind = 'ids';
/**
 * The phase that computes what a dedup step compares of the documents of the versions `against`, which are in the plan: a
 * job for each of their shards of documents, whose texts are as those versions' builds left them. A document's ordinal is
 * its place among those that are no copies. Memory: the comparison data and the ids of one shard.
 */
export function knownVersionPhase(step, against) {
    const name = phaseName(step.name);
    return {
        name,
        probes: false,
        count: async (build) => {
            const shards = await shardsOf(build, against);
            await writeJson(build.storage, jobsKey(build, step.name), shards);
            return shards.length;
        },
        run: async (build, index, onRecord) => {
            const shard = (await readShards(build, step.name))[index];
            if (shard === undefined)
                throw new RangeError(`Expected a shard ${index} of ${against.join(', ')}`);
            const comparison = openComparison(step);
            const ids = [];
            for await (const group of groupsOf(await openDocumentReader(build.storage, shard.key))) {
                for (const document of group) {
                    // An augmented copy is no record: what it was made of is beside it.
                    if (document.parent !== null)
                        continue;
                    onRecord(ids.length);
                    comparison.keep(ids.length, document);
                    ids.push(document.id);
                }
            }
            const { kind, bytes } = comparison.finish();
            await build.storage.put(workKeys.output(build.folder, name, index, kind), bytes);
            await writeJson(build.storage, workKeys.output(build.folder, name, index, idsKind), ids);
            return { records: ids.length };
        },
    };
}
/** The files of one kind that the phase of a step wrote, in the order of versions and shards. */
export async function knownFiles(build, step, kind) {
    const shards = await readShards(build, step);
    return shards.map((_, index) => workKeys.output(build.folder, phaseName(step), index, kind));
}
/** The version that each of these files is of, as `NAME@V`. */
export async function knownNames(build, step) {
    return (await readShards(build, step)).map(({ version }) => version);
}
function readShards(build, step) {
    return readJson(build.storage, jobsKey(build, step));
}
async function shardsOf({ plan, storage }, against) {
    const shards = [];
    for (const reference of against) {
        const { sha256, manifest } = await readManifest(storage, reference);
        const { dataset, version } = manifest;
        if (!plan.against.some((each) => each.dataset === dataset && each.version === version && each.sha256 === sha256)) {
            throw new MillraceError('version-changed', `Expected ${reference} as this build was planned with, found another`, {
                hint: 'Run the same command again: it plans anew with the version that is there.',
            });
        }
        for (const { content, file } of manifest.shards) {
            if (content === 'documents')
                shards.push({ version: `${dataset}@${version}`, key: `${dataset}/${file}` });
        }
    }
    return shards;
}
function phaseName(step) {
    return `${step}-version`;
}
function jobsKey(build, step) {
    return `${build.folder}/${phaseName(step)}.json`;
}
//# sourceMappingURL=known-version.js.map