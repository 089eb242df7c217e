import type { StoredManifest } from '../shards/catalogue.ts';
import type { Storage } from '../storage/storage.ts';
import { badStream } from './bad-stream.ts';
import type { Curriculum } from './curriculum/stages.ts';
import type { Cursor } from './cursor.ts';
import type { Mix } from './mix/mix.ts';
import type { CacheOptions } from './remote/group-cache.ts';

/** What every stream is asked for: of which data, in which order, cut into which batches, and from where on. */
export interface StreamRequest {
  readonly storage: Storage;
  /** A version, or a mix of several. */
  readonly version: StoredManifest | Mix;
  readonly split: Cursor['split'];
  /** Samples in a batch of one rank. */
  readonly batch: number;
  /** A whole number below 2^32: of the order, and of what is drawn for samples. */
  readonly seed: number;
  /** The epoch to begin with; 0, or that of `from`, by default. */
  readonly epoch?: number;
  /** Reader threads. */
  readonly threads: number;
  /** How many processes share the stream, 1 by default, and which of them this is, 0 by default. */
  readonly ranks?: number;
  readonly rank?: number;
  /** Leaves out the samples at an epoch's end that make no full batch over all ranks. */
  readonly dropLast?: boolean;
  /** Where to go on; the beginning of the epoch by default. */
  readonly from?: Cursor;
  /** Shows each version from easy to hard in each of its epochs; shuffled as a whole by default. */
  readonly curriculum?: Curriculum;
  /** Keeps groups of packed tokens of a store that is no local folder, and fetches those of the window after next. */
  readonly cache?: CacheOptions;
  /** Labels by class. By default each label of the train split is a class. */
  readonly classes?: Readonly<Record<string, readonly string[]>>;
}

/** Of a batch of one rank: 2 GiB of token ids. */
export const maxBatchTokens = 2 ** 29;

/** Throws MillraceError `bad-stream` (usage) for a batch of more than {@link maxBatchTokens}. */
export function checkBatchTokens(batch: number, length: number): void {
  if (batch * length > maxBatchTokens) throw badStream(`a batch of ${batch} × ${length} tokens is too large`);
}

/** Throws MillraceError `bad-stream` (usage) for a number that is out of range. */
export function checkNumbers(
  { batch, seed, epoch = 0, threads, ranks = 1, rank = 0 }: Omit<StreamRequest, 'version'>,
  maxBatch: number,
): void {
  const limits = {
    batch: [batch, 1, maxBatch],
    seed: [seed, 0, 2 ** 32 - 1],
    epoch: [epoch, 0, 2 ** 32 - 1],
    threads: [threads, 1, 256],
    ranks: [ranks, 1, 2 ** 20],
    rank: [rank, 0, ranks - 1],
  } as const;
  for (const [name, [value, least, most]] of Object.entries(limits)) {
    if (!Number.isInteger(value) || value < least || value > most) {
      throw badStream(`expected ${name} to be a whole number from ${least} to ${most}, found ${value}`);
    }
  }
}

/** What a cursor tells of a curriculum. */
export function curriculumOf({ curriculum }: Pick<StreamRequest, 'curriculum'>): Pick<Cursor, 'curriculum'> {
  return curriculum === undefined ? {} : { curriculum };
}
