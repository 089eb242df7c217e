import type { Storage } from '../storage/storage.ts';
import type { Work } from '../workers/worker.ts';
import type { Output } from './console-output.ts';
import type { Parallelism } from './parallelism.ts';

interface ServeOptions extends Parallelism {
  readonly storage: Storage;
  readonly work: Work;
  readonly signal: AbortSignal;
}

/** Takes part in the builds of a store, and shows what happens, until `signal` aborts. Rejects where the worker fails. */
export async function serveWorker(options: ServeOptions, output: Output): Promise<void> {
  const { storage, work, threads, hosts, hostMemory, signal } = options;
  const { runWorker } = await import('../workers/run-worker.ts');
  const { openBuildDisplay } = await import('./build/build-display.ts');
  const display = openBuildDisplay(output, () => performance.now());
  try {
    await runWorker({
      ...{ storage, work, threads, hosts, hostMemory, signal },
      env: process.env,
      onEvent: display.show,
    });
  } finally {
    display.close();
  }
}
