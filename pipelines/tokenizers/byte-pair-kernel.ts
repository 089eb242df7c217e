import { wasm } from '../kernels/byte-pairs-wasm.ts';
import { loadKernel } from '../kernels/load-kernel.ts';
import type { MergeList } from './merge-word.ts';

/** Functions of `byte-pairs.as`. */
interface BytePairExports {
  readonly layout: (cacheWords: number, slots: number, merges: number) => number;
  readonly addPair: (left: number, right: number, rank: number, token: number) => void;
  readonly encode: (first: number, count: number, out: number) => number;
}

/** Words of UTF-8 to tokens, so many at once. */
export interface BytePairKernel {
  /** Where each word ends in `bytes`; the first begins at 0. Room for {@link mostWords}. */
  readonly ends: Int32Array;
  /** Room for {@link mostBytes}. */
  readonly bytes: Uint8Array;
  /** Tokens of the words that the last call took. */
  readonly ids: Uint32Array;
  /** Takes the words [first, count), up to one of more than 64 bytes, which it returns; `count` where there is none. */
  readonly encode: (first: number, count: number) => number;
  /** How many tokens the last call gave. */
  readonly tokens: () => number;
}

export const mostWords = 4096;
export const mostBytes = 2 ** 16;
/** A rank and a place in a word share 32 bits. */
export const mostMerges = 2 ** 26 - 1;

const pageBytes = 2 ** 16;
const [byteIdsAt, endsAt, bytesAt, idsAt] = [1024, 4096, 0x6000, 0x18000];
const outAt = 0;

/** A kernel for these merges, with a cache of `cacheWords` words, a power of two. Memory: 32 bytes for each, 36 or more for each merge. */
export function openBytePairs(byteIds: Int32Array, { pairs, merged }: MergeList, cacheWords: number): BytePairKernel {
  const { exports, memory } = loadKernel<BytePairExports>(wasm, 1);
  const slots = 2 ** Math.ceil(Math.log2(Math.max(8, merged.length * 2)));
  memory.grow(Math.ceil(exports.layout(cacheWords, slots, merged.length) / pageBytes));
  new Int32Array(memory.buffer, byteIdsAt, 256).set(byteIds);
  for (let rank = 0; rank < merged.length; rank++) {
    const left = pairs[2 * rank] as number;
    if (left >= 0) exports.addPair(left, pairs[2 * rank + 1] as number, rank, merged[rank] as number);
  }
  const out = new Int32Array(memory.buffer, outAt, 1);
  return {
    ends: new Int32Array(memory.buffer, endsAt, mostWords),
    bytes: new Uint8Array(memory.buffer, bytesAt, mostBytes),
    ids: new Uint32Array(memory.buffer, idsAt, mostBytes),
    encode: (first, count) => exports.encode(first, count, outAt),
    tokens: () => out[0] as number,
  };
}
