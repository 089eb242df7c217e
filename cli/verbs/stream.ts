import { availableParallelism } from 'node:os';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { parseByteSize } from '../../core/byte-size.ts';
import { MillraceError } from '../../core/errors.ts';
import type { StoredManifest } from '../../shards/catalogue.ts';
import type { Storage } from '../../storage/storage.ts';
import type { Cursor } from '../../streaming/cursor.ts';
import type { FollowedStream } from '../../streaming/follow/open-followed-stream.ts';
import type { Mix } from '../../streaming/mix/mix.ts';
import type { ImageStream } from '../../streaming/open-image-stream.ts';
import type { Stream, StreamOptions, StreamOrder } from '../../streaming/open-stream.ts';
import type { Output } from '../console-output.ts';
import { exitCode } from '../exit-code.ts';
import { onInterrupt } from '../interrupt.ts';
import { positiveInteger } from '../parallelism.ts';
import { textSteps } from '../stream/augment-flag.ts';
import type { FollowFlags } from '../stream/follow.ts';
import { type ImageFlags, imageOptions } from '../stream/image-flags.ts';
import { type MixFlags, numberList, positiveNumber, streamedVersion } from '../stream/mix-flags.ts';
import type { StreamCount } from '../stream/stream-summary.ts';
import { runs, verb } from '../verb.ts';

interface StreamFlags extends ImageFlags, MixFlags, Pick<FollowFlags, 'follow'> {
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
  readonly order?: StreamOrder;
  readonly dropLast?: boolean;
  readonly cache?: string;
  readonly cacheBytes: number;
  readonly threads: number;
  readonly json?: boolean;
  readonly curriculum?: string;
  readonly stages?: number;
  readonly descending?: boolean;
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
      'stream mail --batch 32 --content documents --curriculum characters --stages 8',
      'stream docs-en --batch 32 --follow --cursor place.json   # while `millrace build` is at work',
      'stream docs-en --batch 32 --store s3://bucket/store --cache /tmp/docs-en --cache-bytes 50GiB',
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
    .option('--curriculum <signal>', 'from easy to hard by a signal, such as characters or metadata.score')
    .option('--stages <n>', 'stages of the curriculum', positiveInteger)
    .option('--descending', 'the highest values of the signal first')
    .option('--seed <n>', 'seed of the order', wholeNumber, 0)
    .option('--epoch <n>', "epoch to read; the cursor's, or 0, by default", wholeNumber)
    .option('--ranks <n>', 'processes that share the stream', positiveInteger, 1)
    .option('--rank <n>', 'which of them this is, from 0', wholeNumber, 0)
    .option('--cursor <file>', 'go on from the place in this file, if there is one, and leave the new place in it')
    .addOption(
      new Option('--order <order>', "of the samples; the cursor's, or shuffled, by default").choices([
        'shuffled',
        'arrival',
      ]),
    )
    .option(
      '--follow [build]',
      'read what a build that is at work has sealed, in order of arrival, until its version is there',
    )
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
    .option('--cache <dir>', 'keep packed tokens of a store on S3 in this folder, and fetch ahead')
    .option('--cache-bytes <size>', 'how much to keep there', byteSize, 10 * 2 ** 30)
    .option('--threads <n>', 'reader threads', positiveInteger, Math.min(64, availableParallelism()));
  return runs<StreamFlags>(command, async ({ store, ...flags }, output, ...references) => {
    const { openStorage } = await import('../../storage/open-storage.ts');
    const { readCursorFile } = await import('../../streaming/cursor-file.ts');
    const storage = openStorage(store);
    const startMs = performance.now();
    const from = flags.cursor === undefined ? undefined : await readCursorFile(flags.cursor);
    const followed =
      flags.follow === undefined
        ? undefined
        : await (await import('../stream/follow.ts')).followStream(storage, references, flags, from);
    const stream =
      followed?.stream ?? (await open(storage, await streamedVersion(storage, references, flags), flags, from));
    try {
      return await read(stream, flags, startMs, output, () => followed?.build.version());
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
    ...curriculumFlags(flags),
    ...(flags.cache === undefined ? {} : { cache: { folder: flags.cache, bytes: flags.cacheBytes } }),
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
  const order = flags.order ?? (from?.format === 'millrace-arrival-cursor/1' ? 'arrival' : undefined);
  const { openStream } = await import('../../streaming/open-stream.ts');
  return await openStream({
    ...common,
    content,
    ...(order === undefined ? {} : { order }),
    ...(length === undefined ? {} : { length }),
    ...(flags.augment === undefined ? {} : { augment: await textSteps(flags.augment) }),
  });
}

/** Throws a usage error for options of a curriculum without one. */
function curriculumFlags({ curriculum: signal, stages, descending }: StreamFlags): Pick<StreamOptions, 'curriculum'> {
  if (signal !== undefined)
    return { curriculum: { signal, stages: stages ?? 4, ...(descending === true ? { descending } : {}) } };
  const given = stages !== undefined ? 'stages' : descending !== undefined ? 'descending' : undefined;
  if (given === undefined) return {};
  throw new MillraceError('option-unfit', `--${given} is no option of a stream without --curriculum`, {
    kind: 'usage',
    hint: 'name a signal with --curriculum, or leave it out',
  });
}

/** Throws a usage error for options of images where others are read, and the other way round. */
function refuseUnfit(content: Cursor['content'], flags: StreamFlags): void {
  const ofImages = ['size', 'layout', 'float'] as const;
  const unfit = {
    images: ['length', 'cache', 'order'],
    documents: [...ofImages, 'cache'],
    tokens: ofImages,
  } as const;
  const given = unfit[content].find((name) => flags[name] !== undefined);
  if (given === undefined) return;
  throw new MillraceError('option-unfit', `--${given} is no option of a stream of ${content}`, {
    kind: 'usage',
    hint: `leave it out, or choose other --content`,
  });
}

async function read(
  stream: Stream | FollowedStream | ImageStream,
  flags: StreamFlags,
  startMs: number,
  output: Output,
  version: () => number | undefined,
): Promise<number> {
  const { countStream, streamLines } = await import('../stream/stream-summary.ts');
  const { writeCursorFile } = await import('../../streaming/cursor-file.ts');
  const count = countStream(stream, flags.json === true);
  const { end, interrupted } = await readBatches(stream, flags, count);
  const read = count.summary((performance.now() - startMs) / 1000);
  for (const line of streamLines(read)) output.line(line);
  const built = version();
  if (built !== undefined) output.line(`The build has become version ${built}`);
  const summary = built === undefined ? read : { ...read, version: built };
  if (flags.cursor !== undefined) {
    await writeCursorFile(flags.cursor, end);
    output.line(`Epoch ${end.epoch}, position ${end.position} is in ${flags.cursor}`);
  }
  await output.result(interrupted ? { error: { code: 'interrupted', message: 'interrupted' }, ...summary } : summary);
  return interrupted ? exitCode.interrupted : exitCode.ok;
}

/** Reads until the epoch or the wanted batches end, or Ctrl-C; gives the place after what was read. */
async function readBatches(
  stream: Stream | FollowedStream | ImageStream,
  { batch, batches = Number.POSITIVE_INFINITY, ranks }: StreamFlags,
  count: StreamCount,
): Promise<{ readonly end: Cursor; readonly interrupted: boolean }> {
  const { streamProgress } = await import('../stream/stream-progress.ts');
  // How many a build will have is not known.
  const left =
    'stop' in stream ? Number.POSITIVE_INFINITY : Math.ceil((stream.samples - stream.start.position) / ranks);
  const progress = streamProgress(process.stderr, Math.min(left, batch * batches), () => performance.now());
  const { signal, release } = onInterrupt();
  if ('stop' in stream) signal.addEventListener('abort', stream.stop);
  let end = stream.start;
  try {
    for await (const each of stream.batches()) {
      count.add(each);
      end = each.cursor;
      progress.show(count.samples());
      if (signal.aborted || count.batches() === batches) return { end, interrupted: signal.aborted };
    }
    if (signal.aborted) return { end, interrupted: true };
    // The epoch has ended for every rank, whether or not the last batch had a sample of it.
    return { end: stream.end, interrupted: false };
  } finally {
    progress.close();
    release();
  }
}

/** Bytes of a size such as 10GiB, or commander's refusal. */
function byteSize(text: string): number {
  const bytes = parseByteSize(text);
  if (bytes !== undefined && bytes > 0) return bytes;
  throw new InvalidArgumentError('Expected a size such as 10GiB.');
}

/** A whole number from 0 to 2^32 − 1, or commander's refusal. */
function wholeNumber(text: string): number {
  const value = Number(text);
  if (/^\d{1,10}$/.test(text) && value < 2 ** 32) return value;
  throw new InvalidArgumentError('Expected a whole number from 0 to 4294967295.');
}
