/**
 * What follows a committed version: a schedule is paused first where its gates failed, so that nothing more starts;
 * then those who listen are told, the page is left, and a review is opened unless somebody decided already.
 */
export async function afterBuild(build, result, flow) {
    const { reference, schedule } = build;
    const { dataset, version, gatesPassed, failedGates, manifestSha256 } = result;
    const gateReason = result.gateReason ?? failedGates[0] ?? null;
    const pauses = !gatesPassed && schedule !== null && schedule.onGateFailure === 'pause';
    if (pauses)
        await flow.pauseSchedule({ schedule: schedule.id, note: gateNote(dataset, version, gateReason) });
    const kind = gatesPassed ? 'finished' : 'gates-failed';
    await flow.announce({ kind, version, failedGates, gateReason, message: null });
    const page = await flow.describeVersion({ store: reference.store, dataset, version });
    await flow.leavePage(page, version);
    const { decision, reviewId } = result;
    if (gatesPassed || decision !== undefined || reviewId === undefined)
        return;
    const { store, recipe } = reference;
    const request = { store, dataset, version, manifestSha256, recipe, schedule: pauses ? schedule.id : null };
    await flow.openReview(request, page, reviewId);
}
/** What follows a build that somebody called off: a person, or its schedule that was paused before it was its turn. */
export function afterCancellation(flow) {
    return flow.announce({ kind: 'cancelled', version: null, failedGates: [], gateReason: null, message: null });
}
/** What follows a build that failed by itself. */
export async function afterFailure(build, message, flow) {
    const { reference, schedule } = build;
    if (schedule !== null && schedule.onFailure === 'pause') {
        const note = `Paused by Millrace: the build of ${reference.dataset} failed: ${message}`;
        await flow.pauseSchedule({ schedule: schedule.id, note });
    }
    await flow.announce({ kind: 'failed', version: null, failedGates: [], gateReason: null, message });
}
function gateNote(dataset, version, reason) {
    return `Paused by Millrace: a gate of ${dataset}@${version} failed: ${reason}. latest stays where it was; approve or reject the version, or mend the input and resume.`;
}
//# sourceMappingURL=after-build.js.map