import { availableParallelism } from 'node:os';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { RemovedUnits } from '../../training/compression/structured-pruning.ts';
import type { Quantization } from '../../training/compression/variant.ts';
import { type CheckpointFlag, withCheckpoint } from '../checkpoint.ts';
import { type DeviceChoice, withDevice } from '../device.ts';
import { exitCode } from '../exit-code.ts';
import { onInterrupt } from '../interrupt.ts';
import { positiveInteger } from '../parallelism.ts';
import { collected, runs, verb } from '../verb.ts';
import { requireWritable } from '../writable-store.ts';

interface CompressFlags extends DeviceChoice, CheckpointFlag {
  readonly quantize: readonly Quantization[];
  readonly prune?: number;
  readonly structured?: RemovedUnits;
  readonly with: readonly string[];
  readonly on: 'holdout' | 'train';
  readonly rounds: number;
  readonly threads: number;
}

const kinds: readonly Quantization[] = ['int8', 'int8-dynamic', 'int4-32', 'int4-64'];

/** `compress RUN`: smaller models of a trained one, beside it in one table. */
export function compressVerb(): Command {
  const command = verb('compress', 'Quantize and prune a trained model, and compare: score, size, latency, memory', [
    'compress RUN',
    'compress RUN --quantize int8,int4-32 --prune 0.5 --structured heads=0.5,neurons=0.5',
    'compress RUN --with DISTILLED-RUN --with SPARSE-RUN --json > comparison.json',
  ])
    .argument('<run>', 'name of a run, as `train` and `run` tell it; its beginning is enough')
    .addOption(
      new Option('--quantize <kinds>', `any of ${kinds.join(', ')}, or none`)
        .argParser(quantizations)
        .default(['int8', 'int8-dynamic', 'int4-32'], 'int8,int8-dynamic,int4-32'),
    )
    .option('--prune <share>', 'share of the elements of each matrix that becomes 0, the smallest', share)
    .option('--structured <shares>', 'shares of heads and neurons to take out, as heads=0.5,neurons=0.25', removedUnits)
    .option('--with <run>', 'compare with this run, too, as it is and quantized; may be repeated', collected, [])
    .addOption(new Option('--on <split>', 'split to judge on').choices(['holdout', 'train']).default('holdout'))
    .option('--rounds <n>', 'passes of each model whose median is its latency', positiveInteger, 30)
    .option('--threads <n>', 'threads of the backend', positiveInteger, availableParallelism());
  return runs<CompressFlags>(withDevice(withCheckpoint(command)), async (flags, output, name = '') => {
    const { openStorage } = await import('../../storage/open-storage.ts');
    const { findRun } = await import('../../training/runs/find-run.ts');
    const { compress } = await import('../../workers/training/compress.ts');
    const { comparisonLines } = await import('../build/comparison-lines.ts');
    const { quantize, on, checkpoint, rounds, threads } = flags;
    const storage = openStorage(flags.store);
    const run = await findRun(storage, name);
    const others: string[] = [];
    for (const other of flags.with) others.push(await findRun(storage, other));
    await requireWritable(storage);
    const { signal, release } = onInterrupt();
    try {
      const comparison = await compress({
        ...{ storage, threads, signal, onNote: (note: string) => note !== '' && output.line(note) },
        request: {
          ...{ run, quantize, others, on, checkpoint, rounds, device: flags.device ?? null },
          ...{ sparsity: flags.prune ?? null, structured: flags.structured ?? null },
        },
      });
      for (const line of comparisonLines(comparison, storage.location)) output.line(line);
      await output.result({ ...comparison });
      return exitCode.ok;
    } finally {
      release();
    }
  });
}

function quantizations(text: string): readonly Quantization[] {
  if (text === 'none') return [];
  return text.split(',').map((kind) => {
    const known = kinds.find((each) => each === kind);
    if (known !== undefined) return known;
    throw new InvalidArgumentError(`Expected any of ${kinds.join(', ')}, or none, found ${kind}.`);
  });
}

function share(text: string): number {
  const value = Number(text);
  if (/^[\d.]+$/.test(text) && value > 0 && value < 1) return value;
  throw new InvalidArgumentError('Expected a number above 0 and below 1.');
}

function removedUnits(text: string): RemovedUnits {
  const removed = { heads: 0, neurons: 0 };
  for (const part of text.split(',')) {
    const [, key, value = ''] = /^(heads|neurons)=(.*)$/.exec(part) ?? [];
    if (key !== 'heads' && key !== 'neurons') {
      throw new InvalidArgumentError('Expected heads=SHARE, neurons=SHARE or both, with a comma between them.');
    }
    removed[key] = share(value);
  }
  return removed;
}
