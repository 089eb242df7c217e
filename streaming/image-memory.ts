import type { ImageSize } from '../core/pixels.ts';
import type { PixelLayout } from './image-batch.ts';
import { noneLeft } from './window-memory.ts';

/** Shared memory of one batch, used for one after the other. The arrays have a place for each of its images. */
export interface ImageMemory {
  /** Count of images that reader threads have taken. */
  readonly taken: Int32Array;
  /** Rows of the table, in stream order, and the epoch of its version in which each is shown. */
  readonly tableRows: Uint32Array;
  readonly epochs: Uint32Array;
  readonly pixels: Uint8Array | Float32Array;
  readonly labels: Int32Array;
  readonly shards: Uint32Array;
  readonly rows: Uint32Array;
}

/** How pixels stand in a batch. */
export interface PixelShape {
  readonly size: ImageSize;
  readonly layout: PixelLayout;
  /** Levels, a byte each, where there is none. */
  readonly normalize: Normalization | undefined;
}

/** For red, green and blue, in units of the whole range: a level becomes (level / 255 − mean) / deviation. */
export interface Normalization {
  readonly mean: readonly [number, number, number];
  readonly deviation: readonly [number, number, number];
}

/** Values of one image. */
export function valuesOf({ width, height }: ImageSize): number {
  return 3 * width * height;
}

/** Bytes of the pixels of one image. */
export function pixelBytesOf({ size, normalize }: PixelShape): number {
  return valuesOf(size) * (normalize === undefined ? 1 : 4);
}

/** Memory: the pixels of `batch` images, and 20 bytes for each. */
export function openImageMemory(batch: number, shape: PixelShape): ImageMemory {
  const words = (): SharedArrayBuffer => new SharedArrayBuffer(4 * batch);
  const pixels = new SharedArrayBuffer(batch * pixelBytesOf(shape));
  const taken = new Int32Array(new SharedArrayBuffer(4));
  taken[0] = noneLeft;
  return {
    taken,
    tableRows: new Uint32Array(words()),
    epochs: new Uint32Array(words()),
    pixels: shape.normalize === undefined ? new Uint8Array(pixels) : new Float32Array(pixels),
    labels: new Int32Array(words()),
    shards: new Uint32Array(words()),
    rows: new Uint32Array(words()),
  };
}
