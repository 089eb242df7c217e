import { isAbsolute } from 'node:path';
import { formatByteSize } from '../core/byte-size.ts';
import type { AugmentStep } from '../pipelines/augment/augmentation.ts';
import { tokenIdBytes } from '../shards/token-id-bytes.ts';
import type { Storage } from '../storage/storage.ts';
import { type ArrivedShard, arrivalSource } from './arrival-cursor.ts';
import { badStream } from './bad-stream.ts';
import type { Batch } from './batch.ts';
import { batchesOf } from './batches.ts';
import { placesInWindow } from './curriculum/staged-order.ts';
import type { Cursor } from './cursor.ts';
import type { DocumentForm } from './document-form.ts';
import type { DocumentCut } from './document-groups.ts';
import { windowFiller } from './fill-window.ts';
import { oneConsumer } from './one-consumer.ts';
import { readWindows } from './read-windows.ts';
import { type FillHere, openReaderPool } from './reader-pool.ts';
import type { ReaderData } from './reader-thread.ts';
import { type CursorSource, cursorSource, type StreamPart, streamParts } from './stream-parts.ts';
import { batchTurns, type PartOrder, windowsOfPart } from './stream-plan.ts';
import { checkBatchTokens, checkNumbers, curriculumOf, maxBatchTokens, type StreamRequest } from './stream-request.ts';
import { startOfStream } from './stream-start.ts';
import { stagedViews, viewsOf } from './stream-views.ts';
import { tokenGroups } from './token-groups.ts';
import type { View } from './view.ts';
import { openWindowMemory, type WindowMemory } from './window-memory.ts';

/** Two windows are in memory. */
const maxWindowBytes = 2 ** 32;

/** A stream of tokens: what it is asked for. Documents of labels without a class, or of none, are no samples. */
export interface StreamOptions extends StreamRequest {
  /** Packed token sequences, of which there are no classes, or documents that are tokenized as they are read. */
  readonly content: 'tokens' | 'documents';
  /** Tokens to which documents are cut and filled up; packed sequences have the length they were packed to. */
  readonly length?: number;
  /** What a longer document loses: its end, by default, or its middle. */
  readonly cut?: DocumentCut;
  /** Of documents: how they become samples whose tokens are marked, in place of labelled ones. */
  readonly form?: DocumentForm;
  /**
   * `shuffled`, the default: groups of all shards are permuted. `arrival`: windows take them in the manifest's order, which
   * is that in which a build that is followed gives them.
   */
  readonly order?: StreamOrder;
  /**
   * What is done to each text in each epoch: operations on texts, in order. Documents are augmented before they are
   * tokenized; packed sequences are turned to text and back, each part by itself, and cut to their length.
   */
  readonly augment?: readonly AugmentStep[];
}

export type StreamOrder = 'shuffled' | 'arrival';

type Place = Pick<Cursor, 'epoch' | 'position'>;

/** An open stream with its reader threads. One consumer at a time; after an error it is closed. */
export interface Stream {
  /** Names of the classes in code-unit order; empty for packed tokens. `Batch.labels` are places in it. */
  readonly classes: readonly string[];
  /** SHA-256 of the shards that are read; `Batch.shards` are places in it. */
  readonly shards: readonly string[];
  /** The versions that are read, in the mix's order; one where it is no mix. */
  readonly parts: readonly StreamPart[];
  /** Samples of an epoch, over all ranks. */
  readonly samples: number;
  /** Tokens in each sample, padding included. */
  readonly length: number;
  /** One more than the largest token id. */
  readonly vocabulary: number;
  /** The place where the stream begins, and the one after the last sample of that epoch. */
  readonly start: Cursor;
  readonly end: Cursor;
  /** The batches from `start` to the end of its epoch. Each call begins at `start`. */
  batches(): AsyncGenerator<Batch, void, undefined>;
  /** As `batches`, and then those of the epochs after it, without end. */
  epochs(): AsyncGenerator<Batch, void, undefined>;
  /** Ends the reader threads. */
  close(): Promise<void>;
}

/**
 * Opens a version, or a mix of several, as a stream of batches whose order is a pure function of (manifests, mix, seed,
 * epoch).
 *
 * The groups of rows of all shards of a version are permuted; those that follow each other make windows, whose samples
 * are permuted among themselves. The versions of a mix take turns, evenly. Memory, for each version: two windows of at
 * most 16,384 samples (of packed tokens at most 32 MiB) or one group that is larger, of a single version divided by
 * `ranks`; two groups for each thread; 8 bytes for each sample of a window and some 100 for each group. Every rank reads
 * every group that holds a sample of its own.
 *
 * @throws MillraceError `cursor-mismatch`, `no-samples`, `bad-stream`, `bad-mix`, `mix-unfit`, `too-many-classes`
 * (usage); as shards are read `bad-file`, `not-found`, `short-read`
 */
export async function openStream(options: StreamOptions): Promise<Stream> {
  checkNumbers(options, maxBatchTokens);
  const { version, content, split, batch, seed, ranks = 1, rank = 0 } = options;
  const views = await viewsOf(options);
  const [{ shape, classes }] = views;
  const { length } = shape;
  checkBatchTokens(batch, length);
  const { parts, turns, told } = streamParts(version, await stagedViews(options, views));
  const arrived = options.order === 'arrival' ? arrivalSource(arrivedShards(views[0])) : undefined;
  const sourceAt = (place: Place): CursorSource => arrived?.(place) ?? cursorSource(version, told);
  const from = options.from ?? { epoch: options.epoch ?? 0, position: 0 };
  const named = { content, split, seed, ...curriculumOf(options) };
  const start = startOfStream({ ...sourceAt(from), ...named }, turns.samples, options.epoch, options.from);
  const cursorAt = (place: Place): Cursor => ({ ...sourceAt(place), ...named, ...place });
  const wholeBatch = options.dropLast === true ? batch * ranks : undefined;
  const order = { parts, turns, seed, ranks, rank, wholeBatch };
  const cache = cacheOf(options, views, told);
  const datas = views.map((view) => ({
    ...readerData(options.storage, view, ranks, views.length > 1),
    cache,
  }));
  const here = views.map((view) => fillHere(options.storage, view, cache));
  const pools = views.map((view, part) =>
    openReaderPool(datas[part] as ReaderData, view, {
      threads: threadsOf(told, part, options.threads),
      placesIn: (window) => placesInWindow(parts[part] as PartOrder, window, seed),
      here: here[part],
    }),
  );
  const close = async (): Promise<void> => {
    await Promise.all(pools.map((pool) => pool.close()));
  };
  const read = oneConsumer(async function* batches(endless: boolean) {
    const windows = pools.map((pool, part) => ({
      windows: readWindows(
        windowsOfPart(order, part, start, endless),
        pool,
        here[part]?.windows === 2 ? batch : undefined,
      ),
      firstShard: told[part]?.firstShard ?? 0,
    }));
    try {
      yield* batchesOf(batchTurns(order, batch, start, endless), windows, {
        ...{ batch, length, cursorAt },
        marked: options.form !== undefined,
      });
    } catch (error) {
      await close();
      throw error;
    }
  });
  return {
    classes,
    shards: views.flatMap((view) => view.shards),
    parts: told,
    samples: turns.samples,
    length,
    vocabulary: shape.vocabulary,
    start,
    end: cursorAt({ epoch: start.epoch, position: turns.samples }),
    batches: () => read(false),
    epochs: () => read(true),
    close,
  };
}

/** A local folder is read as it is. All parts of a mix share the cache. */
function cacheOf(
  { storage, cache, threads }: StreamOptions,
  views: readonly View[],
  parts: readonly StreamPart[],
): ReaderData['cache'] {
  if (cache === undefined || isAbsolute(storage.location)) return undefined;
  const writers = parts.reduce((sum, _, part) => sum + threadsOf(parts, part, threads), 0);
  return { ...cache, writers: writers + parts.length, shards: views.flatMap((view) => view.shards) };
}

/**
 * Tokens that are read as they are: from a local folder a window, of which the head is one of its own, takes less time
 * than the start of a thread; from elsewhere the first is waited for while the threads start for the second.
 */
export function fillHere(
  storage: Storage,
  { documents, augment, shape }: Pick<View, 'documents' | 'augment' | 'shape'>,
  cache: ReaderData['cache'],
): FillHere | undefined {
  if (documents !== undefined || augment !== undefined) return undefined;
  const reader = tokenGroups(storage, shape, cache);
  return {
    windows: isAbsolute(storage.location) ? 2 : 1,
    fill: windowFiller(reader),
    close: () => reader.close?.(),
  };
}

function arrivedShards({ shards, groups }: View): readonly ArrivedShard[] {
  const samples = shards.map(() => 0);
  for (const group of groups) samples[group.shard] = (samples[group.shard] ?? 0) + group.samples;
  return shards.map((sha256, shard) => ({ sha256, samples: samples[shard] ?? 0 }));
}

/** Threads by a part's share of the samples; at least one. */
function threadsOf(parts: readonly StreamPart[], part: number, threads: number): number {
  const all = parts.reduce((sum, { samples }) => sum + samples, 0);
  return Math.max(1, Math.round((threads * (parts[part]?.samples ?? 0)) / all));
}

function readerData(storage: Storage, view: View, ranks: number, mixed: boolean): Omit<ReaderData, 'cache'> {
  const { shape, documents, augment, groups, windowSamples } = view;
  const samples = groups.reduce((sum, group) => sum + group.samples, 0);
  const largest = groups.reduce((most, group) => Math.max(most, group.samples), 0);
  const held = Math.min(samples, Math.max(windowSamples, largest));
  // In a mix a rank's turns may all fall on one version.
  const ownSamples = mixed ? held : Math.ceil(held / ranks);
  const windowBytes = ownSamples * shape.length * tokenIdBytes(shape);
  if (windowBytes > maxWindowBytes) {
    const found = `${ownSamples} samples of ${shape.length} tokens take ${formatByteSize(windowBytes)}`;
    throw badStream(`expected a window of at most ${formatByteSize(maxWindowBytes)}, found that ${found}`);
  }
  const memory = (): WindowMemory =>
    openWindowMemory({
      ...{ samples: held, ownSamples, length: shape.length, idBytes: tokenIdBytes(shape) },
      marked: documents?.form !== undefined,
    });
  return { store: storage.location, shape, memories: [memory(), memory()], documents, augment };
}
