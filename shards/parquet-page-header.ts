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
/** A header's struct, that of its data page, and that of its statistics. */
const maxDepth = 4;

/**
 * Reads the header of a data page, version 1, at `start`.
 *
 * @throws RangeError where there is no such header
 * Source: parquet.thrift, `PageHeader`; Thrift compact protocol.
 */
export function readDataPageHeader(bytes: Uint8Array, start: number): DataPageHeader {
  const reader = { bytes, at: start };
  const header = readStruct(reader, 0);
  const page = header.get(5);
  const numberOf = (fields: Fields, field: number): number => {
    const value = fields.get(field);
    if (typeof value !== 'number' || value < 0) throw new RangeError('a page header lacks a number');
    return value;
  };
  if (header.get(1) !== dataPage || page === undefined || typeof page === 'number') {
    throw new RangeError('no data page of version 1');
  }
  return {
    values: numberOf(page, 1),
    encoding: numberOf(page, 2),
    bytes: numberOf(header, 3),
    plainBytes: numberOf(header, 2),
    headerBytes: reader.at - start,
  };
}

interface Reader {
  readonly bytes: Uint8Array;
  at: number;
}

/** Integers and structs by field; what else there is has been stepped over. */
type Fields = ReadonlyMap<number, FieldValue>;
type FieldValue = number | Fields;

function readStruct(reader: Reader, depth: number): Fields {
  if (depth > maxDepth) throw new RangeError('structs in structs');
  const fields = new Map<number, FieldValue>();
  let field = 0;
  for (;;) {
    const head = readByte(reader);
    if (head === 0) return fields;
    field = head >> 4 === 0 ? zigZag(readVarint(reader)) : field + (head >> 4);
    const value = readValue(reader, head & 15, depth);
    if (value !== undefined) fields.set(field, value);
  }
}

function readValue(reader: Reader, type: number, depth: number): FieldValue | undefined {
  switch (type) {
    case 1: // true
    case 2: // false
      return undefined;
    case 3: // i8
      return readByte(reader);
    case 4: // i16
    case 5: // i32
    case 6: // i64
      return zigZag(readVarint(reader));
    case 7: // double
      return skip(reader, 8);
    case 8: // binary
      return skip(reader, readVarint(reader));
    case 12: // struct
      return readStruct(reader, depth + 1);
    default:
      throw new RangeError('a field that no page header has');
  }
}

function skip(reader: Reader, bytes: number): undefined {
  if (bytes > reader.bytes.byteLength - reader.at) throw new RangeError('a page header is cut');
  reader.at += bytes;
}

function readByte(reader: Reader): number {
  const byte = reader.bytes[reader.at];
  if (byte === undefined) throw new RangeError('a page header is cut');
  reader.at++;
  return byte;
}

/** At most 2^53: no length or count is larger. */
function readVarint(reader: Reader): number {
  let value = 0;
  for (let scale = 1; scale <= 2 ** 49; scale *= 128) {
    const byte = readByte(reader);
    value += (byte & 127) * scale;
    if (byte < 128) return value;
  }
  throw new RangeError('a number is too long');
}

function zigZag(value: number): number {
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}
