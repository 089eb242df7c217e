import { crc32 } from 'node:zlib';
import { readThrift } from '../../shards/thrift.js';
import { parquetCodecs } from './parquet-codecs.js';
import { runsAreSound } from './rle-runs.js';
const encodings = { plain: 0, plainDictionary: 2, runs: 3, dictionary: 8, split: 9 };
const readable = new Set(Object.values(encodings));
/**
 * What is wrong with the pages of a column chunk: they say more than the footer does, lie outside of the chunk or differ
 * from their checksums (`damaged`); or their values are in an encoding that is not read here. A reader that allocates what
 * page headers and runs say before it looks at the data can be made to end its process. Decompresses each page once.
 * Source: https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift: PageHeader
 */
export function problemOfPages(chunk, column) {
    let [seen, expanded] = [0, 0];
    for (let at = 0; seen < column.values || (column.nested && at < chunk.length);) {
        const header = readThrift(chunk, at);
        if (header === undefined)
            return 'damaged';
        const [uncompressed, compressed] = [natural(header.struct.get(2)), natural(header.struct.get(3))];
        // The footer counts the headers of pages too.
        expanded += uncompressed + header.end - at;
        at = header.end + compressed;
        if (!(at <= chunk.length && expanded <= column.uncompressedBytes))
            return 'damaged';
        const body = chunk.subarray(header.end, at);
        if (!crcFits(header.struct.get(4), body))
            return 'damaged';
        const page = { header: header.struct, body, uncompressed };
        const values = dictionarySize(header.struct) === undefined ? valuesOf(page, column) : 0;
        if (values === 'encoding')
            return 'encoding';
        if (values === 'damaged' || (dictionarySize(header.struct) ?? 0) > uncompressed)
            return 'damaged';
        seen += values;
        if (seen > column.values)
            return 'damaged';
    }
    return undefined;
}
function dictionarySize(header) {
    const dictionary = structOf(header.get(7));
    return dictionary === undefined ? undefined : natural(dictionary.get(1));
}
/** The number of a data page's values, where they can be read. */
function valuesOf(page, column) {
    const [first, second] = [structOf(page.header.get(5)), structOf(page.header.get(8))];
    const stated = first ?? second;
    const count = natural(stated?.get(1));
    if (stated === undefined || !(count <= column.values))
        return 'damaged';
    const encoding = stated.get(first === undefined ? 4 : 2);
    if (!readable.has(encoding))
        return 'encoding';
    const values = first === undefined ? valuesOfSecond(page, stated, count, column) : valuesOfFirst(page, count, column);
    if (values === undefined)
        return 'damaged';
    if (encoding === encodings.plain || encoding === encodings.split)
        return count;
    // A width of zero has no runs: all values are the first of the dictionary.
    const width = column.boolean ? 1 : values[0];
    const sound = width === undefined ? count === 0 : width === 0 || runsAreSound(values, column.boolean ? 4 : 1, width, count, true);
    return sound ? count : 'damaged';
}
/** The values of a page of version 1, behind its levels, each of which has its length before it. */
function valuesOfFirst({ body, uncompressed }, count, column) {
    const page = expand(body, uncompressed, column.codec);
    let rest = page;
    for (const max of [column.maxRepetition, column.maxDefinition]) {
        if (rest === undefined || max === 0)
            continue;
        if (rest.length < 4 || !runsAreSound(rest, 4, bitWidth(max), count))
            return undefined;
        const length = new DataView(rest.buffer, rest.byteOffset).getUint32(0, true);
        rest = length <= rest.length - 4 ? rest.subarray(4 + length) : undefined;
    }
    return rest;
}
/** The values of a page of version 2, whose levels are never compressed and have their lengths in the header. */
function valuesOfSecond({ body, uncompressed }, header, count, { codec, maxRepetition, maxDefinition }) {
    const [nulls, rows] = [natural(header.get(2)), natural(header.get(3))];
    const [definition, repetition] = [natural(header.get(5)), natural(header.get(6))];
    const levels = definition + repetition;
    if (!(nulls <= count && rows <= count && levels <= body.length && levels <= uncompressed))
        return undefined;
    if (maxRepetition > 0 && !runsAreSound(body, 0, bitWidth(maxRepetition), count))
        return undefined;
    if (maxDefinition > 0 && !runsAreSound(body, repetition, bitWidth(maxDefinition), count))
        return undefined;
    const values = body.subarray(levels);
    return header.get(7) === false ? values : expand(values, uncompressed - levels, codec);
}
function expand(body, length, codec) {
    // An empty page of version 2 may have no compressed bytes at all.
    if (length === 0)
        return new Uint8Array();
    try {
        const page = parquetCodecs[codec]?.(body, length);
        return page?.length === length ? page : undefined;
    }
    catch {
        return undefined;
    }
}
function bitWidth(max) {
    return 32 - Math.clz32(max);
}
/** The checksum of a page as it is stored, which not every writer writes. */
function crcFits(stated, page) {
    return typeof stated !== 'number' || (stated | 0) === (crc32(page) | 0);
}
/** A count or a length; NaN, which fails every comparison, where it is none. */
function natural(value) {
    return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : Number.NaN;
}
function structOf(value) {
    return value instanceof Map ? value : undefined;
}
//# sourceMappingURL=parquet-pages.js.map