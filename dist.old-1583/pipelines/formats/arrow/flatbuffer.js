/** The root table of a buffer, which is to be aligned in nothing. */
export function rootTable(view) {
    return tableAt(view, view.getUint32(0, true));
}
const utf8 = new TextDecoder();
function tableAt(view, start) {
    const offsets = start - view.getInt32(start, true);
    const offsetsBytes = view.getUint16(offsets, true);
    /** 0 where the table has no such field. */
    const placeOf = (field) => {
        if (4 + 2 * field + 2 > offsetsBytes)
            return 0;
        const offset = view.getUint16(offsets + 4 + 2 * field, true);
        return offset === 0 ? 0 : start + offset;
    };
    const pointed = (place) => place + view.getUint32(place, true);
    const vector = (field, size) => {
        const place = placeOf(field);
        if (place === 0)
            return { start: 0, count: 0 };
        const head = pointed(place);
        const count = view.getUint32(head, true);
        if (head + 4 + count * size > view.byteLength)
            throw new RangeError('a vector ends outside of its buffer');
        return { start: head + 4, count };
    };
    const number = (field, absent, get) => {
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
//# sourceMappingURL=flatbuffer.js.map