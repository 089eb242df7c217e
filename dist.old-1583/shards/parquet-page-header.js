import { readThrift } from './thrift.js';
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
export function readDataPageHeader(bytes, start) {
    const read = readThrift(bytes, start);
    if (read === undefined || !isPlain(read.struct, 0))
        throw new RangeError('no page header');
    const { struct: header, end } = read;
    const page = header.get(5);
    if (header.get(1) !== dataPage || !(page instanceof Map))
        throw new RangeError('no data page of version 1');
    return {
        values: numberOf(page, 1),
        encoding: numberOf(page, 2),
        bytes: numberOf(header, 3),
        plainBytes: numberOf(header, 2),
        headerBytes: end - start,
    };
}
function numberOf(fields, field) {
    const value = fields.get(field);
    if (typeof value !== 'number' || value < 0)
        throw new RangeError('a page header lacks a number');
    return value;
}
/** No page header has lists, or numbers beyond 2^53. */
function isPlain(value, depth) {
    if (typeof value === 'number')
        return Number.isSafeInteger(value) || !Number.isInteger(value);
    if (value instanceof Map)
        return depth <= maxDepth && [...value.values()].every((each) => isPlain(each, depth + 1));
    return !Array.isArray(value);
}
//# sourceMappingURL=parquet-page-header.js.map