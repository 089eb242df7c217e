import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import iconv from 'iconv-lite';
const endBytes = 22;
const locatorBytes = 20;
const end64Bytes = 56;
const entryBytes = 46;
const maxComment = 0xffff;
const endMark = 0x06054b50;
const locatorMark = 0x07064b50;
const end64Mark = 0x06064b50;
const entryMark = 0x02014b50;
/**
 * The directory of a ZIP file, in the order in which it lies there. `not-a-zip` where there is none, `damaged-zip` where
 * it is not what its end says, `zip-directory-too-large` beyond `recordBytes`. Cost: two reads. What stands before the
 * first member, such as a program that unpacks itself, is passed over.
 * Source: PKWARE, APPNOTE.TXT 6.3.10
 */
export async function readZipDirectory(file, { recordBytes }) {
    const tailStart = Math.max(0, file.fileBytes - endBytes - locatorBytes - end64Bytes - maxComment);
    const tail = Buffer.from(await file.range(tailStart, file.fileBytes));
    const end = findEnd(tail);
    if (end === undefined)
        return { problem: 'not-a-zip' };
    const place = await placeOf(tail, end, tailStart, file);
    if (place === undefined)
        return { problem: 'damaged-zip' };
    if (place.bytes > recordBytes)
        return { problem: 'zip-directory-too-large', value: place.bytes, limit: recordBytes };
    const start = place.end - place.bytes;
    const directory = Buffer.from(await file.range(start, place.end));
    return readEntries(directory, place.count, start - place.offset, start) ?? { problem: 'damaged-zip' };
}
/** Where the record at the end is: the last one whose comment ends with the file, else the last one. */
function findEnd(tail) {
    let any;
    for (let at = tail.length - endBytes; at >= 0; at--) {
        if (tail.readUInt32LE(at) !== endMark)
            continue;
        if (at + endBytes + tail.readUInt16LE(at + 20) === tail.length)
            return at;
        any ??= at;
    }
    return any;
}
async function placeOf(tail, end, tailStart, file) {
    const place = {
        count: tail.readUInt16LE(end + 10),
        bytes: tail.readUInt32LE(end + 12),
        offset: tail.readUInt32LE(end + 16),
        end: tailStart + end,
    };
    const locator = end - locatorBytes;
    if (locator < 0 || tail.readUInt32LE(locator) !== locatorMark)
        return sound(place);
    const stated = Number(tail.readBigUInt64LE(locator + 8));
    if (!(stated + end64Bytes <= file.fileBytes))
        return undefined;
    const found = Buffer.from(await file.range(stated, stated + end64Bytes));
    if (found.length < end64Bytes || found.readUInt32LE(0) !== end64Mark)
        return undefined;
    return sound({
        count: Number(found.readBigUInt64LE(32)),
        bytes: Number(found.readBigUInt64LE(40)),
        offset: Number(found.readBigUInt64LE(48)),
        end: stated,
    });
}
function sound(place) {
    const start = place.end - place.bytes;
    return start >= 0 && start >= place.offset && place.count * entryBytes <= place.bytes ? place : undefined;
}
function readEntries(directory, count, before, start) {
    const entries = [];
    let at = 0;
    for (let index = 0; index < count; index++) {
        if (at + entryBytes > directory.length || directory.readUInt32LE(at) !== entryMark)
            return undefined;
        const flags = directory.readUInt16LE(at + 8);
        const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((from) => directory.readUInt16LE(at + from));
        const nameEnd = at + entryBytes + (nameBytes ?? 0);
        const extraEnd = nameEnd + (extraBytes ?? 0);
        if (extraEnd + (commentBytes ?? 0) > directory.length)
            return undefined;
        const extra = extraFields(directory.subarray(nameEnd, extraEnd));
        const sizes = {
            bytes: directory.readUInt32LE(at + 24),
            storedBytes: directory.readUInt32LE(at + 20),
            offset: directory.readUInt32LE(at + 42),
        };
        const { offset, ...lengths } = withZip64(sizes, extra.get(0x0001));
        entries.push({
            name: nameOf(directory.subarray(at + entryBytes, nameEnd), (flags & 0x0800) !== 0, extra.get(0x7075)),
            method: directory.readUInt16LE(at + 10),
            encrypted: (flags & 0x0001) !== 0,
            mode: directory.readUInt8(at + 5) === 3 ? directory.readUInt32LE(at + 38) >>> 16 : 0,
            crc: directory.readUInt32LE(at + 16),
            ...lengths,
            offset: before + offset < start ? before + offset : Number.NaN,
        });
        at = extraEnd + (commentBytes ?? 0);
    }
    return entries;
}
function extraFields(extra) {
    const fields = new Map();
    for (let at = 0; at + 4 <= extra.length;) {
        const end = at + 4 + extra.readUInt16LE(at + 2);
        if (!fields.has(extra.readUInt16LE(at)))
            fields.set(extra.readUInt16LE(at), extra.subarray(at + 4, end));
        at = end;
    }
    return fields;
}
/** Numbers that four bytes cannot hold stand in a field of their own, in this order. */
function withZip64(sizes, field) {
    let at = 0;
    const wide = (value) => {
        if (value !== 0xffffffff || field === undefined || at + 8 > field.length)
            return value;
        at += 8;
        return Number(field.readBigUInt64LE(at - 8));
    };
    const bytes = wide(sizes.bytes);
    const storedBytes = wide(sizes.storedBytes);
    return { bytes, storedBytes, offset: wide(sizes.offset) };
}
const utf8 = new TextDecoder();
/** Names without a flag are in the writer's own charset: most often UTF-8 all the same, else that of MS-DOS. */
function nameOf(bytes, isMarked, unicodePath) {
    if (unicodePath !== undefined && unicodePath.length > 5 && unicodePath[0] === 1)
        return utf8.decode(unicodePath.subarray(5));
    return isMarked || isUtf8(bytes) ? utf8.decode(bytes) : iconv.decode(bytes, 'cp437');
}
//# sourceMappingURL=zip-directory.js.map