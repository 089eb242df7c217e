import type { Storage } from '../storage/storage.ts';
import { type BatchBlock, readBlocks } from './arrow-reader.ts';
import { bufferValues, ofMessage } from './batch-buffers.ts';
import { type RecordBatchHeader, readRecordBatchHeader } from './record-batch-header.ts';

/** Ordinals and ids of one group of records. */
export interface GroupIds {
  readonly ordinals: Uint32Array;
  /** The id of the record at a place of `ordinals`. */
  readonly idOf: (at: number) => string;
}

/**
 * `ordinal` and `id` are the first columns of records of every kind. Before the values of each stands its validity, before
 * the text of ids where each of them ends.
 */
const fields = { nodes: 2, buffers: 5, ordinals: 1, ends: 3, ids: 4 };

/**
 * The ids of a file of records, group by group, without the rest of its columns: two reads a group, of its header and of
 * the beginning of its body. Throws MillraceError `bad-file` where it is no such file, `not-found`.
 */
export async function* readRecordIds(storage: Storage, key: string): AsyncGenerator<GroupIds> {
  for (const block of await readBlocks(storage, key)) yield await readGroup(storage, key, block);
}

async function readGroup(storage: Storage, key: string, { start, bodyStart, end }: BatchBlock): Promise<GroupIds> {
  const head = await storage.getRange(key, start, bodyStart);
  const header = ofMessage(key, () => {
    const found = readRecordBatchHeader(head, fields.nodes, fields.buffers);
    const last = found.buffers[fields.ids];
    if (last === undefined || bodyStart + last.offset + last.bytes > end)
      throw new RangeError('a buffer outside the body');
    return found;
  });
  const last = header.buffers[fields.ids] ?? { offset: 0, bytes: 0 };
  const body = await storage.getRange(key, bodyStart, bodyStart + last.offset + last.bytes);
  return ofMessage(key, () => {
    const ordinals = new Uint32Array(valuesOf(header, body, fields.ordinals, 4 * header.rows));
    const ends = new Uint32Array(valuesOf(header, body, fields.ends, 4 * (header.rows + 1)));
    const ids = Buffer.from(valuesOf(header, body, fields.ids, ends[header.rows] ?? 0));
    return { ordinals, idOf: (at) => ids.toString('utf8', ends[at], ends[at + 1]) };
  });
}

function valuesOf({ buffers, zstd }: RecordBatchHeader, body: Uint8Array, buffer: number, bytes: number): ArrayBuffer {
  if (bytes === 0) return new ArrayBuffer(0);
  const place = buffers[buffer] ?? { offset: -1, bytes: 0 };
  if (place.offset < 0 || place.bytes < 0) throw new RangeError('a buffer outside the body');
  return bufferValues(body.subarray(place.offset, place.offset + place.bytes), zstd, bytes);
}
