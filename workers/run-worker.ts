import type { Storage } from '../storage/storage.ts';
import type { BuildEvent } from './build.ts';
import { hostMemoryBytes } from './host-memory.ts';
import { taskQueueOf } from './task-queue.ts';
import { openTemporalSession } from './temporal-session.ts';
import { startWorker } from './worker.ts';
import { openWorkerLog } from './worker-log.ts';

export interface RunWorkerOptions {
  readonly storage: Storage;
  readonly threads: number;
  readonly hosts: number;
  /** A size such as `2GiB`; undefined for the default of {@link hostMemoryBytes}. */
  readonly hostMemory: string | undefined;
  readonly env: NodeJS.ProcessEnv;
  readonly onEvent: (event: BuildEvent) => void;
  /** Aborted on Ctrl-C: the worker stops and `runWorker` resolves. */
  readonly signal: AbortSignal;
}

/** Takes part in the builds of a store until `signal` aborts. Rejects where the worker fails. */
export async function runWorker(options: RunWorkerOptions): Promise<void> {
  const { storage, env, onEvent, signal } = options;
  const note = (text: string): void => onEvent({ type: 'note', text });
  const memoryBytes = hostMemoryBytes(options.hosts, options.threads, options.hostMemory);
  openWorkerLog(storage.location);
  const session = await openTemporalSession(storage.location, env, note);
  onEvent({ type: 'server', address: session.target.address, uiUrl: session.uiUrl, started: session.started });
  try {
    const worker = await startWorker({
      connection: session.connection,
      namespace: session.target.namespace,
      address: session.target.address,
      taskQueue: taskQueueOf(storage, env),
      hosts: options.hosts,
      threads: options.threads,
      hostMemoryBytes: memoryBytes,
      folder: storage.location,
      onNote: note,
    });
    note(`serving ${taskQueueOf(storage, env)} with hosts ${worker.hostPids().join(', ')}`);
    try {
      await Promise.race([worker.ended, aborted(signal)]);
    } finally {
      await worker.stop();
    }
  } finally {
    await session.close();
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
