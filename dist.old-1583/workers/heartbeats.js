import { ApplicationFailure, activityInfo, Context } from '@temporalio/activity';
import { MillraceError } from '../core/errors.js';
const everyMs = 1000;
/**
 * Runs an activity's work with a heartbeat every second. A MillraceError fails the workflow with its code and data;
 * anything else, and an interrupted activity, is retried by the workflow's policy.
 */
export async function withHeartbeats(first, work) {
    const context = Context.current();
    const beat = { ...first };
    const timer = setInterval(() => context.heartbeat({ ...beat }), everyMs);
    try {
        return await work(beat, context.cancellationSignal);
    }
    catch (error) {
        if (context.cancellationSignal.aborted)
            await context.cancelled;
        if (!(error instanceof MillraceError))
            throw error;
        throw ApplicationFailure.create({
            message: error.message,
            type: error.code,
            nonRetryable: true,
            details: [{ kind: error.kind, at: error.at ?? null, hint: error.hint ?? null }],
        });
    }
    finally {
        clearInterval(timer);
    }
}
/** The heartbeat of an activity that works on no jobs. */
export function idleBeat() {
    return { phase: activityInfo().activityType, from: 0, jobs: 0, records: 0 };
}
//# sourceMappingURL=heartbeats.js.map