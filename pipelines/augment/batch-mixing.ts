import type { MixableBatch } from './augmentation.ts';

/** Labels where each row is `share` of its own and the rest of the row before it; the first row's partner is the last. */
export function mixLabels(labels: Float32Array, classes: number, share: number): Float32Array {
  return blendWithPartner(labels, classes, share, new Float32Array(labels.length));
}

/** Images where each is `share` of its own and the rest of the image before it. Bytes are rounded to the nearest. */
export function mixPixels<Values extends Uint8Array | Float32Array>(
  batch: MixableBatch<Values>,
  share: number,
): Values {
  const { pixels } = batch;
  // A slice has the values' own type; every value of it is written anew.
  const out = pixels.slice() as Values;
  return blendWithPartner(pixels, imageValues(batch), share, out);
}

function blendWithPartner<Values extends Uint8Array | Float32Array>(
  values: Values,
  row: number,
  share: number,
  out: Values,
): Values {
  const rest = 1 - share;
  const rounding = values instanceof Uint8Array ? 0.5 : 0;
  for (let i = 0; i < values.length; i++) {
    const partner = i < row ? values.length - row + i : i - row;
    out[i] = (values[i] ?? 0) * share + (values[partner] ?? 0) * rest + rounding;
  }
  return out;
}

/** Part of an image, in whole pixels; `right` and `bottom` lie outside. */
export interface Patch {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Images where `patch` is that of the image before. */
export function pastePatch<Values extends Uint8Array | Float32Array>(
  batch: MixableBatch<Values>,
  patch: Patch,
): Values {
  const { pixels, layout, width, height, channels } = batch;
  const size = imageValues(batch);
  const out = pixels.slice() as Values;
  const planes = layout === 'chw' ? channels : 1;
  const step = layout === 'chw' ? 1 : channels;
  for (let start = 0; start < pixels.length; start += size) {
    const partner = start === 0 ? pixels.length - size : start - size;
    for (let plane = 0; plane < planes; plane++) {
      for (let y = patch.top; y < patch.bottom; y++) {
        const row = (plane * height + y) * width * step;
        const from = partner + row + patch.left * step;
        out.set(pixels.subarray(from, from + (patch.right - patch.left) * step), start + row + patch.left * step);
      }
    }
  }
  return out;
}

function imageValues({ width, height, channels }: MixableBatch<Uint8Array | Float32Array>): number {
  return width * height * channels;
}
