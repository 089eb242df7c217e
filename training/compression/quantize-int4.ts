import type { HostTensor } from '../host-tensor.ts';

/** Codes of 4 bits, 8 for 0, and a scale for each group of them. */
export interface Int4Weight {
  readonly kind: 'int4';
  readonly shape: readonly number[];
  /** Elements of a group; the last group of a row may be shorter. */
  readonly group: number;
  /** A code from 0 to 15 for each element, row-major, one to a byte. */
  readonly codes: Uint8Array;
  /** Row by row, and in a row from left to right. */
  readonly scales: Float32Array;
}

export const zeroCode = 8;

/**
 * A weight in 4 bits, in groups of elements that lie together in a row: the element of largest magnitude becomes −8 times
 * the group's scale, which has its opposite sign, and 0 stays 0. Groups as in Dettmers and Zettlemoyer 2023; codes are
 * those of ggml's Q4_0, whose groups are of 32.
 */
export function quantizeInt4({ shape, data }: HostTensor, group: number): Int4Weight {
  const codes = new Uint8Array(data.length);
  const scales = new Float32Array(groupsOf(shape, group).total);
  for (const [place, { from, to }] of spans(shape, group).entries()) {
    let extreme = 0;
    for (let at = from; at < to; at++) if (Math.abs(data[at] ?? 0) > Math.abs(extreme)) extreme = data[at] ?? 0;
    const scale = Math.fround(extreme / -8);
    const inverse = scale === 0 ? 0 : Math.fround(1 / scale);
    scales[place] = scale;
    for (let at = from; at < to; at++) {
      codes[at] = Math.max(0, Math.min(15, Math.floor((data[at] ?? 0) * inverse + 8.5)));
    }
  }
  return { kind: 'int4', shape, group, codes, scales };
}

export function dequantizeInt4({ shape, group, codes, scales }: Int4Weight): HostTensor {
  const data = new Float32Array(codes.length);
  for (const [place, { from, to }] of spans(shape, group).entries()) {
    for (let at = from; at < to; at++) data[at] = ((codes[at] ?? zeroCode) - zeroCode) * (scales[place] ?? 0);
  }
  return { dtype: 'float32', shape, data };
}

/** Two codes to a byte, the first in its lower half; the last byte of an odd number is filled up with 0. */
export function packNibbles(codes: Uint8Array): Uint8Array {
  return Uint8Array.from(
    { length: Math.ceil(codes.length / 2) },
    (_, index) => (codes[2 * index] ?? 0) | ((codes[2 * index + 1] ?? 0) << 4),
  );
}

export function unpackNibbles(bytes: Uint8Array, count: number): Uint8Array {
  return Uint8Array.from({ length: count }, (_, index) => ((bytes[index >> 1] ?? 0) >> (4 * (index % 2))) & 15);
}

/** How many groups a weight of this shape has. */
export function groupsOf(shape: readonly number[], group: number): { readonly perRow: number; readonly total: number } {
  const row = shape.at(-1) ?? 1;
  const rows = shape.slice(0, -1).reduce((product, side) => product * side, 1);
  const perRow = Math.ceil(row / group);
  return { perRow, total: rows * perRow };
}

function spans(shape: readonly number[], group: number): { readonly from: number; readonly to: number }[] {
  const row = shape.at(-1) ?? 1;
  const { perRow, total } = groupsOf(shape, group);
  return Array.from({ length: total }, (_, index) => {
    const start = Math.floor(index / perRow) * row;
    const within = (index % perRow) * group;
    return { from: start + within, to: start + Math.min(row, within + group) };
  });
}
