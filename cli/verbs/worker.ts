import { type Command, Option } from 'commander';
import type { Work } from '../../workers/worker.ts';
import { exitCode } from '../exit-code.ts';
import { onInterrupt } from '../interrupt.ts';
import { type Parallelism, withParallelism } from '../parallelism.ts';
import { serveWorker } from '../serve-worker.ts';
import { runs, verb } from '../verb.ts';

interface WorkerVerbOptions extends Parallelism {
  readonly work: Work;
}

/** `worker`: takes part in the builds of a store until Ctrl-C. */
export function workerVerb(): Command {
  const command = verb('worker', 'Take part in the builds of a store, on this or another machine, until Ctrl-C', [
    'worker --threads 8',
    'TEMPORAL_ADDRESS=temporal:7233 npx millrace worker --store /shared/store --hosts 2',
    'TEMPORAL_ADDRESS=temporal:7233 npx millrace worker --store /shared/store --work train',
  ]).addOption(
    new Option('--work <kind>', 'what it takes part in: on a machine with a GPU, perhaps training alone')
      .choices(['build', 'train', 'all'])
      .default('all'),
  );
  return runs<WorkerVerbOptions>(withParallelism(command), async (options, output) => {
    const { openStorage } = await import('../../storage/open-storage.ts');
    const { signal, release } = onInterrupt();
    output.line('Ctrl-C ends it; what it was at is done again by another worker.');
    try {
      await serveWorker({ ...options, storage: openStorage(options.store), signal }, output);
      return exitCode.ok;
    } finally {
      release();
    }
  });
}
