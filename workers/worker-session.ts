import type { Storage } from '../storage/storage.ts';
import type { BuildEvent } from './build.ts';
import { hostMemoryBytes } from './host-memory.ts';
import { openHosts } from './hosts/hosts.ts';
import { machineFolder } from './machine-folder.ts';
import { holdStore } from './store-hold.ts';
import { taskQueueOf } from './task-queue.ts';
import { openTelemetry } from './telemetry/open-telemetry.ts';
import { connectWorker } from './temporal/worker-connection.ts';
import { openTemporalSession, type TemporalSession } from './temporal-session.ts';
import { type RunningWorker, startWorker, type Work } from './worker.ts';

/** What a command that takes part in a store's builds is told. */
export interface WorkerSessionOptions {
  readonly storage: Storage;
  readonly work: Work;
  readonly threads: number;
  readonly hosts: number;
  /** A size such as `2GiB`; undefined for the default of {@link hostMemoryBytes}. */
  readonly hostMemory: string | undefined;
  readonly env: NodeJS.ProcessEnv;
  readonly onEvent: (event: BuildEvent) => void;
  /** True for a command that serves until it is ended; what its environment asks for in vain is then an error. */
  readonly serves?: boolean;
  /** Aborted on Ctrl-C. */
  readonly signal: AbortSignal;
}

/** A worker of a store with its Temporal. */
export interface WorkerSession {
  readonly session: TemporalSession;
  readonly worker: RunningWorker;
  readonly taskQueue: string;
}

const stallMs = 120_000;

/**
 * Opens Temporal, starts a worker with its hosts, lets `use` have them, and ends what it started. `gc` leaves the store
 * alone meanwhile, on every machine. Throws MillraceError `store-busy` where it is at work now.
 */
export async function withWorkerSession<T>(
  options: WorkerSessionOptions,
  use: (session: WorkerSession) => Promise<T>,
): Promise<T> {
  const hold = await holdStore(options.storage);
  try {
    return await serve(options, use);
  } finally {
    await hold.release();
  }
}

async function serve<T>(options: WorkerSessionOptions, use: (session: WorkerSession) => Promise<T>): Promise<T> {
  const { storage, env, onEvent, work, threads } = options;
  const onNote = (text: string): void => onEvent({ type: 'note', text });
  const memoryBytes = hostMemoryBytes(options.hosts, threads, options.hostMemory);
  const folder = machineFolder(storage);
  const telemetry = openTelemetry({ env, folder, serves: options.serves === true, onNote });
  // Hosts load their code while Temporal starts: neither needs the other.
  const opening = openHosts({ hosts: work === 'train' ? 0 : options.hosts, threads, memoryBytes, stallMs, onNote });
  opening.catch(() => undefined);
  try {
    const session = await openTemporalSession(folder, env, onNote);
    onEvent({ type: 'server', address: session.target.address, uiUrl: session.uiUrl, started: session.started });
    try {
      const { target } = session;
      const connection = await connectWorker(target);
      try {
        const { namespace, address } = target;
        const taskQueue = taskQueueOf(storage, env);
        const hosts = await opening;
        const worker = await startWorker({
          ...{ connection, namespace, address, taskQueue, work, hosts, threads, folder },
          hostCount: options.hosts,
        });
        try {
          return await use({ session, worker, taskQueue });
        } finally {
          await worker.stop();
          if (!options.signal.aborted) await telemetry.flush();
        }
      } finally {
        await connection.close();
      }
    } finally {
      await session.close();
    }
  } finally {
    await opening.then(({ close }) => close());
  }
}
