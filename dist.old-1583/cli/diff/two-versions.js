import { MillraceError } from '../../core/errors.js';
import { readManifest, readNewest } from '../../shards/catalogue.js';
import { parseReference } from '../../shards/dataset-name.js';
import { readLatest } from '../../shards/latest.js';
/**
 * The versions that `diff A [B]` names. B may be a number alone, of A's dataset; without B it is the newest version. A
 * without a version is `latest` or, where that is B already or names none, the version before B.
 *
 * Throws MillraceError (usage) `nothing-to-compare` where the dataset has one version; and what {@link readManifest}
 * throws.
 */
export async function twoVersions(storage, a, b) {
    const { dataset, version } = parseReference(a);
    const after = b === undefined
        ? await readNewest(storage, dataset)
        : await readManifest(storage, /^\d+$/.test(b) ? `${dataset}@${b}` : b);
    if (version !== undefined)
        return { before: await readManifest(storage, a), after };
    const latest = await readLatest(storage, dataset);
    const other = latest !== undefined && isOther(after, dataset, latest.version) ? latest.version : versionBefore(after);
    if (other === undefined) {
        throw new MillraceError('nothing-to-compare', `${dataset} has one version only`, {
            kind: 'usage',
            hint: `npx millrace diff ${dataset}@1 NAME@V compares it with a version of another dataset`,
        });
    }
    return { before: await readManifest(storage, `${dataset}@${other}`), after };
}
function isOther({ manifest }, dataset, version) {
    return manifest.dataset !== dataset || manifest.version !== version;
}
function versionBefore({ manifest }) {
    return manifest.parent?.version;
}
//# sourceMappingURL=two-versions.js.map