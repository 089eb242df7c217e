import type { Client, WorkflowHandle } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import type { BuildProgress, Heartbeat } from '../workflows/contract.ts';
import { pause } from './abort.ts';

/** As often as heartbeats come. To ask takes worker and server some 20 ms of work. */
const everyMs = 1000;

/**
 * Asks a build for its progress once a second until `signal` aborts. `liveRecords` are records in batches that are not
 * done yet, from their heartbeats. A server or worker that does not answer is asked again.
 */
export async function watchProgress(
  client: Client,
  handle: WorkflowHandle,
  signal: AbortSignal,
  onProgress: (progress: BuildProgress, liveRecords: number) => void,
): Promise<void> {
  while (!signal.aborted) {
    try {
      const ask = async () => [await handle.query<BuildProgress | null>('progress'), await handle.describe()] as const;
      const [progress, { raw }] = await client.withAbortSignal(signal, ask);
      if (progress !== null && !signal.aborted) onProgress(progress, liveRecords(raw.pendingActivities ?? []));
    } catch {
      // The next answer tells all that this one would have.
    }
    await pause(everyMs, signal);
  }
}

interface PendingActivity {
  readonly heartbeatDetails?: {
    readonly payloads?: Parameters<typeof defaultPayloadConverter.fromPayload>[0][] | null;
  } | null;
}

function liveRecords(pending: readonly PendingActivity[]): number {
  let records = 0;
  for (const { heartbeatDetails } of pending) {
    const payload = heartbeatDetails?.payloads?.[0];
    if (payload !== undefined) records += defaultPayloadConverter.fromPayload<Heartbeat>(payload).records;
  }
  return records;
}
