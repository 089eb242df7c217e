import { availableParallelism } from 'node:os';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { MillraceError } from '../../core/errors.ts';
import type { StoredManifest } from '../../shards/catalogue.ts';
import type { Storage } from '../../storage/storage.ts';
import type { Cursor } from '../../streaming/cursor.ts';
import type { Mix } from '../../streaming/mix/mix.ts';
import type { ImageStream } from '../../streaming/open-image-stream.ts';
import type { Stream } from '../../streaming/open-stream.ts';
import type { Output } from '../console-output.ts';
import { exitCode } from '../exit-code.ts';
import { onInterrupt } from '../interrupt.ts';
import { positiveInteger } from '../parallelism.ts';
import { textSteps } from '../stream/augment-flag.ts';
import { type ImageFlags, imageOptions } from '../stream/image-flags.ts';
import { type MixFlags, numberList, positiveNumber, streamedVersion } from '../stream/mix-flags.ts';
import type { StreamCount } from '../stream/stream-summary.ts';
import { runs, verb } from '../verb.ts';

interface StreamFlags extends ImageFlags, MixFlags {
  readonly batch: number;
  readonly batches?: number;
  readonly content?: Cursor['content'];
  readonly split: Cursor['split'];
  readonly length?: number;
  readonly seed: number;
  readonly epoch?: number;
  readonly ranks: number;
  readonly rank: number;
  readonly cursor?: string;
  readonly dropLast?: boolean;
  readonly threads: number;
  readonly json?: boolean;
}

/** `stream NAME[@V]…`: reads the training stream of a version, or of a mix, in its order, and measures it. */
export function streamVerb(): Command {
  const command = verb(
    'stream',
    'Read the training stream of a version, or of a mix: its order, its speed, and where to go on',
    [
      'stream docs-en --batch 32 --seed 1 --epoch 0',
      'stream docs-en@3 --batch 32 --ranks 4 --rank 2 --drop-last --json',
      'stream docs-en --batch 32 --batches 100 --cursor place.json   # again and again, each time 100 further',
      'stream web@4 books@1 code --weights 7,2,1 --batch 32',
      'stream --mix pretraining.yaml --batch 32 --json',
      'stream digits --batch 64 --size 28',
      `stream mail --batch 32 --content documents --augment '["aeda",{"random-deletion":{"p":0.05}}]'`,
      `stream photographs --batch 64 --augment '[{"random-resized-crop":{"size":224}},"random-horizontal-flip"]'`,
    ],
  )
    .argument('[name[@version]...]', 'version to read; of several a mix')
    .requiredOption('--batch <n>', 'samples in a batch of one rank', positiveInteger)
    .option('--batches <n>', 'stop after so many batches; the whole epoch by default', positiveInteger)
    .option('--weights <list>', 'share of each version, such as 7,2,1; without it each is read once', numberList)
    .option('--samples <n>', 'samples in an epoch of the mix', positiveInteger)
    .option('--temperature <t>', 'weights of the versions by size^(1/t)', positiveNumber)
    .option('--mix <file>', 'the mix as YAML: `mix: [{ data: web@4, weight: 7 }, { data: books, repeat: 2 }]`')
    .option('--seed <n>', 'seed of the order', wholeNumber, 0)
    .option('--epoch <n>', "epoch to read; the cursor's, or 0, by default", wholeNumber)
    .option('--ranks <n>', 'processes that share the stream', positiveInteger, 1)
    .option('--rank <n>', 'which of them this is, from 0', wholeNumber, 0)
    .option('--cursor <file>', 'go on from the place in this file, if there is one, and leave the new place in it')
    .option('--drop-last', "leave out the samples at the epoch's end that make no full batch over all ranks")
    .addOption(new Option('--split <split>', 'split to read').choices(['train', 'holdout']).default('train'))
    .addOption(
      new Option(
        '--content <content>',
        "packed tokens, labelled documents, tokenized as they are read, or images; by default the version's kind",
      ).choices(['tokens', 'documents', 'images']),
    )
    .option('--length <n>', 'tokens to which documents are cut and filled up', positiveInteger)
    .option(
      '--size <n>',
      "sides of images in pixels; the augmentation's size, or that of all images, by default",
      positiveInteger,
    )
    .option(
      '--augment <json>',
      'what is done to each image, or to the text of each document or packed sequence: a list as in a recipe, of operations that train runs take',
    )
    .addOption(new Option('--layout <layout>', 'channels of images last or first').choices(['hwc', 'chw']))
    .option('--float', 'pixels as floats from -1 to 1; bytes by default')
    .option('--threads <n>', 'reader threads', positiveInteger, Math.min(64, availableParallelism()));
  return runs<StreamFlags>(command, async ({ store, ...flags }, output, ...references) => {
    const { openStorage } = await import('../../storage/open-storage.ts');
    const { readCursorFile } = await import('../../streaming/cursor-file.ts');
    const storage = openStorage(store);
    const startMs = performance.now();
    const from = flags.cursor === undefined ? undefined : await readCursorFile(flags.cursor);
    const stream = await open(storage, await streamedVersion(storage, references, flags), flags, from);
    try {
      return await read(stream, flags, startMs, output);
    } finally {
      await stream.close();
    }
  });
}

async function open(
  storage: Storage,
  version: StoredManifest | Mix,
  flags: StreamFlags,
  from: Cursor | undefined,
): Promise<Stream | ImageStream> {
  const { batch, split, length, seed, epoch, ranks, rank, dropLast = false, threads } = flags;
  const common = {
    ...{ storage, version, batch, split, seed, ranks, rank, dropLast, threads },
    ...(epoch === undefined ? {} : { epoch }),
    ...(from === undefined ? {} : { from }),
  };
  const { versionsOf } = await import('../../streaming/stream-parts.ts');
  const [first] = versionsOf(version);
  const kind = first?.manifest.kind === 'image' ? 'images' : 'tokens';
  const content = flags.content ?? from?.content ?? kind;
  refuseUnfit(content, flags);
  if (content === 'images') {
    const { openImageStream } = await import('../../streaming/open-image-stream.ts');
    return await openImageStream({ ...common, ...(await imageOptions(flags)) });
  }
  const { openStream } = await import('../../streaming/open-stream.ts');
  return await openStream({
    ...common,
    content,
    ...(length === undefined ? {} : { length }),
    ...(flags.augment === undefined ? {} : { augment: await textSteps(flags.augment) }),
  });
}

/** Throws a usage error for options of images where others are read, and the other way round. */
function refuseUnfit(content: Cursor['content'], flags: StreamFlags): void {
  const ofImages = ['size', 'layout', 'float'] as const;
  const unfit = content === 'images' ? (['length'] as const) : ofImages;
  const given = unfit.find((name) => flags[name] !== undefined);
  if (given === undefined) return;
  throw new MillraceError('option-unfit', `--${given} is no option of a stream of ${content}`, {
    kind: 'usage',
    hint: `leave it out, or choose other --content`,
  });
}

async function read(
  stream: Stream | ImageStream,
  flags: StreamFlags,
  startMs: number,
  output: Output,
): Promise<number> {
  const { countStream, streamLines } = await import('../stream/stream-summary.ts');
  const { writeCursorFile } = await import('../../streaming/cursor-file.ts');
  const count = countStream(stream, flags.json === true);
  const { end, interrupted } = await readBatches(stream, flags, count);
  const summary = count.summary((performance.now() - startMs) / 1000);
  for (const line of streamLines(summary)) output.line(line);
  if (flags.cursor !== undefined) {
    await writeCursorFile(flags.cursor, end);
    output.line(`Epoch ${end.epoch}, position ${end.position} is in ${flags.cursor}`);
  }
  await output.result(interrupted ? { error: { code: 'interrupted', message: 'interrupted' }, ...summary } : summary);
  return interrupted ? exitCode.interrupted : exitCode.ok;
}

/** Reads until the epoch or the wanted batches end, or Ctrl-C; gives the place after what was read. */
async function readBatches(
  stream: Stream | ImageStream,
  { batch, batches = Number.POSITIVE_INFINITY, ranks }: StreamFlags,
  count: StreamCount,
): Promise<{ readonly end: Cursor; readonly interrupted: boolean }> {
  const { streamProgress } = await import('../stream/stream-progress.ts');
  const left = Math.ceil((stream.samples - stream.start.position) / ranks);
  const progress = streamProgress(process.stderr, Math.min(left, batch * batches), () => performance.now());
  const { signal, release } = onInterrupt();
  try {
    for await (const each of stream.batches()) {
      count.add(each);
      progress.show(count.samples());
      if (signal.aborted || count.batches() === batches) return { end: each.cursor, interrupted: signal.aborted };
    }
    // The epoch has ended for every rank, whether or not the last batch had a sample of it.
    return { end: { ...stream.start, position: stream.samples }, interrupted: false };
  } finally {
    progress.close();
    release();
  }
}

/** A whole number from 0 to 2^32 − 1, or commander's refusal. */
function wholeNumber(text: string): number {
  const value = Number(text);
  if (/^\d{1,10}$/.test(text) && value < 2 ** 32) return value;
  throw new InvalidArgumentError('Expected a whole number from 0 to 4294967295.');
}
