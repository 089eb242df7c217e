/**
 * A table of a FlatBuffer, read field by field where it lies. Nothing is believed: what lies outside of the buffer throws
 * a RangeError, as DataView does, and lengths are held to the bytes that are there.
 * Source: FlatBuffers, "Internals"
 */
export interface FlatTable {
  has(field: number): boolean;
  /** Signed integers of 1, 2, 4 and 8 bytes; `absent` where the table leaves the field out. */
  int8(field: number, absent: number): number;
  int16(field: number, absent: number): number;
  int32(field: number, absent: number): number;
  /** Beyond 2^53 the nearest number, which is larger than any length. */
  int64(field: number, absent: number): number;
  table(field: number): FlatTable | undefined;
  text(field: number): string;
  tables(field: number): readonly FlatTable[];
  /** Places of a vector's structs of `size` bytes each; none where the field is absent. */
  structs(field: number, size: number): { readonly count: number; readonly at: (index: number) => number };
}

/** The root table of a buffer, which is to be aligned in nothing. */
export function rootTable(view: DataView): FlatTable {
  return tableAt(view, view.getUint32(0, true));
}

const utf8 = new TextDecoder();

function tableAt(view: DataView, start: number): FlatTable {
  const offsets = start - view.getInt32(start, true);
  const offsetsBytes = view.getUint16(offsets, true);
  /** 0 where the table has no such field. */
  const placeOf = (field: number): number => {
    if (4 + 2 * field + 2 > offsetsBytes) return 0;
    const offset = view.getUint16(offsets + 4 + 2 * field, true);
    return offset === 0 ? 0 : start + offset;
  };
  const pointed = (place: number): number => place + view.getUint32(place, true);
  const vector = (field: number, size: number): { start: number; count: number } => {
    const place = placeOf(field);
    if (place === 0) return { start: 0, count: 0 };
    const head = pointed(place);
    const count = view.getUint32(head, true);
    if (head + 4 + count * size > view.byteLength) throw new RangeError('a vector ends outside of its buffer');
    return { start: head + 4, count };
  };
  const number = (field: number, absent: number, get: (place: number) => number): number => {
    const place = placeOf(field);
    return place === 0 ? absent : get(place);
  };
  return {
    has: (field) => placeOf(field) !== 0,
    int8: (field, absent) => number(field, absent, (place) => view.getInt8(place)),
    int16: (field, absent) => number(field, absent, (place) => view.getInt16(place, true)),
    int32: (field, absent) => number(field, absent, (place) => view.getInt32(place, true)),
    int64: (field, absent) => number(field, absent, (place) => Number(view.getBigInt64(place, true))),
    table: (field) => {
      const place = placeOf(field);
      return place === 0 ? undefined : tableAt(view, pointed(place));
    },
    text: (field) => {
      const { start: from, count } = vector(field, 1);
      return utf8.decode(new Uint8Array(view.buffer, view.byteOffset + from, count));
    },
    tables: (field) => {
      const { start: from, count } = vector(field, 4);
      return Array.from({ length: count }, (_, index) => tableAt(view, pointed(from + 4 * index)));
    },
    structs: (field, size) => {
      const { start: from, count } = vector(field, size);
      return { count, at: (index) => from + size * index };
    },
  };
}
