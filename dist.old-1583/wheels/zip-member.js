import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createInflateRaw } from 'node:zlib';
import { MillraceError } from '../core/errors.js';
const endSignature = 0x06054b50;
const memberSignature = 0x02014b50;
const maxCommentBytes = 65_535;
const maxDirectoryBytes = 16 * 2 ** 20;
/**
 * Unpacks one member of a zip file to a new file with mode 0755, flushed to disk. Memory stays at a few buffers.
 * Throws MillraceError `zip-damaged` where the member is absent, packed otherwise than stored or deflated, or does
 * not give the recorded size and CRC-32. Format: PKWARE APPNOTE 6.3.10, without ZIP64 and encryption.
 */
export async function unpackZipMember(zipPath, name, outPath, progress) {
    const member = await findMember(zipPath, name);
    const dataStart = await withFile(zipPath, async (file) => {
        const header = await read(file, member.localHeader, 30);
        return member.localHeader + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
    });
    let bytes = 0;
    let crc = 0;
    const packed = createReadStream(zipPath, { start: dataStart, end: dataStart + member.packedBytes - 1 });
    const unpacker = member.method === 8 ? createInflateRaw({ chunkSize: 2 ** 20 }) : new PassThrough();
    const out = await open(outPath, 'wx', 0o755);
    try {
        await pipeline(packed, unpacker, async (pieces) => {
            for await (const piece of pieces) {
                bytes += piece.length;
                crc = crc32(piece, crc);
                if (bytes > member.bytes)
                    throw damaged(zipPath, `${name} is longer than recorded`);
                await out.writeFile(piece);
                progress(bytes, member.bytes);
            }
        });
        await out.sync();
    }
    catch (cause) {
        throw cause instanceof MillraceError ? cause : damaged(zipPath, `${name} cannot be unpacked`, cause);
    }
    finally {
        await out.close();
    }
    if (bytes !== member.bytes || crc !== member.crc)
        throw damaged(zipPath, `${name} has another size or CRC-32`);
}
async function findMember(zipPath, name) {
    return withFile(zipPath, async (file) => {
        const fileBytes = (await file.stat()).size;
        const tail = await read(file, Math.max(0, fileBytes - maxCommentBytes - 22), Math.min(fileBytes, maxCommentBytes + 22));
        let end = tail.length - 22;
        while (end >= 0 && tail.readUInt32LE(end) !== endSignature)
            end--;
        if (end < 0)
            throw damaged(zipPath, 'it is no zip file');
        const directoryBytes = tail.readUInt32LE(end + 12);
        if (directoryBytes > maxDirectoryBytes)
            throw damaged(zipPath, 'its directory is too large');
        const directory = await read(file, tail.readUInt32LE(end + 16), directoryBytes);
        for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === memberSignature;) {
            const nameBytes = directory.readUInt16LE(at + 28);
            const member = memberAt(directory, at);
            if (directory.toString('utf8', at + 46, at + 46 + nameBytes) === name) {
                if (member.method === 8 || member.method === 0)
                    return member;
                throw damaged(zipPath, `${name} is packed by method ${member.method}`);
            }
            at += 46 + nameBytes + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
        }
        throw damaged(zipPath, `it does not hold ${name}`);
    });
}
function memberAt(directory, at) {
    return {
        method: directory.readUInt16LE(at + 10),
        crc: directory.readUInt32LE(at + 16),
        packedBytes: directory.readUInt32LE(at + 20),
        bytes: directory.readUInt32LE(at + 24),
        localHeader: directory.readUInt32LE(at + 42),
    };
}
async function read(file, position, bytes) {
    const buffer = Buffer.alloc(bytes);
    const { bytesRead } = await file.read(buffer, 0, bytes, position);
    if (bytesRead !== bytes)
        throw new MillraceError('zip-damaged', 'the zip file ends too early');
    return buffer;
}
async function withFile(path, use) {
    const file = await open(path, 'r');
    try {
        return await use(file);
    }
    finally {
        await file.close();
    }
}
function damaged(zipPath, what, cause) {
    return new MillraceError('zip-damaged', `damaged zip file: ${what}`, { at: zipPath, cause });
}
//# sourceMappingURL=zip-member.js.map