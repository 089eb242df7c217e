import { keyBytes } from './exact.ts';
import { compareKeys, keyOrder, keyRowBytes, wordsOf } from './key-file.ts';
import type { SpanPlaces } from './span-file.ts';
import type { SpanParameters } from './span-parameters.ts';

/**
 * The spans to take out of the documents of each partition. `partitions` holds one bucket's rows of the key files of every
 * partition, in the order of partitions. All occurrences of a span that is in `minDocuments` documents or more are taken
 * out, but for the first, in the order of partition, ordinal and place, where `keep` says so; a span that occurs once
 * stays. Documents that `isRemoved` names take no part. The same for any cut of the documents into partitions.
 *
 * Cost: a sort; memory of 45 bytes a row, and 16 bytes a span that is taken out.
 */
export function findRepeatedSpans(
  partitions: readonly Uint8Array[],
  { minDocuments, keep }: Pick<SpanParameters, 'minDocuments' | 'keep'>,
  isRemoved: (partition: number, ordinal: number) => boolean = () => false,
): SpanPlaces[] {
  const { rows, partitionOf, starts } = liveRows(partitions, isRemoved);
  const words = wordsOf(rows);
  const order = keyOrder(words, (a, b) => a - b);
  const taken = new Uint8Array(order.length);
  for (let start = 0; start < order.length; ) {
    let end = start + 1;
    while (end < order.length && compareKeys(words, order[start] ?? 0, order[end] ?? 0) === 0) end++;
    const group = order.subarray(start, end);
    if (group.length > 1 && inDocuments(group, rows, partitionOf, minDocuments)) {
      for (const row of keep === 'first' ? group.subarray(1) : group) taken[row] = 1;
    }
    start = end;
  }
  return partitions.map((_, partition) => placesOf(rows, taken, starts[partition] ?? 0, starts[partition + 1] ?? 0));
}

/** Rows one after another, the partition of each, and the row at which each partition's begin. */
interface LiveRows {
  readonly rows: Buffer;
  readonly partitionOf: Uint32Array;
  readonly starts: readonly number[];
}

/** The rows of documents that take part. */
function liveRows(
  partitions: readonly Uint8Array[],
  isRemoved: (partition: number, ordinal: number) => boolean,
): LiveRows {
  const rows = Buffer.alloc(partitions.reduce((sum, { length }) => sum + length, 0));
  const partitionOf = new Uint32Array(rows.length / keyRowBytes);
  const starts: number[] = [];
  let row = 0;
  for (const [partition, bytes] of partitions.entries()) {
    starts.push(row);
    const from = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    for (let at = 0; at < from.length; at += keyRowBytes) {
      if (isRemoved(partition, from.readUInt32LE(at + keyBytes))) continue;
      from.copy(rows, row * keyRowBytes, at, at + keyRowBytes);
      partitionOf[row++] = partition;
    }
  }
  return { rows: rows.subarray(0, row * keyRowBytes), partitionOf, starts: [...starts, row] };
}

/** Whether the rows of one key, in order, are of `least` documents or more. */
function inDocuments(group: Uint32Array, rows: Buffer, partitionOf: Uint32Array, least: number): boolean {
  let documents = 0;
  let [partition, ordinal] = [-1, -1];
  for (const row of group) {
    if (documents >= least) return true;
    const [nextPartition, nextOrdinal] = [partitionOf[row] ?? 0, rows.readUInt32LE(row * keyRowBytes + keyBytes)];
    if (nextPartition !== partition || nextOrdinal !== ordinal) documents++;
    [partition, ordinal] = [nextPartition, nextOrdinal];
  }
  return documents >= least;
}

function placesOf(rows: Buffer, taken: Uint8Array, from: number, to: number): SpanPlaces {
  const found: number[] = [];
  for (let row = from; row < to; row++) {
    if (taken[row] !== 1) continue;
    const at = row * keyRowBytes + keyBytes;
    found.push(rows.readUInt32LE(at), rows.readUInt32LE(at + 4));
  }
  return Uint32Array.from(found);
}
