import { Context } from '@temporalio/activity';
import { MillraceError } from '../../core/errors.js';
import { withHeartbeats } from '../heartbeats.js';
import { runTrainingJob } from './training-child.js';
/** A process that dies this often has another reason than bad luck. */
const mostAttempts = 5;
/** The page's period grows with the run's length, so that its updates take a bounded part of the history. */
const firstPageMs = 4_000;
const pageShare = 1 / 60;
/** Training and evaluation for a worker's training queue. `threads` are those of the backend. */
export function createTrainingActivities(threads, onPid) {
    return {
        train: (reference) => withHeartbeats(waiting(reference.run), (beat, signal) => {
            const showPage = pageSender();
            return giveUpInTheEnd(runTrainingJob({ type: 'train', threads, reference }, signal, {
                onProgress: (progress) => Object.assign(beat, progress),
                onPage: showPage,
                onPid,
            }));
        }),
        evaluate: (request) => withHeartbeats(waiting(request.run), (beat, signal) => giveUpInTheEnd(runTrainingJob({ type: 'evaluate', threads, request }, signal, {
            onProgress: (progress) => Object.assign(beat, progress),
            onPage: () => undefined,
            onPid,
        }))),
    };
}
/** The death of a process is worth another try, and its own error is not; nor is a death that comes again and again. */
async function giveUpInTheEnd(job) {
    try {
        return await job;
    }
    catch (error) {
        const { attempt } = Context.current().info;
        if (error instanceof MillraceError || attempt < mostAttempts)
            throw error;
        throw new MillraceError('training-died', `${error.message}, in attempt ${attempt}`, {
            hint: 'run `npx millrace doctor`; the same command, for `train` with --resume, goes on from the newest checkpoint',
        });
    }
}
function waiting(run) {
    const none = { loss: null, validationLoss: null, tokensPerSecond: null, secondsLeft: null, backend: null };
    return { run, step: 0, steps: 0, ...none, note: 'starting' };
}
/** Sends a run's page to its workflow, at most as often as a long run's history bears. */
function pageSender() {
    const { client, info } = Context.current();
    const { workflowId } = info.workflowExecution ?? { workflowId: '' };
    const startedMs = performance.now();
    let sentMs = startedMs;
    return (page) => {
        const now = performance.now();
        if (now - sentMs < Math.max(firstPageMs, (now - startedMs) * pageShare))
            return;
        sentMs = now;
        // A page that does not arrive is followed by the next one.
        client.workflow
            .getHandle(workflowId)
            .signal('page', page)
            .catch(() => undefined);
    };
}
//# sourceMappingURL=training-activities.js.map