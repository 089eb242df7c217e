import { z } from 'zod';
import { MillraceError } from '../core/errors.js';
import { versionFile } from './catalogue.js';
/** Code units; what is longer is cut. */
const longestNote = 1000;
const decisionSchema = z.strictObject({
    version: z.int().positive(),
    manifestSha256: z.string().regex(/^[0-9a-f]{64}$/),
    decision: z.enum(['approved', 'rejected']),
    note: z.string().max(longestNote),
});
/**
 * What was decided of a version, or undefined. Throws MillraceError `bad-decision` where the file cannot be read, or
 * names another version or another manifest than the version's.
 */
export async function readDecision(storage, { manifest, sha256 }) {
    const { dataset, version } = manifest;
    const key = decisionKey(dataset, version);
    if ((await storage.size(key)) === undefined)
        return undefined;
    const found = parseDecision(await storage.get(key), key);
    if (found.version !== version)
        throw badDecision(key, `it is of version ${found.version}`);
    if (found.manifestSha256 !== sha256) {
        throw badDecision(key, `it is of a version ${version} with another manifest, ${found.manifestSha256.slice(0, 12)}…`);
    }
    return found;
}
/**
 * Decides of a version: the first decision stands, among any number of hosts. Gives the one that stands, which has the
 * first one's note where the same was decided before. Throws MillraceError (usage) `no-failed-gate` where the version
 * passed its gates, `already-decided` where the other was decided before; and what {@link readDecision} throws.
 */
export async function recordDecision(storage, stored, decision, note) {
    const { dataset, version, gatesPassed } = stored.manifest;
    const name = `${dataset}@${version}`;
    if (gatesPassed) {
        throw new MillraceError('no-failed-gate', `${name} passed its gates, so there is nothing to decide`, {
            kind: 'usage',
            hint: `npx millrace ls ${dataset} lists the versions whose gates failed`,
        });
    }
    const made = { version, manifestSha256: stored.sha256, decision, note: note.slice(0, longestNote) };
    const bytes = Buffer.from(`${JSON.stringify({ ...made, note: made.note.toWellFormed() }, null, 2)}\n`);
    await storage.putIfAbsent(decisionKey(dataset, version), bytes);
    const standing = await readDecision(storage, stored);
    if (standing === undefined)
        throw badDecision(decisionKey(dataset, version), 'it vanished as it was written');
    if (standing.decision === decision)
        return standing;
    const noted = standing.note === '' ? '' : `: ${standing.note}`;
    throw new MillraceError('already-decided', `${name} was ${standing.decision} before${noted}`, {
        kind: 'usage',
        hint: 'the first decision stands; a build with other inputs or gates makes a new version',
    });
}
/** True for a version that `latest` may name: it passed its gates, or a person approved it. */
export async function mayBeLatest(storage, stored) {
    return stored.manifest.gatesPassed || (await readDecision(storage, stored))?.decision === 'approved';
}
function decisionKey(dataset, version) {
    return `${dataset}/decisions/${versionFile(version)}`;
}
function parseDecision(bytes, key) {
    let value;
    try {
        value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    }
    catch (cause) {
        throw badDecision(key, 'it is no JSON', cause);
    }
    const parsed = decisionSchema.safeParse(value);
    if (parsed.success)
        return parsed.data;
    const issue = parsed.error.issues[0];
    throw badDecision(key, `${issue?.path.join('.') || 'it'}: ${issue?.message ?? 'is wrong'}`, parsed.error);
}
function badDecision(key, message, cause) {
    return new MillraceError('bad-decision', message, {
        at: key,
        hint: 'the file was changed or is of another store; move it away, and the version waits for a decision again',
        cause,
    });
}
//# sourceMappingURL=decision.js.map