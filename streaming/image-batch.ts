import type { Cursor } from './cursor.ts';

/** How a batch's pixels lie in memory: channels last or first. */
export type PixelLayout = 'hwc' | 'chw';

/**
 * Images for one step, in stream order. The arrays are the loader's own memory: they hold this batch until the next one
 * is asked for.
 */
export interface ImageBatch {
  /** Images in it; the last batch of an epoch may be short. */
  readonly samples: number;
  readonly size: { readonly width: number; readonly height: number };
  /** Red, green, blue. */
  readonly channels: 3;
  readonly layout: PixelLayout;
  /**
   * [samples × height × width × 3], or [samples × 3 × height × width] where `layout` is `chw`: levels from 0 to 255, or
   * floats (level / 255 − mean) / deviation.
   */
  readonly pixels: Uint8Array | Float32Array;
  /** [samples] place of the label in the stream's `classes`; −1 where the image has a label of no class, or none. */
  readonly labels: Int32Array;
  /** [samples] place of the image's shard in the stream's `shards`, and its row there. */
  readonly shards: Uint32Array;
  readonly rows: Uint32Array;
  /** The place after this batch: what a checkpoint saves. */
  readonly cursor: Cursor;
}
