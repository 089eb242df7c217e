import { setTimeout as sleep } from 'node:timers/promises';
import { WorkflowNotFoundError } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import { reviewId } from '../../workflows/review.js';
import { hasWorker } from '../has-worker.js';
import { resumeSchedule } from '../schedules/resume-schedule.js';
/** How long a worker that serves the store has to end a review. */
const workerTimeMs = 5000;
/**
 * Hands a decision that the store holds to the review that waits for it, and resumes the schedule that was paused for an
 * approved version. Waits for the review's end, up to 5 s, where workers serve the task queue.
 */
export async function tellReview(client, taskQueue, dataset, { version, decision, note }) {
    const handle = client.workflow.getHandle(reviewId(taskQueue, dataset, version));
    const found = await findReview(handle);
    if (found === undefined)
        return { review: 'none', schedule: null, resumed: false };
    const { schedule } = found.request;
    const resumes = decision === 'approved' && schedule !== null;
    const resumed = resumes && (await resumeSchedule(client, schedule, { dataset, version, note }));
    if (!found.running)
        return { review: 'none', schedule, resumed };
    try {
        await handle.signal(decision === 'approved' ? 'approve' : 'reject', note);
    }
    catch (error) {
        // It ended since it was looked at.
        if (!(error instanceof WorkflowNotFoundError))
            throw error;
    }
    const ended = (await hasWorker(client, taskQueue, 'workflow')) && (await endsInTime(handle));
    return { review: ended ? 'ended' : 'waits', schedule, resumed };
}
async function findReview(handle) {
    try {
        const { status } = await handle.describe();
        const { events } = await handle.fetchHistory();
        const input = events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads?.[0];
        if (input === undefined)
            return undefined;
        return { running: status.name === 'RUNNING', request: defaultPayloadConverter.fromPayload(input) };
    }
    catch (error) {
        if (error instanceof WorkflowNotFoundError)
            return undefined;
        throw error;
    }
}
async function endsInTime(handle) {
    const ended = handle.result().then(() => true, 
    // However it ended, it no longer waits.
    () => true);
    return Promise.race([ended, sleep(workerTimeMs, false, { ref: false })]);
}
//# sourceMappingURL=tell-review.js.map