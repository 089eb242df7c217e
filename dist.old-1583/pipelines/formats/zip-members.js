import { crc32 } from 'node:zlib';
import { isProblem } from '../reader.js';
import { bzip2Stream } from '../readers/bzip2-stream.js';
import { openDecoder } from '../readers/stream-decoder.js';
import { openCursor } from './byte-cursor.js';
const headerBytes = 30;
const headerMark = 0x04034b50;
const pieceBytes = 1 << 20;
const blockBytes = 64 * 1024;
const stored = 0;
const bzip2 = 12;
const decoders = { 8: 'deflate', 93: 'zstd' };
const typeMask = 0o170000;
const regularType = 0o100000;
/** Why a member's content is not read; undefined where it may be. */
export function problemOfEntry(entry, fileBytes) {
    const { encrypted, method, mode, bytes, storedBytes, offset } = entry;
    const type = mode & typeMask;
    if (type !== 0 && type !== regularType)
        return { problem: 'not-a-file', dropped: true };
    if (encrypted)
        return { problem: 'encrypted-member' };
    const known = method === stored || method === bzip2 || decoders[method] !== undefined;
    if (!known)
        return { problem: 'unsupported-method', value: method };
    return storedBytes <= fileBytes && bytes >= 0 && offset >= 0 ? undefined : { problem: 'damaged-member' };
}
/**
 * The content of a member, decompressed, in pieces. Ends with a Problem: `damaged-member` where its header is none, it
 * cannot be decompressed, or has another length or checksum than the directory says; `expansion-ratio`.
 * Memory: about 2 MiB.
 */
export async function* zipContent(file, entry, limits) {
    const damaged = { problem: 'damaged-member' };
    const header = Buffer.from(await file.range(entry.offset, Math.min(file.fileBytes, entry.offset + headerBytes)));
    if (header.length < headerBytes || header.readUInt32LE(0) !== headerMark)
        return yield damaged;
    const start = entry.offset + headerBytes + header.readUInt16LE(26) + header.readUInt16LE(28);
    if (start + entry.storedBytes > file.fileBytes)
        return yield damaged;
    const cursor = openCursor(ranges(file, start, start + entry.storedBytes));
    let [crc, length] = [0, 0];
    for await (const piece of expanded(cursor, entry.method)) {
        if (piece === null)
            return yield damaged;
        crc = crc32(piece, crc);
        length += piece.length;
        if (length > entry.bytes)
            return yield damaged;
        if (length > Math.max(limits.recordBytes, limits.expansionRatio * entry.storedBytes)) {
            const value = Math.ceil(length / Math.max(1, entry.storedBytes));
            return yield { problem: 'expansion-ratio', value, limit: limits.expansionRatio };
        }
        yield piece;
    }
    if (length !== entry.bytes || crc !== entry.crc)
        yield damaged;
}
async function* ranges({ range }, start, end) {
    for (let at = start; at < end; at += pieceBytes)
        yield range(at, Math.min(end, at + pieceBytes));
}
async function* cursorPieces(cursor) {
    for (;;) {
        const piece = await cursor.some(pieceBytes);
        if (piece.length === 0)
            return;
        yield piece;
    }
}
/** Null, the last, where the content is damaged. */
async function* expanded(cursor, method) {
    if (method === stored)
        return yield* cursorPieces(cursor);
    if (method === bzip2) {
        for await (const found of bzip2Stream(cursorPieces(cursor)))
            yield isProblem(found) ? null : found.piece;
        return;
    }
    const decoder = openDecoder(decoders[method] ?? 'deflate');
    try {
        while (decoder.state === 'open') {
            const block = await cursor.some(blockBytes);
            yield* block.length === 0 ? decoder.finish() : decoder.decode(block);
        }
        if (decoder.state === 'failed')
            yield null;
    }
    finally {
        decoder.close();
    }
}
//# sourceMappingURL=zip-members.js.map