import { MillraceError } from '../../core/errors.js';
import { everyVersion } from '../../pipelines/dedup/merging-parameters.js';
import { findStage } from '../../pipelines/registry.js';
import { listVersions, readManifest, readVersion } from '../../shards/catalogue.js';
import { parseReference } from '../../shards/dataset-name.js';
import { readDecision } from '../../shards/decision.js';
/**
 * The recipe with the versions that dedup stages compare with by number, and these versions, each once. `NAME@all` are all
 * that passed their gates or were approved. Before a dataset has its first version, its own recipe may name it without a
 * number, and compares with nothing.
 *
 * @throws {MillraceError} a usage error that names the key: `dataset-not-found`, `version-not-found`,
 * `version-not-text` for one of images
 */
export async function withKnownVersions(storage, recipe) {
    const known = new Map();
    const stages = [];
    for (const [index, stage] of recipe.stages.entries()) {
        // Other stages compare with files by a parameter of that name.
        const references = findStage(stage.stage)?.kind === 'dedup' ? stage.parameters['against'] : undefined;
        if (!Array.isArray(references)) {
            stages.push(stage);
            continue;
        }
        const names = new Set();
        for (const reference of references.map(String)) {
            const at = `stages[${index}].${stage.stage}.against`;
            for (const found of await versionsOf(storage, recipe.dataset, reference, at)) {
                const name = `${found.dataset}@${found.version}`;
                names.add(name);
                known.set(name, found);
            }
        }
        stages.push({ ...stage, parameters: { ...stage.parameters, against: [...names] } });
    }
    return { recipe: { ...recipe, stages }, against: [...known.values()] };
}
async function versionsOf(storage, own, reference, at) {
    const every = reference.endsWith(everyVersion);
    const { dataset, version } = parseReference(every ? reference.slice(0, -everyVersion.length) : reference);
    const versions = await listVersions(storage, dataset);
    if (dataset === own && typeof version !== 'number' && versions.length === 0)
        return [];
    try {
        const named = every && versions.length > 0 ? await goodVersions(storage, dataset, versions) : [reference];
        const found = [];
        for (const name of named) {
            const { manifest, sha256 } = await readManifest(storage, every ? name.replace(everyVersion, '') : name);
            if (manifest.kind !== 'text')
                throw new MillraceError('version-not-text', 'expected a version of documents, found one of images', {
                    kind: 'usage',
                });
            found.push({ dataset, version: manifest.version, sha256 });
        }
        return found;
    }
    catch (error) {
        if (!(error instanceof MillraceError) || error.kind !== 'usage')
            throw error;
        const { code, kind, message, hint } = error;
        throw new MillraceError(code, `${at}: ${message}`, { kind, at, ...(hint === undefined ? {} : { hint }) });
    }
}
/** The versions that passed their gates or were approved, as `NAME@V`. */
async function goodVersions(storage, dataset, versions) {
    const good = [];
    for (const version of versions) {
        const stored = await readVersion(storage, dataset, version);
        const approved = stored.manifest.gatesPassed || (await readDecision(storage, stored))?.decision === 'approved';
        if (approved)
            good.push(`${dataset}@${version}`);
    }
    return good;
}
//# sourceMappingURL=known-versions.js.map