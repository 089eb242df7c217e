/** What the message of a record batch says of its body. Lengths and offsets are as they stand there: check them. */
export interface RecordBatchHeader {
  readonly rows: number;
  /** Rows and nulls of each field, depth first. */
  readonly nodes: readonly { readonly length: number; readonly nulls: number }[];
  /** Places in the body of the fields' buffers. */
  readonly buffers: readonly { readonly offset: number; readonly bytes: number }[];
  readonly zstd: boolean;
  /** Where the body begins in the message. */
  readonly bodyStart: number;
}

/** Continuation mark, length of the metadata. */
const prefixBytes = 8;
/** `MetadataVersion.V5`, `MessageHeader.RecordBatch`, `CompressionType.ZSTD`. */
const [version5, recordBatch, zstdCodec] = [4, 3, 1];

/**
 * Reads the header of an encapsulated record batch message: its first `nodes` nodes and `buffers` buffers. It takes
 * what is asked for, whatever lengths the bytes claim, where apache-arrow would make as many objects.
 *
 * @throws RangeError where the bytes are no such message
 * Source: Arrow Columnar Format 1.5, Message.fbs; FlatBuffers, "Internals".
 */
export function readRecordBatchHeader(bytes: Uint8Array, nodes: number, buffers: number): RecordBatchHeader {
  const prefix = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const metadataBytes = prefix.getInt32(4, true);
  if (prefixBytes + metadataBytes > bytes.byteLength) throw new RangeError('metadata beyond the message');
  const view = new DataView(bytes.buffer, bytes.byteOffset + prefixBytes, metadataBytes);
  const message = tableAt(view, 0);
  if (
    view.getInt16(fieldAt(view, message, 0), true) !== version5 ||
    view.getUint8(fieldAt(view, message, 1)) !== recordBatch
  ) {
    throw new RangeError('no record batch');
  }
  const header = tableAt(view, fieldAt(view, message, 2));
  const compression = placeOfField(view, header, 3);
  const codec = compression === 0 ? undefined : tableAt(view, compression);
  const method = codec === undefined ? 0 : placeOfField(view, codec, 0);
  return {
    rows: int64(view, fieldAt(view, header, 0)),
    nodes: structs(view, fieldAt(view, header, 1), nodes, (length, nulls) => ({ length, nulls })),
    buffers: structs(view, fieldAt(view, header, 2), buffers, (offset, length) => ({ offset, bytes: length })),
    zstd: method !== 0 && view.getInt8(method) === zstdCodec,
    bodyStart: prefixBytes + metadataBytes,
  };
}

/** The first `count` of a vector of pairs of 64-bit numbers. */
function structs<T>(view: DataView, field: number, count: number, make: (first: number, second: number) => T): T[] {
  const vector = field + view.getUint32(field, true);
  if (view.getUint32(vector, true) < count) throw new RangeError('too few fields');
  const found: T[] = [];
  for (let place = vector + 4; found.length < count; place += 16) {
    found.push(make(int64(view, place), int64(view, place + 8)));
  }
  return found;
}

/** Where a table begins, and the table of offsets of its fields, of so many bytes. */
interface Table {
  readonly start: number;
  readonly offsets: number;
  readonly offsetsBytes: number;
}

/** The table to which the offset at `place` points. Its fields' places stand in a table of offsets before or after it. */
function tableAt(view: DataView, place: number): Table {
  const start = place + view.getUint32(place, true);
  const offsets = start - view.getInt32(start, true);
  return { start, offsets, offsetsBytes: view.getUint16(offsets, true) };
}

/** Place of a field; 0 where the table has none. */
function placeOfField(view: DataView, { start, offsets, offsetsBytes }: Table, field: number): number {
  const offset = 4 + 2 * field < offsetsBytes ? view.getUint16(offsets + 4 + 2 * field, true) : 0;
  return offset === 0 ? 0 : start + offset;
}

function fieldAt(view: DataView, table: Table, field: number): number {
  const place = placeOfField(view, table, field);
  if (place === 0) throw new RangeError('a table lacks a field');
  return place;
}

/** Beyond 2^53 the number is not exact, and larger than any length that it could be. */
function int64(view: DataView, place: number): number {
  return view.getInt32(place + 4, true) * 2 ** 32 + view.getUint32(place, true);
}
