import { type PixelShape, valuesOf } from './image-memory.ts';

/**
 * Puts an image, rows of red, green and blue bytes, to its place in a batch. `into` gives, where a batch holds just such
 * bytes, the place itself for the caller to write to, and undefined elsewhere.
 */
export interface PixelPlacer {
  readonly into: (place: number) => Uint8Array | undefined;
  readonly put: (levels: Uint8Array, place: number) => void;
}

/** A placer for the pixels of one batch's memory. */
export function openPixelPlacer(pixels: Uint8Array | Float32Array, shape: PixelShape): PixelPlacer {
  const values = valuesOf(shape.size);
  const placeOf = (place: number) => pixels.subarray(place * values, (place + 1) * values);
  if (pixels instanceof Uint8Array && shape.layout === 'hwc') {
    const bytes = (place: number) => pixels.subarray(place * values, (place + 1) * values);
    return { into: bytes, put: (levels, place) => bytes(place).set(levels) };
  }
  const table = valueOfLevel(shape);
  const put = shape.layout === 'hwc' ? putInterleaved : putPlanes;
  return { into: () => undefined, put: (levels, place) => put(levels, placeOf(place), table) };
}

type Values = Uint8Array | Float32Array;

/** What each level of red, of green and of blue becomes: 3 × 256 values. */
function valueOfLevel({ normalize }: PixelShape): Values {
  if (normalize === undefined) return Uint8Array.from({ length: 768 }, (_, place) => place & 255);
  const { mean, deviation } = normalize;
  return Float32Array.from({ length: 768 }, (_, place) => {
    const channel = (place >> 8) as 0 | 1 | 2;
    return ((place & 255) / 255 - mean[channel]) / deviation[channel];
  });
}

function putInterleaved(levels: Uint8Array, out: Values, table: Values): void {
  for (let i = 0; i < out.length; i += 3) {
    out[i] = table[levels[i] as number] as number;
    out[i + 1] = table[256 + (levels[i + 1] as number)] as number;
    out[i + 2] = table[512 + (levels[i + 2] as number)] as number;
  }
}

function putPlanes(levels: Uint8Array, out: Values, table: Values): void {
  const plane = out.length / 3;
  for (let pixel = 0, i = 0; pixel < plane; pixel++, i += 3) {
    out[pixel] = table[levels[i] as number] as number;
    out[plane + pixel] = table[256 + (levels[i + 1] as number)] as number;
    out[2 * plane + pixel] = table[512 + (levels[i + 2] as number)] as number;
  }
}
