import { halfBits } from './half-precision.ts';

/** How ggml stores a tensor; numbers of `ggml_type`. */
export const tensorTypes = { f32: 0, f16: 1, q8_0: 8 } as const;
export type TensorType = keyof typeof tensorTypes;

/** Values that share a scale in `q8_0`. */
export const blockLength = 32;

/** A tensor's values as ggml stores them, little-endian. `q8_0` takes a multiple of {@link blockLength} of them. */
export function encodeTensor(type: TensorType, values: Float32Array): Uint8Array {
  switch (type) {
    case 'f32':
      return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    case 'f16':
      return new Uint8Array(Uint16Array.from(values, halfBits).buffer);
    case 'q8_0':
      return blocks(values);
  }
}

/**
 * Blocks of 32 values: a half d, then for each value v the whole number nearest to v / d, one byte. d is the largest
 * magnitude over 127. As `quantize_row_q8_0_ref` of ggml.
 */
function blocks(values: Float32Array): Uint8Array {
  const bytes = new Uint8Array((values.length / blockLength) * (2 + blockLength));
  const view = new DataView(bytes.buffer);
  for (let block = 0, at = 0; block < values.length; block += blockLength, at += 2 + blockLength) {
    const part = values.subarray(block, block + blockLength);
    let most = 0;
    for (const value of part) most = Math.max(most, Math.abs(value));
    const step = Math.fround(most / 127);
    const inverse = step === 0 ? 0 : Math.fround(1 / step);
    view.setUint16(at, halfBits(step), true);
    for (const [place, value] of part.entries())
      view.setInt8(at + 2 + place, awayFromZero(Math.fround(value * inverse)));
  }
  return bytes;
}

/** Of two nearest whole numbers that which is further from zero, as C's `roundf`. */
function awayFromZero(value: number): number {
  return Math.sign(value) * Math.floor(Math.abs(value) + 0.5);
}
