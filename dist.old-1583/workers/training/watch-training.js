import { defaultPayloadConverter } from '@temporalio/common';
import { pause } from '../abort.js';
import { watchProgress } from '../watch-progress.js';
const everyMs = 500;
/** Tells of a training workflow's progress, from its activity's heartbeats, until `signal` aborts. */
export async function watchTraining(client, handle, signal, onEvent) {
    while (!signal.aborted) {
        try {
            const { raw } = await client.withAbortSignal(signal, () => handle.describe());
            for (const { heartbeatDetails } of raw.pendingActivities ?? []) {
                const payload = heartbeatDetails?.payloads?.[0];
                if (payload !== undefined && !signal.aborted)
                    onEvent({ type: 'training', progress: defaultPayloadConverter.fromPayload(payload) });
            }
        }
        catch {
            // The next answer tells all that this one would have.
        }
        await pause(everyMs, signal);
    }
}
/** Tells of each stage of a run from raw files to judged models, and of the progress of the workflow that does it. */
export async function watchEndToEnd(client, handle, signal, onEvent) {
    let shown;
    let over = new AbortController();
    let watching = Promise.resolve();
    while (!signal.aborted) {
        const stage = await handle.query('stage').catch(() => null);
        if (stage !== null && stage.stage !== shown && !signal.aborted) {
            shown = stage.stage;
            over.abort();
            await watching;
            over = new AbortController();
            onEvent({ type: 'stage', text: `${stage.done + 1} of ${stage.of}: ${stage.stage}` });
            watching = watchStage(client, handle, stage, AbortSignal.any([signal, over.signal]), onEvent);
        }
        await pause(everyMs, signal);
    }
    over.abort();
    await watching;
}
function watchStage(client, parent, { kind, workflowId }, signal, onEvent) {
    const handle = workflowId === null ? parent : client.workflow.getHandle(workflowId);
    if (kind !== 'build')
        return watchTraining(client, handle, signal, onEvent);
    return watchProgress(client, handle, signal, (progress, liveRecords) => onEvent({ type: 'progress', progress, liveRecords }));
}
//# sourceMappingURL=watch-training.js.map