import { MillraceError } from '../core/errors.js';
import { listVersions, readVersion } from './catalogue.js';
import { mayBeLatest } from './decision.js';
import { readLatest, writeLatest } from './latest.js';
/**
 * Moves `latest` to a version that passed its gates or was approved, never backwards. True where it now names that
 * version; false where it names a newer one. Among hosts that do so at once the newest version wins: each looks again
 * after it wrote.
 * Throws MillraceError `gates-not-passed`, and `version-changed` where the manifest's digest is not `sha256`.
 */
export async function moveLatest(storage, dataset, version, sha256) {
    const asked = await readVersion(storage, dataset, version);
    if (asked.sha256 !== sha256) {
        throw new MillraceError('version-changed', 'the manifest is not the one that was committed', { at: asked.key });
    }
    if (!(await mayBeLatest(storage, asked))) {
        throw new MillraceError('gates-not-passed', `version ${version} of ${dataset} did not pass its gates`, {
            hint: `\`millrace show ${dataset}@${version}\` lists them; \`millrace approve ${dataset}@${version}\` accepts it`,
        });
    }
    const current = (await readLatest(storage, dataset))?.version ?? 0;
    let target = current >= version ? undefined : asked;
    while (target !== undefined) {
        await writeLatest(storage, dataset, { version: target.manifest.version, manifestSha256: target.sha256 });
        target = await newestGood(storage, dataset, target.manifest.version);
    }
    return (await readLatest(storage, dataset))?.version === version;
}
/** The newest version above `above` that `latest` may name. */
async function newestGood(storage, dataset, above) {
    const newer = (await listVersions(storage, dataset)).filter((version) => version > above);
    for (const version of newer.reverse()) {
        const found = await readVersion(storage, dataset, version);
        if (await mayBeLatest(storage, found))
            return found;
    }
    return undefined;
}
//# sourceMappingURL=move-latest.js.map