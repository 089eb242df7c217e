import { readThrift, type ThriftStruct, type ThriftValue } from './thrift.ts';

/** What stands before the values of a data page. */
export interface DataPageHeader {
  readonly values: number;
  /** As the format numbers them; 0 is PLAIN. */
  readonly encoding: number;
  /** Bytes of the page after this header, as it is stored, and as it would be uncompressed. */
  readonly bytes: number;
  readonly plainBytes: number;
  /** Bytes of the header itself. */
  readonly headerBytes: number;
}

/** `PageType.DATA_PAGE`, version 1. */
const dataPage = 0;
/** A header's struct, that of its data page, and that of its statistics; and what lies in these. */
const maxDepth = 4;

/**
 * Reads the header of a data page, version 1, at `start`.
 *
 * @throws RangeError where there is no such header
 * Source: parquet.thrift, `PageHeader`
 */
export function readDataPageHeader(bytes: Uint8Array, start: number): DataPageHeader {
  const read = readThrift(bytes, start);
  if (read === undefined || !isPlain(read.struct, 0)) throw new RangeError('no page header');
  const { struct: header, end } = read;
  const page = header.get(5);
  if (header.get(1) !== dataPage || !(page instanceof Map)) throw new RangeError('no data page of version 1');
  return {
    values: numberOf(page, 1),
    encoding: numberOf(page, 2),
    bytes: numberOf(header, 3),
    plainBytes: numberOf(header, 2),
    headerBytes: end - start,
  };
}

function numberOf(fields: ThriftStruct, field: number): number {
  const value = fields.get(field);
  if (typeof value !== 'number' || value < 0) throw new RangeError('a page header lacks a number');
  return value;
}

/** No page header has lists, or numbers beyond 2^53. */
function isPlain(value: ThriftValue, depth: number): boolean {
  if (typeof value === 'number') return Number.isSafeInteger(value) || !Number.isInteger(value);
  if (value instanceof Map) return depth <= maxDepth && [...value.values()].every((each) => isPlain(each, depth + 1));
  return !Array.isArray(value);
}
