import { crc32 } from 'node:zlib';
import { readThrift, type ThriftStruct, type ThriftValue } from './thrift.ts';

/** What the footer says of a column's part of a row group. */
export interface StatedColumn {
  readonly values: number;
  readonly uncompressedBytes: number;
}

/**
 * Whether the pages of a column chunk say no more than the footer does, and lie within it. Readers allocate what page
 * headers say before they look at the page, and for some damaged files that ends the process. Pages are held to their checksums too, where they have any.
 * Source: https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift: PageHeader
 */
export function pagesAreSound(chunk: Uint8Array, { values, uncompressedBytes }: StatedColumn): boolean {
  let [seen, expanded] = [0, 0];
  for (let at = 0; seen < values; ) {
    const header = readThrift(chunk, at);
    if (header === undefined) return false;
    const [uncompressed, compressed] = [natural(header.struct.get(2)), natural(header.struct.get(3))];
    const counted = countedValues(header.struct, uncompressed);
    // The footer counts the headers of pages too.
    expanded += uncompressed + header.end - at;
    at = header.end + compressed;
    if (!crcFits(header.struct.get(4), chunk.subarray(header.end, at))) return false;
    seen += counted.data;
    if (!(at <= chunk.length && expanded <= uncompressedBytes && seen <= values && counted.sound)) return false;
  }
  return true;
}

/** The checksum of a page as it is stored, which not every writer writes. */
function crcFits(stated: ThriftValue | undefined, page: Uint8Array): boolean {
  return typeof stated !== 'number' || (stated | 0) === (crc32(page) | 0);
}

function countedValues(header: ThriftStruct, uncompressed: number): { data: number; sound: boolean } {
  const [first, dictionary, second] = [struct(header.get(5)), struct(header.get(7)), struct(header.get(8))];
  if (first !== undefined) return { data: natural(first.get(1)), sound: true };
  if (dictionary !== undefined) return { data: 0, sound: natural(dictionary.get(1)) <= uncompressed };
  if (second === undefined) return { data: 0, sound: false };
  const values = natural(second.get(1));
  const levels = natural(second.get(5)) + natural(second.get(6));
  const sound = natural(second.get(2)) <= values && natural(second.get(3)) <= values && levels <= uncompressed;
  return { data: values, sound };
}

/** A count or a length; NaN, which fails every comparison, where it is none. */
function natural(value: ThriftValue | undefined): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : Number.NaN;
}

function struct(value: ThriftValue | undefined): ThriftStruct | undefined {
  return value instanceof Map ? value : undefined;
}
