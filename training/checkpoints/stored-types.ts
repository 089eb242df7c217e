import type { HostTensor } from '../host-tensor.ts';

/** How a file stores elements of so many bytes. `read` copies them, and throws where a value has no place in memory. */
export interface StoredType {
  readonly bytes: number;
  readonly read: (bytes: Uint8Array, shape: readonly number[]) => HostTensor;
}

/**
 * The dtypes of safetensors that are read. Half precision becomes float32, exactly; F64 is rounded to it; 64-bit whole
 * numbers must fit 32 bits.
 */
export const storedTypes: Readonly<Record<string, StoredType>> = {
  F32: floats(4, (buffer) => new Float32Array(buffer)),
  F16: floats(2, (buffer) => Float32Array.from(new Uint16Array(buffer), halfValue)),
  BF16: floats(2, widened),
  F64: floats(8, (buffer) => Float32Array.from(new Float64Array(buffer))),
  I8: integers(1, (buffer) => Int32Array.from(new Int8Array(buffer))),
  U8: integers(1, (buffer) => Int32Array.from(new Uint8Array(buffer))),
  I32: integers(4, (buffer) => new Int32Array(buffer)),
  I64: integers(8, (buffer) => Int32Array.from(new BigInt64Array(buffer), narrowed)),
};

/** The value of an IEEE 754 half, given by its bits. */
function halfValue(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** A bfloat16 is the upper half of a float32. */
function widened(buffer: ArrayBuffer): Float32Array {
  return new Float32Array(Uint32Array.from(new Uint16Array(buffer), (half) => half << 16).buffer);
}

function narrowed(value: bigint): number {
  const number = Number(value);
  if (number !== (number | 0)) throw new RangeError(`${value} does not fit 32 bits`);
  return number;
}

function floats(bytes: number, data: (buffer: ArrayBuffer) => Float32Array): StoredType {
  return { bytes, read: (own, shape) => ({ dtype: 'float32', shape, data: data(new Uint8Array(own).buffer) }) };
}

function integers(bytes: number, data: (buffer: ArrayBuffer) => Int32Array): StoredType {
  return { bytes, read: (own, shape) => ({ dtype: 'int32', shape, data: data(new Uint8Array(own).buffer) }) };
}
