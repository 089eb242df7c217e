import { byPlace } from '../../pipelines/dedup/removal.js';
import { groupsOf } from '../../shards/row-file.js';
import { readJson, workKeys } from '../planning/plan.js';
import { idsKind, knownFiles, knownNames } from './known-version.js';
import { mapPhaseName } from './map-outputs.js';
import { withKind } from './record-kind.js';
import { idsStep, resolvePhaseName, writeRemovals } from './removals.js';
/**
 * The one-job phase that ends a dedup step: puts its removals in order, gives each the id of the record it went into,
 * and writes them. A removal into a partition below zero is one into a version that the step compares with, and has that
 * version's name before the id. Memory: about 200 bytes for each removal.
 */
export function resolvePhase(segment, step, collect) {
    return {
        name: resolvePhaseName(step),
        probes: false,
        count: async () => 1,
        run: async (build) => {
            const placed = (await collect(build)).sort(byPlace);
            const ids = step === idsStep ? undefined : await idsOf(build, segment, step, placed);
            const removals = placed.map(({ partition, ordinal, intoPartition, intoOrdinal, similarity }) => {
                const id = ids?.get(placeKey(intoPartition, intoOrdinal)) ?? '';
                const known = intoPartition < 0;
                return { partition, ordinal, into: id, known: known ? 1 : 0, similarity };
            });
            await writeRemovals(build, step, removals);
            return { records: removals.length, ended: { [step === idsStep ? 'dropped' : 'merged']: removals.length } };
        },
    };
}
/** Ids of the records that others went into, read partition by partition. */
async function idsOf(build, segment, step, removals) {
    const wanted = new Map();
    for (const { intoPartition, intoOrdinal } of removals) {
        const known = wanted.get(intoPartition) ?? new Set();
        wanted.set(intoPartition, known.add(intoOrdinal));
    }
    const ids = new Map();
    const ofVersions = [...wanted.keys()].some((partition) => partition < 0);
    const files = ofVersions ? await knownFiles(build, step, idsKind) : [];
    const names = ofVersions ? await knownNames(build, step) : [];
    for (const [partition, ordinals] of wanted) {
        if (partition < 0) {
            const all = await readJson(build.storage, files.at(partition) ?? '');
            for (const ordinal of ordinals) {
                ids.set(placeKey(partition, ordinal), `${names.at(partition)}#${all[ordinal]}`);
            }
            continue;
        }
        const key = workKeys.output(build.folder, mapPhaseName(segment), partition, 'records.arrow');
        await withKind(build.plan, async (kind) => {
            for await (const group of groupsOf(await kind.openReader(build.storage, key))) {
                for (const { ordinal, item } of group) {
                    if (ordinals.has(ordinal))
                        ids.set(placeKey(partition, ordinal), item.id);
                }
            }
        });
    }
    return ids;
}
function placeKey(partition, ordinal) {
    return `${partition}:${ordinal}`;
}
//# sourceMappingURL=resolve-phase.js.map