import { isUtf8 } from 'node:buffer';
import { skipField } from './batch.js';
export class NotUtf8 extends Error {
}
/**
 * Opens the field whose parts begin at `place`, and moves it behind them; undefined for types whose values JSON has no
 * form for: decimals, times, intervals, unions, run ends, list views.
 *
 * @throws RangeError where its buffers are shorter than its rows need
 */
export function openColumn(field, parts, place, dictionaries, budget) {
    const { type, dictionary, children } = field;
    const { length, nulls } = parts.node(place.node);
    if (!(length >= 0 && length < 2 ** 31))
        throw new RangeError('rows');
    const start = { ...place };
    skipField(field, parts, place);
    if (type.name === 'null' && dictionary === null)
        return { rows: length, get: () => null, size: () => 0 };
    const valid = validity(nulls === 0 ? undefined : parts.buffer(start.buffer), length);
    const values = (index) => parts.buffer(start.buffer + index);
    if (dictionary !== null) {
        return withNulls(length, valid, indexed(numbers(dictionary.index, values(1), length), dictionaries, dictionary.id));
    }
    const within = { node: start.node + 1, buffer: start.buffer + ownBuffers(field), variadic: start.variadic };
    // To be asked in the order of the children, of which each moves the place behind itself.
    const open = (child) => child === undefined ? undefined : openColumn(child, parts, within, dictionaries, budget);
    switch (type.name) {
        case 'utf8':
        case 'large-utf8':
            return withNulls(length, valid, texts(offsets(values(1), length, type.name === 'large-utf8'), values(2)));
        case 'utf8-view': {
            const data = Array.from({ length: parts.variadic(start.variadic) }, (_, index) => values(2 + index));
            return withNulls(length, valid, views(values(1), data, length));
        }
        case 'bool':
            return withNulls(length, valid, plain(bits(values(1), length)));
        case 'int':
        case 'float':
        case 'date':
        case 'timestamp':
            return withNulls(length, valid, plain(numbers(type, values(1), length)));
        case 'list':
        case 'large-list':
        case 'map':
            return lists(length, valid, offsets(values(1), length, type.name === 'large-list'), open(children[0]), budget);
        case 'fixed-list':
            return lists(length, valid, (row) => row * type.size, open(children[0]), budget);
        case 'struct':
            return structs(length, valid, field, open, budget);
        default:
            return undefined;
    }
}
const plain = (get) => ({ get, size: () => 0 });
function withNulls(rows, valid, values) {
    // A dictionary is asked for whatever place a file states, negative ones too.
    const holds = (row) => row >= 0 && row < rows;
    return {
        rows,
        get: (row) => {
            if (!holds(row))
                throw new RangeError('a row outside');
            return valid(row) ? values.get(row) : null;
        },
        size: (row) => (holds(row) && valid(row) ? values.size(row) : 0),
    };
}
/** Buffers of the field's own, before those of its children. */
function ownBuffers({ type }) {
    return type.name === 'struct' || type.name === 'fixed-list' ? 1 : 2;
}
function validity(bitmap, rows) {
    return bitmap === undefined || bitmap.length === 0 ? () => true : bits(bitmap, rows);
}
function bits(bytes, rows) {
    if (bytes.length * 8 < rows)
        throw new RangeError('too few bits');
    return (row) => ((bytes[row >> 3] >> (row & 7)) & 1) === 1;
}
function offsets(bytes, rows, large) {
    const width = large ? 8 : 4;
    // Without rows there may be no offsets at all.
    if (rows > 0 && bytes.length < (rows + 1) * width)
        throw new RangeError('too few offsets');
    if (!large) {
        const places = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
        return (row) => places[row];
    }
    const places = new BigInt64Array(bytes.buffer, bytes.byteOffset, bytes.length >> 3);
    return (row) => Number(places[row]);
}
function textOf(bytes) {
    if (!isUtf8(bytes))
        throw new NotUtf8();
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
}
function texts(place, data) {
    const bounds = (row) => {
        const [from, to] = [place(row), place(row + 1)];
        if (!(from >= 0 && to >= from && to <= data.length))
            throw new RangeError('a text outside');
        return [from, to];
    };
    return {
        get: (row) => textOf(data.subarray(...bounds(row))),
        size: (row) => Math.max(0, place(row + 1) - place(row)),
    };
}
const viewBytes = 16;
const inlineBytes = 12;
/** Texts of at most 12 bytes beside their length; longer ones in one of several buffers. */
function views(bytes, data, rows) {
    if (bytes.length < rows * viewBytes)
        throw new RangeError('too few views');
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    return {
        get: (row) => {
            const at = row * viewBytes;
            const length = view.getInt32(at, true);
            if (length < 0)
                throw new RangeError('a text outside');
            if (length <= inlineBytes)
                return textOf(bytes.subarray(at + 4, at + 4 + length));
            const from = view.getInt32(at + 12, true);
            const held = data[view.getInt32(at + 8, true)];
            if (held === undefined || from < 0 || from + length > held.length)
                throw new RangeError('a text outside');
            return textOf(held.subarray(from, from + length));
        },
        size: (row) => Math.max(0, view.getInt32(row * viewBytes, true)),
    };
}
function numbers(type, bytes, rows) {
    const bits = type.name === 'timestamp' ? 64 : type.name === 'date' ? (type.unit === 0 ? 32 : 64) : type.bits;
    if (bytes.length * 8 < rows * bits)
        throw new RangeError('too few numbers');
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const { signed } = type;
    if (type.name === 'timestamp') {
        const perSecond = [1, 1e3, 1e6, 1e9][type.unit] ?? 1;
        return (row) => new Date((Number(view.getBigInt64(row * 8, true)) / perSecond) * 1000);
    }
    if (type.name === 'date') {
        return type.unit === 0
            ? (row) => new Date(view.getInt32(row * 4, true) * 86_400_000)
            : (row) => new Date(Number(view.getBigInt64(row * 8, true)));
    }
    switch (`${type.name}${bits}`) {
        case 'int8':
            return (row) => (signed ? view.getInt8(row) : view.getUint8(row));
        case 'int16':
            return (row) => (signed ? view.getInt16(row * 2, true) : view.getUint16(row * 2, true));
        case 'int32':
            return (row) => (signed ? view.getInt32(row * 4, true) : view.getUint32(row * 4, true));
        case 'int64':
            return (row) => (signed ? view.getBigInt64(row * 8, true) : view.getBigUint64(row * 8, true));
        case 'float16':
            return (row) => half(view.getUint16(row * 2, true));
        case 'float32':
            return (row) => view.getFloat32(row * 4, true);
        case 'float64':
            return (row) => view.getFloat64(row * 8, true);
        default:
            throw new RangeError('bits');
    }
}
function half(value) {
    const [sign, exponent, fraction] = [value >> 15 === 0 ? 1 : -1, (value >> 10) & 31, value & 1023];
    if (exponent === 31)
        return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
    return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15));
}
function indexed(place, dictionaries, id) {
    const held = dictionaries.get(id);
    const index = (row) => {
        const found = Number(place(row));
        if (held === undefined || !(found >= 0 && found < held.rows))
            throw new RangeError('no such value');
        return found;
    };
    return { get: (row) => held?.get(index(row)), size: (row) => held?.size(Number(place(row))) ?? 0 };
}
function spend(budget, elements) {
    budget.left -= elements;
    if (budget.left < 0)
        throw new RangeError('too many elements');
}
function lists(rows, valid, place, elements, budget) {
    if (elements === undefined)
        return undefined;
    const get = (row) => {
        const [from, to] = [place(row), place(row + 1)];
        if (!(from >= 0 && to >= from && to <= elements.rows))
            throw new RangeError('a list outside');
        spend(budget, to - from);
        return Array.from({ length: to - from }, (_, index) => elements.get(from + index));
    };
    return withNulls(rows, valid, plain(get));
}
function structs(rows, valid, { children }, open, budget) {
    const members = [];
    for (const child of children) {
        const column = open(child);
        if (column === undefined)
            return undefined;
        members.push([child.name, column]);
    }
    const get = (row) => {
        spend(budget, members.length);
        return Object.fromEntries(members.map(([name, column]) => [name, column.get(row)]));
    };
    return withNulls(rows, valid, plain(get));
}
//# sourceMappingURL=columns.js.map