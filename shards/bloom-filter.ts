import xxhash from 'xxhash-wasm';

const { h64 } = await xxhash();

/** Words of 32 bits in a block; a key sets one bit of each. */
const blockWords = 8;
const blockBits = 32 * blockWords;
/** One key in some 1,300 that a filter of this size does not hold seems to be in it. */
const bitsPerKey = 16;
const salts = [0x47b6137b, 0x44974d91, 0x8824ad5b, 0xa2b7289d, 0x705495c7, 0x2df1424b, 0x9efc4947, 0x5c6bfb31];

/**
 * The bits of a filter that holds `keys`: 16 for each of them. The same keys give the same bits, in any order.
 *
 * Source: Apache Parquet format, "Split Block Bloom Filter": little-endian words, without Parquet's header.
 */
export function bloomFilterOf(keys: readonly bigint[]): Uint8Array {
  const words = new Uint32Array(blockWords * Math.max(1, Math.ceil((keys.length * bitsPerKey) / blockBits)));
  for (const key of keys) {
    const block = blockOf(key, words.length);
    const low = Number(key & 0xffffffffn);
    for (let word = 0; word < blockWords; word++) {
      words[block + word] = (words[block + word] ?? 0) | bitOf(low, word);
    }
  }
  const view = new DataView(new ArrayBuffer(words.byteLength));
  for (const [index, word] of words.entries()) view.setUint32(4 * index, word, true);
  return new Uint8Array(view.buffer);
}

/** False where a filter surely does not hold a key. A filter of another length than its blocks' holds every key. */
export function mayHold(filter: Uint8Array, key: bigint): boolean {
  const words = filter.byteLength / 4;
  if (words === 0 || words % blockWords !== 0) return true;
  const view = new DataView(filter.buffer, filter.byteOffset, filter.byteLength);
  const block = blockOf(key, words);
  const low = Number(key & 0xffffffffn);
  for (let word = 0; word < blockWords; word++) {
    if ((view.getUint32(4 * (block + word), true) & bitOf(low, word)) === 0) return false;
  }
  return true;
}

/** The key of a text: XXH64 of its UTF-8. */
export function bloomKey(text: string): bigint {
  return h64(text);
}

/** The first word of the block that a key belongs to, of `words` in all. */
function blockOf(key: bigint, words: number): number {
  return blockWords * Number(((key >> 32n) * BigInt(words / blockWords)) >> 32n);
}

function bitOf(low: number, word: number): number {
  return 1 << (Math.imul(low, salts[word] ?? 0) >>> 27);
}
