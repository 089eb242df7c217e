import { type Pairs, sortPairs } from './pairs.ts';
import { repeatedHashes } from './repeated-hashes.ts';
import { type Uint32Column, uint32Column } from './uint32-column.ts';

/** The most documents of a bucket of which all pairs are candidates. */
export const fullBucket = 32;

/** In a larger bucket, how many of its first documents each document is paired with. */
export const firstsPaired = 16;

/**
 * The candidates of one band: pairs of documents whose hashes are equal. `columns` are the band's hashes of documents
 * that are numbered through them, in the order in which they are walked (`walk-order.ts`). The first `known` documents are
 * those of an earlier version, which are not paired with each other.
 *
 * A bucket is the documents of one hash. Up to {@link fullBucket} of them give all their pairs. In a larger bucket a
 * document is paired with the bucket's first {@link firstsPaired} and with the one before it, so that a million equal
 * pages give 17 million pairs, not 500,000 million. What is lost: a document of such a bucket that is
 * similar to none of those. The known documents of a bucket count apart: of them, too, the first ones are paired with
 * every other. Which pairs are made depends on the order of documents alone.
 *
 * Memory: 26 bytes a document at most and 16 to 32 bytes a pair.
 */
export function bandPairs(columns: readonly BigUint64Array[], known = 0): Pairs {
  const documents = columns.reduce((sum, column) => sum + column.length, 0);
  const lows = new Uint32Array(documents);
  const highs = new Uint32Array(documents);
  let document = 0;
  for (const column of columns) {
    const hashes = new Uint32Array(column.buffer, column.byteOffset, 2 * column.length);
    for (let i = 0; i < hashes.length; i += 2) {
      lows[document] = hashes[i] as number;
      highs[document++] = hashes[i + 1] as number;
    }
  }
  const repeated = repeatedHashes(lows);
  const keys = new BigUint64Array(repeated.reduce((sum, each) => sum + each, 0));
  const halves = new Uint32Array(keys.buffer);
  let at = 0;
  for (let each = 0; each < documents; each++) {
    if (repeated[each] === 0) continue;
    halves[at++] = each;
    halves[at++] = highs[each] as number;
  }
  keys.sort();
  const pairs = uint32Column();
  for (let start = 0; start < keys.length; ) {
    let end = start + 1;
    while (end < keys.length && halves[2 * end + 1] === halves[2 * start + 1]) end++;
    if (end - start > 1) {
      for (const bucket of bucketsOf(halves, start, end, lows)) pairBucket(bucket, known, pairs);
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

function pairBucket(bucket: readonly number[], known: number, pairs: Uint32Column): void {
  const firstNew = bucket.findIndex((document) => document >= known);
  if (firstNew < 0) return;
  const partners = bucket.length <= fullBucket ? fullBucket : firstsPaired;
  for (let at = firstNew; at < bucket.length; at++) {
    const later = bucket[at] ?? 0;
    for (let i = 0; i < Math.min(firstNew, partners); i++) pushPair(bucket[i] ?? 0, later, pairs);
    for (let i = firstNew; i < Math.min(at, firstNew + partners); i++) pushPair(bucket[i] ?? 0, later, pairs);
    if (at > firstNew + partners) pushPair(bucket[at - 1] ?? 0, later, pairs);
  }
}

function pushPair(earlier: number, later: number, pairs: Uint32Column): void {
  pairs.push(earlier);
  pairs.push(later);
}
