import { availableParallelism } from 'node:os';
import { type Command, Option } from 'commander';
import { type DeviceChoice, withDevice } from '../device.ts';
import { exitCode } from '../exit-code.ts';
import { onInterrupt } from '../interrupt.ts';
import { positiveInteger } from '../parallelism.ts';
import { runs, verb } from '../verb.ts';

interface EvalOptions extends DeviceChoice {
  readonly on: 'holdout' | 'train';
  readonly against?: 'naive-bayes';
  readonly threads: number;
}

/** `eval RUN`: judges a finished run. */
export function evalVerb(): Command {
  const command = verb('eval', 'Judge a training run: perplexity, or accuracy and F1 beside a baseline', [
    'eval RUN',
    'eval RUN --against naive-bayes --json',
  ])
    .argument('<run>', 'name of a run, as `train` and `run` tell it; its beginning is enough')
    .addOption(new Option('--on <split>', 'split of its version').choices(['holdout', 'train']).default('holdout'))
    .addOption(new Option('--against <baseline>', 'judge a baseline on the same split too').choices(['naive-bayes']))
    .option('--threads <n>', 'threads of the backend', positiveInteger, availableParallelism());
  return runs<EvalOptions>(withDevice(command), async ({ store, on, against, threads, device }, output, name = '') => {
    const { openStorage } = await import('../../storage/open-storage.ts');
    const { findRun } = await import('../../training/runs/find-run.ts');
    const { runTrainingJob } = await import('../../workers/training/training-child.ts');
    const { evaluationLines } = await import('../build/training-summary.ts');
    const storage = openStorage(store);
    const run = await findRun(storage, name);
    const { signal, release } = onInterrupt();
    try {
      const request = {
        store: storage.location,
        run,
        on,
        metrics: [],
        against: against ?? null,
        device: device ?? null,
      };
      const result = await runTrainingJob({ type: 'evaluate', threads, request }, signal, {
        onProgress: ({ note }) => note !== '' && output.line(note),
        onPage: () => undefined,
      });
      for (const line of evaluationLines([result])) output.line(line);
      await output.result({ ...result });
      return exitCode.ok;
    } finally {
      release();
    }
  });
}
