import { type Command, InvalidArgumentError } from 'commander';
import { type CheckpointFlag, withCheckpoint } from '../checkpoint.ts';
import { type DeviceChoice, withDevice } from '../device.ts';
import { exitCode } from '../exit-code.ts';
import { onInterrupt } from '../interrupt.ts';
import { positiveInteger } from '../parallelism.ts';
import { runs, verb } from '../verb.ts';

interface SampleFlags extends DeviceChoice, CheckpointFlag {
  readonly prompt: string;
  readonly tokens: number;
  readonly temperature: number;
  readonly topK: number;
  readonly seed: number;
}

/** `sample RUN`: lets a language model write on. */
export function sampleVerb(): Command {
  const command = verb('sample', 'Let a trained language model write on from a text', [
    "sample RUN --prompt 'Once upon a time'",
    'sample RUN --tokens 200 --temperature 0.8 --top-k 20 --seed 3 --json',
  ])
    .argument('<run>', 'name of a run, as `train` and `run` tell it; its beginning is enough')
    .option('--prompt <text>', 'what it goes on from; by default a text begins', '')
    .option('--tokens <n>', 'most tokens to write', positiveInteger, 60)
    .option('--temperature <t>', 'what logits are divided by; 0 takes the likeliest token', notNegative, 0.8)
    .option('--top-k <k>', 'draw from so many of the likeliest tokens; 0 draws from all', wholeNumber, 0)
    .option('--seed <n>', 'another seed writes another text', wholeNumber, 0);
  return runs<SampleFlags>(
    withDevice(withCheckpoint(command)),
    async ({ store, device, checkpoint, ...flags }, output, name = '') => {
      const { openStorage } = await import('../../storage/open-storage.ts');
      const { findRun } = await import('../../training/runs/find-run.ts');
      const { sampleText } = await import('../../training/generation/sample-text.ts');
      const storage = openStorage(store);
      const run = await findRun(storage, name);
      const { signal, release } = onInterrupt();
      try {
        const { tokens: maxTokens, ...rest } = flags;
        const sample = await sampleText(
          storage,
          run,
          { ...rest, maxTokens, topP: 1, stop: [] },
          { checkpoint, device: device ?? 'cpu', env: process.env, signal, onNote: (note) => output.line(note) },
        );
        output.line(sample.prompt + sample.text);
        await output.result(sample);
        return exitCode.ok;
      } finally {
        release();
      }
    },
  );
}

function notNegative(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value >= 0) return value;
  throw new InvalidArgumentError('Expected a number of at least 0.');
}

function wholeNumber(text: string): number {
  const value = notNegative(text);
  if (Number.isSafeInteger(value)) return value;
  throw new InvalidArgumentError('Expected a whole number of at least 0.');
}
