import { MillraceError } from '../../core/errors.js';
import { readVersion } from '../../shards/catalogue.js';
import { recordDecision } from '../../shards/decision.js';
import { readLatest } from '../../shards/latest.js';
import { moveLatest } from '../../shards/move-latest.js';
import { resumeSchedule } from '../schedules/resume-schedule.js';
/**
 * Carries out what a person decided of a version whose gates failed: keeps the decision; where it is approved, moves
 * `latest` and resumes the schedule that was paused for it. A decision that was made before stands, and is carried out
 * instead. Repeating it changes nothing, and goes on after a crash. Without a client, schedules are left as they are.
 * Throws what {@link decideInStore} throws, `already-decided` excepted.
 */
export async function decideVersion(storage, client, request) {
    const { dataset, version, schedule } = request;
    const { decision: standing, moved, latest } = await decideOnce(storage, request);
    const { decision, note } = standing;
    const resumes = decision === 'approved' && client !== null && schedule !== null;
    const resumed = resumes && (await resumeSchedule(client, schedule, { dataset, version, note }));
    return { decision, note, moved, latest, resumed };
}
async function decideOnce(storage, request) {
    try {
        return await decideInStore(storage, request);
    }
    catch (error) {
        if (!(error instanceof MillraceError) || error.code !== 'already-decided')
            throw error;
        return decideInStore(storage, {
            ...request,
            decision: request.decision === 'approved' ? 'rejected' : 'approved',
        });
    }
}
/**
 * The part of {@link decideVersion} that needs no Temporal. Throws MillraceError `version-changed` where the manifest is
 * not the one that was looked at; and what {@link recordDecision} throws.
 */
export async function decideInStore(storage, { dataset, version, manifestSha256, decision: word, note }) {
    const stored = await readVersion(storage, dataset, version);
    if (stored.sha256 !== manifestSha256) {
        throw new MillraceError('version-changed', 'the manifest is not the one that was looked at', {
            at: stored.key,
            hint: `npx millrace verify ${dataset}@${version}`,
        });
    }
    const decision = await recordDecision(storage, stored, word, note);
    const moved = word === 'approved' && (await moveLatest(storage, dataset, version, manifestSha256));
    return { decision, moved, latest: (await readLatest(storage, dataset))?.version ?? null };
}
//# sourceMappingURL=decide-version.js.map