import { defaultPayloadConverter } from '@temporalio/common';
import { pause } from './abort.js';
const everyMs = 500;
/**
 * Asks a build for its progress twice a second until `signal` aborts. `liveRecords` are records in batches that are not
 * done yet, from their heartbeats. A server or worker that does not answer is asked again.
 */
export async function watchProgress(client, handle, signal, onProgress) {
    while (!signal.aborted) {
        try {
            const ask = async () => [await handle.query('progress'), await handle.describe()];
            const [progress, { raw }] = await client.withAbortSignal(signal, ask);
            if (progress !== null && !signal.aborted)
                onProgress(progress, liveRecords(raw.pendingActivities ?? []));
        }
        catch {
            // The next answer tells all that this one would have.
        }
        await pause(everyMs, signal);
    }
}
function liveRecords(pending) {
    let records = 0;
    for (const { heartbeatDetails } of pending) {
        const payload = heartbeatDetails?.payloads?.[0];
        if (payload !== undefined)
            records += defaultPayloadConverter.fromPayload(payload).records;
    }
    return records;
}
//# sourceMappingURL=watch-progress.js.map