import { keyBytes } from './exact.ts';
import { corrupt, formatVersion, readHeader } from './file-header.ts';
import { byPlace, type Removal } from './removal.ts';

/** A document's key and its ordinal in the partition. */
export interface KeyEntry {
  readonly key: Uint8Array;
  readonly ordinal: number;
}

/** The most buckets that a file can be read in: one for each value of a key's first byte. */
export const maxBuckets = 256;

const magic = 0x79_65_6b_6d; // 'mkey'
const rowBytes = keyBytes + 4;
const headerBytes = 8 + 4 * (maxBuckets + 1);

/**
 * One partition's keys, sorted by key and ordinal, so that the keys of a bucket lie side by side. Little-endian:
 *
 *     0     'mkey', version (2 × u32)
 *     8     starts (257 × u32): the row at which keys begin whose first byte is 0, 1, … 255; then the number of rows
 *     1036  rows of 20 bytes: key (16 bytes), ordinal (u32)
 */
export function writeKeyFile(entries: readonly KeyEntry[]): Uint8Array {
  const sorted = sortEntries(entries);
  const bytes = new Uint8Array(headerBytes + rowBytes * sorted.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, magic, true);
  view.setUint32(4, formatVersion, true);
  const counts = new Uint32Array(maxBuckets);
  for (const [row, { key, ordinal }] of sorted.entries()) {
    const first = key[0] ?? 0;
    counts[first] = (counts[first] ?? 0) + 1;
    bytes.set(key, headerBytes + rowBytes * row);
    view.setUint32(headerBytes + rowBytes * row + keyBytes, ordinal, true);
  }
  let start = 0;
  for (const [first, count] of counts.entries()) {
    view.setUint32(8 + 4 * first, start, true);
    start += count;
  }
  view.setUint32(8 + 4 * maxBuckets, start, true);
  return bytes;
}

/** By key, then ordinal. The first four bytes are sorted as numbers, which leaves few comparisons of whole keys. */
function sortEntries(entries: readonly KeyEntry[]): KeyEntry[] {
  const order = new BigUint64Array(entries.length);
  const halves = new Uint32Array(order.buffer);
  for (const [i, { key }] of entries.entries()) {
    halves[2 * i] = i;
    halves[2 * i + 1] = firstBytes(key);
  }
  order.sort();
  const sorted: KeyEntry[] = [];
  for (let start = 0; start < order.length; ) {
    const run: KeyEntry[] = [];
    const prefix = halves[2 * start + 1];
    for (; start < order.length && halves[2 * start + 1] === prefix; start++) {
      run.push(entries[halves[2 * start] as number] as KeyEntry);
    }
    if (run.length > 1) run.sort((a, b) => Buffer.compare(a.key, b.key) || a.ordinal - b.ordinal);
    for (const entry of run) sorted.push(entry);
  }
  return sorted;
}

function firstBytes(key: Uint8Array): number {
  return (((key[0] ?? 0) << 24) | ((key[1] ?? 0) << 16) | ((key[2] ?? 0) << 8) | (key[3] ?? 0)) >>> 0;
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
  const expected = headerBytes + rowBytes * rows;
  if (bytes.length !== expected) throw corrupt('key', `${expected} bytes`, `${bytes.length}`);
  for (let first = 0; first < maxBuckets; first++) {
    if ((starts[first] ?? 0) > (starts[first + 1] ?? 0)) throw corrupt('key', 'rising starts', 'falling ones');
  }
  const from = starts[Math.ceil((bucket * maxBuckets) / buckets)] ?? 0;
  const to = starts[Math.ceil(((bucket + 1) * maxBuckets) / buckets)] ?? 0;
  return bytes.subarray(headerBytes + rowBytes * from, headerBytes + rowBytes * to);
}

/**
 * The documents whose key an earlier document has, each merged into the first of its key. `partitions` holds one
 * bucket's rows of every partition, in the order of partitions. Ordered by partition and ordinal. Documents that
 * `isRemoved` names take no part.
 *
 * Cost: linear; memory of about 150 bytes a different key.
 */
export function findDuplicates(
  partitions: readonly Uint8Array[],
  isRemoved: (partition: number, ordinal: number) => boolean = () => false,
): Removal[] {
  const firsts = new Map<string, { readonly partition: number; readonly ordinal: number }>();
  const removals: Removal[] = [];
  for (const [partition, bytes] of partitions.entries()) {
    const rows = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    for (let at = 0; at < rows.length; at += rowBytes) {
      const key = rows.toString('latin1', at, at + keyBytes);
      const ordinal = rows.readUInt32LE(at + keyBytes);
      if (isRemoved(partition, ordinal)) continue;
      const first = firsts.get(key);
      if (first === undefined) firsts.set(key, { partition, ordinal });
      else
        removals.push({
          partition,
          ordinal,
          intoPartition: first.partition,
          intoOrdinal: first.ordinal,
          similarity: 1,
        });
    }
  }
  return removals.sort(byPlace);
}
