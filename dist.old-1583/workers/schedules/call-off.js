import { ScheduleNotFoundError } from '@temporalio/client';
import { pausedAt } from './pause-note.js';
/**
 * True where the schedule that began a build was paused by Millrace after the build was due: a backfill's builds, and
 * others that wait for one that runs, start in spite of a pause. Such a build's workflow is cancelled here.
 */
export async function callOffIfPaused(client, { workflowId, runId }) {
    const { searchAttributes } = await client.workflow.getHandle(workflowId, runId).describe();
    const schedule = searchAttributes['TemporalScheduledById']?.[0];
    const due = searchAttributes['TemporalScheduledStartTime']?.[0];
    if (typeof schedule !== 'string' || !(due instanceof Date))
        return false;
    const note = await pauseNoteOf(client, schedule);
    const paused = pausedAt(note);
    // The due time is in whole seconds.
    if (paused === undefined || due.getTime() >= Math.floor(paused.getTime() / 1000) * 1000)
        return false;
    await client.workflowService.requestCancelWorkflowExecution({
        namespace: client.options.namespace,
        workflowExecution: { workflowId, runId },
        identity: client.options.identity,
        requestId: `call-off-${runId}`,
        reason: `Called off, since its schedule is paused. ${note}`,
    });
    return true;
}
/** The note of a schedule that is paused; undefined for one that is active or gone. */
async function pauseNoteOf(client, schedule) {
    try {
        const { state } = await client.schedule.getHandle(schedule).describe();
        return state.paused ? state.note : undefined;
    }
    catch (error) {
        if (error instanceof ScheduleNotFoundError)
            return undefined;
        throw error;
    }
}
//# sourceMappingURL=call-off.js.map