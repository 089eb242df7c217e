import { formatByteSize } from '../core/byte-size.ts';
import type { AugmentStep } from '../pipelines/augment/augmentation.ts';
import { badStream } from './bad-stream.ts';
import type { Cursor } from './cursor.ts';
import type { ImageBatch, PixelLayout } from './image-batch.ts';
import { type Normalization, openImageMemory, type PixelShape, pixelBytesOf } from './image-memory.ts';
import { type PlannedBatch, planBatches } from './image-plan.ts';
import { openImagePool } from './image-pool.ts';
import { imageViewOf } from './image-view.ts';
import { oneConsumer } from './one-consumer.ts';
import { readImageBatches } from './read-image-batches.ts';
import { cursorSource, type StreamPart, streamParts } from './stream-parts.ts';
import { checkNumbers, curriculumOf, type StreamRequest } from './stream-request.ts';
import { startOfStream } from './stream-start.ts';

/** Batches that are read ahead, where they are small enough; of little ones, which are soon read, more. */
const mostAhead = 3;
const littleAhead = 7;
const littleBytes = 2 * 2 ** 20;
const aheadBytes = 256 * 2 ** 20;
const maxBatchBytes = 2 ** 31;

/** A stream of images: what it is asked for. */
export interface ImageStreamOptions extends StreamRequest {
  /** What happens to each image once it is decoded; nothing by default. */
  readonly augment?: readonly AugmentStep[];
  /**
   * Sides of the images in a batch, in pixels: a number for a square. By default the size that `augment` gives, or that
   * all images have. An image of another size is scaled to cover it, and cut at its centre.
   */
  readonly size?: number | { readonly width: number; readonly height: number };
  /** Channels last, by default, or first. */
  readonly layout?: PixelLayout;
  /** Gives floats, (level / 255 − mean) / deviation for red, green and blue; levels, a byte each, by default. */
  readonly normalize?: Normalization;
  /** Leaves out images that have a label of no class, or none. They stay, with the label −1, by default. */
  readonly labelled?: boolean;
}

/** An open stream with its reader threads. One consumer at a time; after an error it is closed. */
export interface ImageStream {
  /** Names of the classes in code-unit order. `ImageBatch.labels` are places in it. */
  readonly classes: readonly string[];
  /** SHA-256 of the shards that are read; `ImageBatch.shards` are places in it. */
  readonly shards: readonly string[];
  /** The versions that are read, in the mix's order; one where it is no mix. */
  readonly parts: readonly StreamPart[];
  /** Samples of an epoch, over all ranks. */
  readonly samples: number;
  readonly size: { readonly width: number; readonly height: number };
  /** The place where the stream begins, and the one after the last sample of that epoch. */
  readonly start: Cursor;
  readonly end: Cursor;
  /** The batches from `start` to the end of its epoch. Each call begins at `start`. */
  batches(): AsyncGenerator<ImageBatch, void, undefined>;
  /** As `batches`, and then those of the epochs after it, without end. */
  epochs(): AsyncGenerator<ImageBatch, void, undefined>;
  /** Ends the reader threads. */
  close(): Promise<void>;
}

/**
 * Opens the images of a version, or of a mix of several, as a stream of batches whose order is a pure function of
 * (manifests, mix, seed, epoch), and whose pixels are one of (version, seed, epoch, augment, size, layout, normalize): ranks, threads, the size of a batch and
 * restarts do not change them.
 *
 * Row groups of all shards are permuted; those that follow each other make windows of at most 65,536 images, which are
 * permuted among themselves. Threads take the images of a batch one by one, read each from its place in the shard, and
 * decode it once, into the batch. Memory: up to four batches (fewer where a batch is above 85 MiB, eight where it is at most 2 MiB), one decoded image
 * for each thread, and some 50 bytes and the id for each image of the split.
 *
 * @throws MillraceError `cursor-mismatch`, `no-samples`, `bad-stream`, `bad-mix`, `too-many-classes`, `label-twice` (usage);
 * `bad-file`, `not-found`; as images are read also `short-read`
 */
export async function openImageStream(options: ImageStreamOptions): Promise<ImageStream> {
  checkNumbers(options, 2 ** 20);
  const { storage, version, split, batch, seed, threads, ranks = 1, rank = 0, augment = [] } = options;
  const { parts: read, keys, classes, table, sampleRows, size } = await imageViewOf(options);
  const shape: PixelShape = { size, layout: options.layout ?? 'hwc', normalize: options.normalize };
  const batchBytes = batch * pixelBytesOf(shape);
  if (batchBytes > maxBatchBytes) {
    const found = `${batch} images of ${size.width} × ${size.height} take ${formatByteSize(batchBytes)}`;
    throw badStream(`expected a batch of at most ${formatByteSize(maxBatchBytes)}, found that ${found}`);
  }
  const { parts, turns, told } = streamParts(version, read);
  const named = { ...cursorSource(version, told), content: 'images', split, seed, ...curriculumOf(options) } as const;
  const start = startOfStream(named, turns.samples, options.epoch, options.from);
  const wholeBatch = options.dropLast === true ? batch * ranks : undefined;
  const order = { parts, turns, seed, ranks, rank, wholeBatch };
  const firstSamples = read.map(({ firstSample }) => firstSample);
  const ahead = Math.max(
    1,
    Math.min(batchBytes <= littleBytes ? littleAhead : mostAhead, Math.floor(aheadBytes / batchBytes)),
  );
  const memories = Array.from({ length: 1 + ahead }, () => openImageMemory(batch, shape));
  const data = { store: storage.location, keys, table, memories, shape, augment, seed };
  const pool = openImagePool(data, sampleRows, threads);
  const consume = oneConsumer(async function* batches(plan: Iterator<PlannedBatch>) {
    try {
      yield* readImageBatches(plan, pool, memories, shape);
    } catch (error) {
      await pool.close();
      throw error;
    }
  });
  return {
    classes,
    shards: read.flatMap(({ shards }) => shards),
    parts: told,
    samples: turns.samples,
    size,
    start,
    end: { ...start, position: turns.samples },
    batches: () => consume(planBatches(order, firstSamples, batch, start, false)),
    epochs: () => consume(planBatches(order, firstSamples, batch, start, true)),
    close: pool.close,
  };
}
