import type { HostTensor } from '../host-tensor.ts';

/** Signed bytes, −127 to 127, and for each place along `axis` the scale that makes numbers of them. Row-major. */
export interface Int8Weight {
  readonly kind: 'int8';
  readonly shape: readonly number[];
  readonly axis: number;
  readonly data: Int8Array;
  readonly scales: Float32Array;
}

const highest = 127;

/**
 * A weight as signed bytes, symmetric about 0, with a scale for each channel along `axis`: its largest magnitude becomes
 * 127, and 0 stays 0. Without an axis the one of the first and the last is taken that loses less. Jacob et al. 2018;
 * symmetric and per channel as in Krishnamoorthi 2018; integers are PyTorch's `quantize_per_channel`.
 */
export function quantizeInt8(tensor: HostTensor, axis?: number): Int8Weight {
  if (axis !== undefined) return quantizedAlong(tensor, axis);
  const candidates = [quantizedAlong(tensor, 0), quantizedAlong(tensor, tensor.shape.length - 1)] as const;
  const [byFirst, byLast] = candidates.map((weight) => squaredError(tensor, weight));
  return (byLast ?? 0) < (byFirst ?? 0) ? candidates[1] : candidates[0];
}

export function dequantizeInt8(weight: Int8Weight): HostTensor {
  const data = new Float32Array(weight.data.length);
  for (const [index, value] of weight.data.entries()) data[index] = value * scaleOf(weight, index);
  return { dtype: 'float32', shape: weight.shape, data };
}

function quantizedAlong({ shape, data }: HostTensor, axis: number): Int8Weight {
  const channelOf = channels(shape, axis);
  const scales = new Float32Array(shape[axis] ?? 0);
  for (const [index, value] of data.entries()) {
    const channel = channelOf(index);
    scales[channel] = Math.max(scales[channel] ?? 0, Math.abs(value));
  }
  for (const [channel, largest] of scales.entries()) scales[channel] = largest / highest;
  const inverse = scales.map((scale) => (scale === 0 ? 0 : 1 / scale));
  const integers = new Int8Array(data.length);
  for (const [index, value] of data.entries()) {
    const rounded = roundToEven(Math.fround(value * (inverse[channelOf(index)] ?? 0)));
    integers[index] = Math.max(-highest, Math.min(highest, rounded));
  }
  return { kind: 'int8', shape, axis, data: integers, scales };
}

function scaleOf({ shape, axis, scales }: Int8Weight, index: number): number {
  return scales[channels(shape, axis)(index)] ?? 0;
}

/** The place along `axis` of an element by its place in memory. */
function channels(shape: readonly number[], axis: number): (index: number) => number {
  const inner = shape.slice(axis + 1).reduce((size, side) => size * side, 1);
  const count = shape[axis] ?? 1;
  return (index) => Math.floor(index / inner) % count;
}

function roundToEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

function squaredError({ data }: HostTensor, weight: Int8Weight): number {
  const near = dequantizeInt8(weight).data;
  let sum = 0;
  for (const [index, value] of data.entries()) sum += (value - (near[index] ?? 0)) ** 2;
  return sum;
}
