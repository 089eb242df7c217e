import { availableParallelism } from 'node:os';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { MillraceError } from '../../core/errors.ts';
import type { SampleSettings } from '../../training/run-settings.ts';
import { textLines, textsOf } from '../build/sample-lines.ts';
import { type CheckpointFlag, withCheckpoint } from '../checkpoint.ts';
import { type DeviceChoice, withDevice } from '../device.ts';
import { exitCode } from '../exit-code.ts';
import { onInterrupt } from '../interrupt.ts';
import { positiveInteger } from '../parallelism.ts';
import { collected, runs, verb } from '../verb.ts';

interface EvalOptions extends DeviceChoice, CheckpointFlag {
  readonly on: 'holdout' | 'train';
  readonly against?: 'naive-bayes';
  readonly threads: number;
  readonly samples?: number;
  readonly prompt: readonly string[];
  readonly tokens: number;
  readonly temperature: number;
}

/** `eval RUN`: judges a finished run. */
export function evalVerb(): Command {
  const command = verb('eval', 'Judge a training run: perplexity, or accuracy and F1 beside a baseline', [
    'eval RUN',
    'eval RUN --against naive-bayes --json',
    "eval RUN --samples 2 --prompt 'The mill' --temperature 0.8",
  ])
    .argument('<run>', 'name of a run, as `train` and `run` tell it; its beginning is enough')
    .addOption(new Option('--on <split>', 'split of its version').choices(['holdout', 'train']).default('holdout'))
    .addOption(new Option('--against <baseline>', 'judge a baseline on the same split too').choices(['naive-bayes']))
    .option('--samples <n>', 'let a language model write so many texts for each prompt', positiveInteger)
    .option('--prompt <text>', 'what they begin with; may be repeated; a chat needs one', collected, [])
    .option('--tokens <n>', 'most tokens of a text', positiveInteger, 64)
    .option('--temperature <t>', 'how freely tokens are drawn, 0 to 2; 0 takes the likeliest', temperature, 0)
    .option('--threads <n>', 'threads of the backend', positiveInteger, availableParallelism());
  return runs<EvalOptions>(withDevice(withCheckpoint(command)), async (options, output, name = '') => {
    const { store, on, against, checkpoint, threads, device } = options;
    const samples = samplesAsked(options);
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
        checkpoint,
        metrics: [],
        against: against ?? null,
        ...(samples === undefined ? {} : { samples }),
        device: device ?? null,
      };
      const result = await runTrainingJob({ type: 'evaluate', threads, request }, signal, {
        onProgress: ({ note }) => note !== '' && output.line(note),
        onPage: () => undefined,
      });
      for (const line of evaluationLines([result])) output.line(line);
      const texts = samples === undefined ? {} : { texts: await textsOf(storage, result) };
      for (const line of textLines(texts.texts ?? [])) output.line(line);
      await output.result({ ...result, ...texts });
      return exitCode.ok;
    } finally {
      release();
    }
  });
}

function samplesAsked({ samples, prompt, tokens, temperature }: EvalOptions): SampleSettings | undefined {
  if (samples === undefined && prompt.length === 0) return undefined;
  if (tokens > mostTokens) {
    throw new MillraceError('bad-samples', `expected at most ${mostTokens} tokens, found ${tokens}`, {
      kind: 'usage',
      at: '--tokens',
    });
  }
  return { prompts: prompt.length === 0 ? [''] : prompt, each: samples ?? 1, tokens, temperature };
}

const mostTokens = 4096;

function temperature(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && value <= 2) return value;
  throw new InvalidArgumentError('Expected a number from 0 to 2.');
}
