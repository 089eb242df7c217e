import type { Cursor } from './cursor.ts';

/**
 * Samples for one step, in stream order. The arrays are the loader's own memory: they hold this batch until the next
 * one is asked for.
 */
export interface Batch {
  /** Samples in it; the last batch of an epoch may be short. */
  readonly samples: number;
  /** Tokens in each sample, padding included. */
  readonly length: number;
  /** [samples × length] token ids; after a sample's text comes padding. */
  readonly tokens: Int32Array;
  /** [samples] how many of a sample's tokens are text. */
  readonly used: Int32Array;
  /** [samples × length] what each token is for, bits of `tokenMarks`; absent where the stream has no form. */
  readonly marks?: Uint8Array;
  /** [samples] place of a document's label in the stream's `classes`; −1 in a stream of packed tokens. */
  readonly labels: Int32Array;
  /** [samples] place of the sample's shard in the stream's `shards`, and its row there. */
  readonly shards: Uint32Array;
  readonly rows: Uint32Array;
  /** The place after this batch: what a checkpoint saves. */
  readonly cursor: Cursor;
}
