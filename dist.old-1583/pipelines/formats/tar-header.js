export const tarBlockBytes = 512;
const checksumAt = 148;
const checksumBytes = 8;
/**
 * Reads a header of any dialect: v7, ustar, GNU, star, pax. Null for a block of zeros, which is padding; undefined where
 * the checksum does not fit.
 * Source: POSIX.1-2017 pax, "ustar Interchange Format"; GNU tar manual, "Basic Tar Format"
 */
export function readTarHeader(block) {
    if (block.every((byte) => byte === 0))
        return null;
    if (!checksumFits(block))
        return undefined;
    const prefix = text(block, 257, 262) === 'ustar' && block[262] === 0 ? text(block, 345, 500) : '';
    const name = text(block, 0, 100);
    const type = String.fromCharCode(block[156] || 0x30);
    return {
        name: prefix === '' ? name : `${prefix}/${name}`,
        size: sizeField(block.subarray(124, 136)),
        type,
        extended: type === 'S' && block[482] !== 0,
    };
}
const utf8 = new TextDecoder();
function text(block, from, to) {
    const field = block.subarray(from, to);
    const end = field.indexOf(0);
    return utf8.decode(end < 0 ? field : field.subarray(0, end));
}
/** Some old tars sum signed bytes. */
function checksumFits(block) {
    const expected = octal(block.subarray(checksumAt, checksumAt + checksumBytes));
    let unsigned = 0;
    let signed = 0;
    for (const [index, byte] of block.entries()) {
        const counted = index >= checksumAt && index < checksumAt + checksumBytes ? 0x20 : byte;
        unsigned += counted;
        signed += counted > 127 ? counted - 256 : counted;
    }
    return expected === unsigned || expected === signed;
}
/** Octal digits; or, where the first bit is set, a number of base 256, whose second bit is its sign. */
function sizeField(field) {
    const [first = 0] = field;
    if (first < 0x80)
        return octal(field);
    if (first !== 0x80)
        return Number.NaN;
    const size = field.subarray(1).reduce((sum, byte) => sum * 256 + byte, 0);
    return Number.isSafeInteger(size) ? size : Number.NaN;
}
function octal(field) {
    const digits = String.fromCharCode(...field)
        .replace(/\0.*$/s, '')
        .trim();
    if (digits === '')
        return 0;
    return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number.NaN;
}
/** Whether another block on a file's holes follows this one. */
export function sparseGoesOn(block) {
    return block.length === tarBlockBytes && block[504] !== 0;
}
/**
 * The records of a pax header, `length key=value` a line; undefined where they are not such records.
 * Source: POSIX.1-2017 pax, "pax Extended Header"
 */
export function readPaxRecords(bytes) {
    const records = new Map();
    for (let at = 0; at < bytes.length;) {
        const space = bytes.indexOf(0x20, at);
        if (space < 0 || space - at > 8)
            return undefined;
        const digits = utf8.decode(bytes.subarray(at, space));
        const end = at + Number(digits);
        if (!/^\d+$/.test(digits) || end > bytes.length || end <= space + 1 || bytes[end - 1] !== 0x0a)
            return undefined;
        const record = utf8.decode(bytes.subarray(space + 1, end - 1));
        const equals = record.indexOf('=');
        if (equals < 1)
            return undefined;
        const [key, value] = [record.slice(0, equals), record.slice(equals + 1)];
        if (key === 'path' && value.includes('\0'))
            return undefined;
        records.set(key, value);
        at = end;
    }
    return records;
}
//# sourceMappingURL=tar-header.js.map