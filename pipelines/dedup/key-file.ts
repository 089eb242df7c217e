import { keyBytes } from './exact.ts';
import { corrupt, formatVersion, readHeader } from './file-header.ts';
import { byPlace, type Removal } from './removal.ts';
import { repeatedHashes } from './repeated-hashes.ts';
import type { Keep } from './walk-order.ts';

/**
 * A document's key and its ordinal in the partition. `value` is a number that the key's stage keeps with it: a document's
 * weight, or the place of a span in it. 0 where there is none.
 */
export interface KeyEntry {
  readonly key: Uint8Array;
  readonly ordinal: number;
  readonly value?: number;
}

/** Collects the keys of one partition. */
export interface KeyCollector {
  add(key: Uint8Array, ordinal: number, value?: number): void;
  /** The partition's key file. */
  finish(): Uint8Array;
}

/** The most buckets that a file can be read in: one for each value of a key's first byte. */
export const maxBuckets = 256;

const magic = 0x79_65_6b_6d; // 'mkey'
/** Bytes of a row: key, ordinal, value. */
export const keyRowBytes = keyBytes + 8;
const rowWords = keyRowBytes / 4;
const headerBytes = 8 + 4 * (maxBuckets + 1);

/** Rows of a file of so many bytes. */
export function keyRowsOf(fileBytes: number): number {
  return Math.max(0, fileBytes - headerBytes) / keyRowBytes;
}

/**
 * Starts a partition's file: its keys, sorted by key, ordinal and value, so that the keys of a bucket lie side by side.
 * Little-endian:
 *
 *     0     'mkey', version (2 × u32)
 *     8     starts (257 × u32): the row at which keys begin whose first byte is 0, 1, … 255; then the number of rows
 *     1036  rows of 24 bytes: key (16 bytes), ordinal (u32), value (u32)
 *
 * Memory: 24 bytes a key, up to four times over.
 */
export function keyCollector(): KeyCollector {
  let rows = Buffer.alloc(64 * keyRowBytes);
  let used = 0;
  return {
    add(key, ordinal, value = 0) {
      if (used === rows.length) rows = Buffer.concat([rows, Buffer.alloc(rows.length)]);
      rows.set(key, used);
      rows.writeUInt32LE(ordinal, used + keyBytes);
      rows.writeUInt32LE(value, used + keyBytes + 4);
      used += keyRowBytes;
    },
    finish: () => sortedFile(rows.subarray(0, used)),
  };
}

/** The file of these entries, in any order. */
export function writeKeyFile(entries: readonly KeyEntry[]): Uint8Array {
  const collector = keyCollector();
  for (const { key, ordinal, value } of entries) collector.add(key, ordinal, value);
  return collector.finish();
}

function sortedFile(rows: Buffer): Uint8Array {
  const bytes = Buffer.alloc(headerBytes + rows.length);
  const [from, to] = [wordsOf(rows), wordsOf(bytes)];
  bytes.writeUInt32LE(magic, 0);
  bytes.writeUInt32LE(formatVersion, 4);
  const counts = new Uint32Array(maxBuckets);
  let next = headerBytes / 4;
  for (const row of keyOrder(from, byOrdinal(from))) {
    const first = rows[row * keyRowBytes] as number;
    counts[first] = (counts[first] as number) + 1;
    const at = row * rowWords;
    // Faster than a copy of so few bytes.
    for (let word = 0; word < rowWords; word++) to[next++] = from[at + word] as number;
  }
  let start = 0;
  for (const [first, count] of counts.entries()) {
    bytes.writeUInt32LE(start, 8 + 4 * first);
    start += count;
  }
  bytes.writeUInt32LE(start, 8 + 4 * maxBuckets);
  return bytes;
}

/** By ordinal, then value. */
function byOrdinal(words: Uint32Array): (a: number, b: number) => number {
  const number = (row: number, at: number): number => words[row * rowWords + keyBytes / 4 + at] as number;
  return (a, b) => number(a, 0) - number(b, 0) || number(a, 1) - number(b, 1);
}

/** Compares the keys of two rows, byte by byte; `words` are all rows. */
export function compareKeys(words: Uint32Array, a: number, b: number): number {
  for (let word = 0; word < keyBytes / 4; word++) {
    const [one, other] = [words[a * rowWords + word] as number, words[b * rowWords + word] as number];
    if (one !== other) return bigEndian(one) - bigEndian(other);
  }
  return 0;
}

/** The number whose bytes are those of a little-endian one in the other order. */
function bigEndian(word: number): number {
  return ((word << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24)) >>> 0;
}

/** Rows as little-endian words; in memory of their own where they lie unaligned. */
export function wordsOf(rows: Uint8Array): Uint32Array {
  const { buffer, byteOffset, length } = rows.byteOffset % 4 === 0 ? rows : new Uint8Array(rows);
  return new Uint32Array(buffer, byteOffset, length / 4);
}

/**
 * The numbers of rows in the order of their keys, those of one key by `tie`; `words` are all rows. Four bytes are sorted as numbers, which
 * leaves few comparisons of whole keys. Memory: 12 bytes a row.
 */
export function keyOrder(words: Uint32Array, tie: (a: number, b: number) => number): Uint32Array {
  const keys = new BigUint64Array(words.length / rowWords);
  const halves = new Uint32Array(keys.buffer);
  for (let row = 0; row < keys.length; row++) {
    halves[2 * row] = row;
    halves[2 * row + 1] = bigEndian(words[row * rowWords] as number);
  }
  keys.sort();
  const order = Uint32Array.from(keys, (_, i) => halves[2 * i] ?? 0);
  for (let start = 0; start < order.length; ) {
    let end = start + 1;
    while (end < order.length && halves[2 * end + 1] === halves[2 * start + 1]) end++;
    if (end - start > 1) order.subarray(start, end).sort((a, b) => compareKeys(words, a, b) || tie(a, b));
    start = end;
  }
  return order;
}

/**
 * The rows of bucket `bucket` of `buckets` (1 to 256), as bytes of the file. Every key is in one bucket, the same in
 * every file.
 *
 * @throws {MillraceError} `key-file-corrupt`
 */
export function readBucket(bytes: Uint8Array, bucket: number, buckets: number): Uint8Array {
  const starts = readHeader(bytes, 'key', magic, headerBytes).subarray(2);
  const rows = starts[maxBuckets] ?? 0;
  const expected = headerBytes + keyRowBytes * rows;
  if (bytes.length !== expected) throw corrupt('key', `${expected} bytes`, `${bytes.length}`);
  for (let first = 0; first < maxBuckets; first++) {
    if ((starts[first] ?? 0) > (starts[first + 1] ?? 0)) throw corrupt('key', 'rising starts', 'falling ones');
  }
  const from = starts[Math.ceil((bucket * maxBuckets) / buckets)] ?? 0;
  const to = starts[Math.ceil(((bucket + 1) * maxBuckets) / buckets)] ?? 0;
  return bytes.subarray(headerBytes + keyRowBytes * from, headerBytes + keyRowBytes * to);
}

/** What else decides which documents are merged. */
export interface MergeRule {
  readonly keep: Keep;
  /** How many of the first partitions are of an earlier version: their documents stay, and are not told of. */
  readonly known: number;
  /** Documents that take no part. */
  readonly isRemoved: (partition: number, ordinal: number) => boolean;
}

/**
 * The documents whose key a preferred document has, each merged into the most preferred of its key. `partitions` holds
 * one bucket's rows of every partition, in the order of partitions. Ordered by partition and ordinal.
 *
 * Linear in the rows. Memory: 13 bytes a row at most, and about 150 bytes a key that several rows have.
 */
export function findDuplicates(
  partitions: readonly Uint8Array[],
  { keep = 'first', known = 0, isRemoved = () => false }: Partial<MergeRule> = {},
): Removal[] {
  const kept = new Map<string, KeptRow>();
  const losers: [key: string, row: KeptRow][] = [];
  const repeats = repeatedRows(partitions);
  let number = 0;
  for (const [partition, bytes] of partitions.entries()) {
    const rows = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    for (let at = 0; at < rows.length; at += keyRowBytes) {
      if (repeats[number++] === 0) continue;
      const ordinal = rows.readUInt32LE(at + keyBytes);
      if (isRemoved(partition, ordinal)) continue;
      const key = rows.toString('latin1', at, at + keyBytes);
      const row = { partition, ordinal, weight: rows.readUInt32LE(at + keyBytes + 4) };
      const before = kept.get(key);
      const wins = before === undefined || (before.partition >= known && preferred(row, before, keep));
      if (wins) kept.set(key, row);
      if (before !== undefined && partition >= known) losers.push([key, wins ? before : row]);
    }
  }
  return losers
    .map(([key, { partition, ordinal }]): Removal => {
      const into = kept.get(key);
      const [intoPartition, intoOrdinal] = [into?.partition ?? 0, into?.ordinal ?? 0];
      return { partition, ordinal, intoPartition, intoOrdinal, similarity: 1 };
    })
    .sort(byPlace);
}

/** For each row, counted through the partitions, whether it may be that another has its key. */
function repeatedRows(partitions: readonly Uint8Array[]): Uint8Array {
  const hashes = new Uint32Array(partitions.reduce((sum, { length }) => sum + length / keyRowBytes, 0));
  let number = 0;
  for (const bytes of partitions) {
    const rows = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    // All keys of a bucket begin alike.
    for (let at = 0; at < bytes.length; at += keyRowBytes) hashes[number++] = rows.getUint32(at + 4, true);
  }
  return repeatedHashes(hashes);
}

interface KeptRow {
  readonly partition: number;
  readonly ordinal: number;
  readonly weight: number;
}

/** Whether a later row is preferred to an earlier one. */
function preferred(later: KeptRow, earlier: KeptRow, keep: Keep): boolean {
  return keep === 'last' || (keep === 'longest' && later.weight > earlier.weight);
}
