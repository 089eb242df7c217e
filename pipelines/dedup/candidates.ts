import { type Pairs, sortPairs } from './pairs.ts';
import { type Uint32Column, uint32Column } from './uint32-column.ts';

/** The most documents of a bucket of which all pairs are candidates. */
export const fullBucket = 32;

/** In a larger bucket, how many of its first documents each document is paired with. */
export const firstsPaired = 16;

/**
 * The candidates of one band: pairs of documents whose hashes are equal. `columns` are the band's hashes of every
 * partition, in the order of partitions; documents are numbered through them.
 *
 * A bucket is the documents of one hash. Up to {@link fullBucket} of them give all their pairs. In a larger bucket a
 * document is paired with the bucket's first {@link firstsPaired} and with the one before it, so that a million equal
 * pages give 17 million pairs, not 500,000 million. What is lost: a document of such a bucket that is
 * similar to none of those. Which pairs are made depends on the order of documents alone.
 *
 * Memory: 20 bytes a document and 16 to 32 bytes a pair.
 */
export function bandPairs(columns: readonly BigUint64Array[]): Pairs {
  const documents = columns.reduce((sum, column) => sum + column.length, 0);
  const lows = new Uint32Array(documents);
  const keys = new BigUint64Array(documents);
  const halves = new Uint32Array(keys.buffer);
  let document = 0;
  for (const column of columns) {
    const hashes = new Uint32Array(column.buffer, column.byteOffset, 2 * column.length);
    for (let i = 0; i < hashes.length; i += 2) {
      lows[document] = hashes[i] ?? 0;
      halves[2 * document] = document;
      halves[2 * document + 1] = hashes[i + 1] ?? 0;
      document++;
    }
  }
  keys.sort();
  const pairs = uint32Column();
  for (let start = 0; start < documents; ) {
    let end = start + 1;
    while (end < documents && halves[2 * end + 1] === halves[2 * start + 1]) end++;
    if (end - start > 1) {
      for (const bucket of bucketsOf(halves, start, end, lows)) pairBucket(bucket, pairs);
    }
    start = end;
  }
  return sortPairs(pairs);
}

/** Parts documents with equal high halves of their hashes by the low halves. Each bucket rises. */
function bucketsOf(halves: Uint32Array, start: number, end: number, lows: Uint32Array): Iterable<number[]> {
  const buckets = new Map<number, number[]>();
  for (let i = start; i < end; i++) {
    const document = halves[2 * i] ?? 0;
    const low = lows[document] ?? 0;
    const bucket = buckets.get(low);
    if (bucket === undefined) buckets.set(low, [document]);
    else bucket.push(document);
  }
  return buckets.values();
}

function pairBucket(bucket: readonly number[], pairs: Uint32Column): void {
  const partners = bucket.length <= fullBucket ? fullBucket : firstsPaired;
  for (const [at, later] of bucket.entries()) {
    for (let i = 0; i < Math.min(at, partners); i++) pushPair(bucket[i] ?? 0, later, pairs);
    if (at > partners) pushPair(bucket[at - 1] ?? 0, later, pairs);
  }
}

function pushPair(earlier: number, later: number, pairs: Uint32Column): void {
  pairs.push(earlier);
  pairs.push(later);
}
