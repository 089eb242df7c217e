import { formatByteSize } from '../core/byte-size.ts';
import type { AugmentStep } from '../pipelines/augment/augmentation.ts';
import { tokenIdBytes } from '../shards/token-id-bytes.ts';
import type { Storage } from '../storage/storage.ts';
import { badStream } from './bad-stream.ts';
import type { Batch } from './batch.ts';
import { batchesOf } from './batches.ts';
import type { Cursor } from './cursor.ts';
import type { DocumentCut } from './document-groups.ts';
import { fillWindow } from './fill-window.ts';
import { headFirst } from './head-first.ts';
import { oneConsumer } from './one-consumer.ts';
import { readWindows } from './read-windows.ts';
import { type FillHere, openReaderPool } from './reader-pool.ts';
import type { ReaderData } from './reader-thread.ts';
import { type OrderOptions, windowsOfEpoch, windowsOfEpochs } from './stream-plan.ts';
import { checkNumbers, type StreamRequest } from './stream-request.ts';
import { startOfStream } from './stream-start.ts';
import { tokenGroups } from './token-groups.ts';
import { type View, viewOf } from './view.ts';
import { openWindowMemory, type WindowMemory, type WindowShare } from './window-memory.ts';

/** 2 GiB of token ids. */
const maxBatchTokens = 2 ** 29;
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
  /**
   * What is done to each text in each epoch: operations on texts, in order. Documents are augmented before they are
   * tokenized; packed sequences are turned to text and back, each part by itself, and cut to their length.
   */
  readonly augment?: readonly AugmentStep[];
}

/** An open stream with its reader threads. One consumer at a time; after an error it is closed. */
export interface Stream {
  /** Names of the classes in code-unit order; empty for packed tokens. `Batch.labels` are places in it. */
  readonly classes: readonly string[];
  /** SHA-256 of the shards that are read; `Batch.shards` are places in it. */
  readonly shards: readonly string[];
  /** Samples of an epoch, over all ranks. */
  readonly samples: number;
  /** Tokens in each sample, padding included. */
  readonly length: number;
  /** One more than the largest token id. */
  readonly vocabulary: number;
  /** The place where the stream begins. */
  readonly start: Cursor;
  /** The batches from `start` to the end of its epoch. Each call begins at `start`. */
  batches(): AsyncGenerator<Batch, void, undefined>;
  /** As `batches`, and then those of the epochs after it, without end. */
  epochs(): AsyncGenerator<Batch, void, undefined>;
  /** Ends the reader threads. */
  close(): Promise<void>;
}

/**
 * Opens a version as a stream of batches whose order is a pure function of (manifest, seed, epoch).
 *
 * The groups of rows of all shards are permuted; those that follow each other make windows, whose samples are permuted
 * among themselves. Memory: two windows of at most 16,384 samples (of packed tokens at most 32 MiB) or one group that
 * is larger, divided by `ranks`; two groups for each thread; 8 bytes for each sample of a window and some 100 for each
 * group of the version. Every rank reads every group that holds a sample of its own.
 *
 * @throws MillraceError `cursor-mismatch`, `no-samples`, `bad-stream`, `too-many-classes` (usage); as shards are read
 * `bad-file`, `not-found`, `short-read`
 */
export async function openStream(options: StreamOptions): Promise<Stream> {
  checkNumbers(options, maxBatchTokens);
  const { version, content, split, batch, seed, threads, ranks = 1, rank = 0 } = options;
  const view = await viewOf(options);
  const { shape, groups, windowSamples } = view;
  const { length } = shape;
  if (batch * length > maxBatchTokens) throw badStream(`a batch of ${batch} × ${length} tokens is too large`);
  const groupSamples = groups.map((group) => group.samples);
  const samples = groupSamples.reduce((sum, count) => sum + count, 0);
  const named = { manifestSha256: version.sha256, content, split, seed };
  const start = startOfStream(named, samples, options.epoch, options.from);
  const wholeBatch = options.dropLast === true ? batch * ranks : undefined;
  const order = { groupSamples, windowSamples, seed, ranks, rank, wholeBatch };
  const data = readerData(options.storage, view, order, samples);
  const here = fillHere(options.storage, view);
  const pool = openReaderPool(data, groups, { threads, seed, here });
  const read = oneConsumer(async function* batches(plan: Iterator<WindowShare>) {
    try {
      const windows =
        here === undefined
          ? readWindows(plan, pool, { headFirst: false })
          : readWindows(headFirst(plan, batch), pool, { headFirst: true });
      yield* batchesOf(windows, { batch, length, start, samples });
    } catch (error) {
      await pool.close();
      throw error;
    }
  });
  return {
    classes: view.classes,
    shards: view.shards,
    samples,
    length,
    vocabulary: shape.vocabulary,
    start,
    batches: () => read(windowsOfEpoch(order, start)),
    epochs: () => read(windowsOfEpochs(order, start)),
    close: pool.close,
  };
}

/** Of tokens that are read as they are a window takes less time than the start of a thread. */
function fillHere(storage: Storage, { documents, augment, keys, shape }: View): FillHere | undefined {
  if (documents !== undefined || augment !== undefined) return undefined;
  const reader = tokenGroups(storage, keys, shape);
  return (groups, memory) => fillWindow(reader, groups, memory);
}

function readerData(storage: Storage, view: View, order: OrderOptions, samples: number): ReaderData {
  const { keys, shape, documents, augment } = view;
  const largest = order.groupSamples.reduce((most, count) => Math.max(most, count), 0);
  const held = Math.min(samples, Math.max(order.windowSamples, largest));
  const ownSamples = Math.ceil(held / order.ranks);
  const windowBytes = ownSamples * shape.length * tokenIdBytes(shape);
  if (windowBytes > maxWindowBytes) {
    const found = `${ownSamples} samples of ${shape.length} tokens take ${formatByteSize(windowBytes)}`;
    throw badStream(`expected a window of at most ${formatByteSize(maxWindowBytes)}, found that ${found}`);
  }
  const memory = (): WindowMemory =>
    openWindowMemory({ samples: held, ownSamples, length: shape.length, idBytes: tokenIdBytes(shape) });
  return { store: storage.location, keys, shape, memories: [memory(), memory()], documents, augment };
}
