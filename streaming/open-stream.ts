import { MillraceError } from '../core/errors.ts';
import type { StoredManifest } from '../shards/catalogue.ts';
import type { Storage } from '../storage/storage.ts';
import type { Batch } from './batch.ts';
import type { Cursor } from './cursor.ts';

/** What is streamed, how it is cut into batches, and from where on. */
export interface StreamOptions {
  readonly storage: Storage;
  readonly version: StoredManifest;
  /** Packed token sequences, or documents that are tokenized as they are read. */
  readonly content: Cursor['content'];
  readonly split: Cursor['split'];
  /** Samples in a batch of one rank. */
  readonly batch: number;
  /** Tokens to which documents are cut and filled up; packed sequences have the length they were packed to. */
  readonly length?: number;
  /** A whole number below 2^32. */
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
  /**
   * Labels of documents by class. By default each label of the train split is a class. Documents of other labels, or of
   * none, are no samples. Of packed tokens there are no classes.
   */
  readonly classes?: Readonly<Record<string, readonly string[]>>;
}

/** An open stream with its reader threads. One consumer at a time. */
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
  /** The token id of padding. */
  readonly padding: number;
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
 * @throws MillraceError `cursor-mismatch`, `no-samples`, `bad-stream` (usage); `bad-file`, `not-found` as the shards are read
 */
export async function openStream(options: StreamOptions): Promise<Stream> {
  throw new MillraceError('no-samples', 'there is no reader yet', { at: options.version.key });
}
