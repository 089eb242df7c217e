import { joinBytes } from '../../core/join-bytes.js';
import { isProblem } from '../reader.js';
import { readPaxRecords, readTarHeader, sparseGoesOn, tarBlockBytes } from './tar-header.js';
const nameBytes = 64 * 1024;
const paxBytes = 1 << 20;
const regular = new Set(['0', '7']);
/** Headers that tell of the next member, or (`g`) of all: pax, GNU's long names and long links. */
const extensions = new Set(['x', 'X', 'g', 'L', 'K']);
/** A folder, an incremental dump's folder, a volume's label: nothing of a data set. */
const without = new Set(['5', 'D', 'V']);
/**
 * The members of a tar in order, held: those longer than `recordBytes` are `record-too-large`. Else as {@link tarEntries}.
 * Memory: one member.
 */
export async function* tarMembers(cursor, { recordBytes }) {
    for await (const entry of tarEntries(cursor)) {
        const { name, number } = entry;
        if (isProblem(entry)) {
            yield entry;
            continue;
        }
        const fits = entry.size <= recordBytes;
        const parts = [];
        for await (const piece of entry.pieces()) {
            if (isProblem(piece))
                return yield { name, number, ...piece };
            if (fits)
                parts.push(piece);
        }
        yield fits
            ? { name, number, bytes: joinBytes(parts) }
            : { name, number, problem: 'record-too-large', value: entry.size, limit: recordBytes };
    }
}
/**
 * The members of a tar in order. Links, devices and pipes are `not-a-file`; members with holes `sparse-file`. A header
 * that is none ends the archive as `corrupt-tar`, an archive that ends within a member as `truncated-tar`; the stream's
 * own problem ends it too. Blocks of zeros are passed over, so archives that follow each other are one.
 */
export async function* tarEntries(cursor) {
    let extension = {};
    let number = 1;
    let padding = 0;
    for (;;) {
        if ((await cursor.skip(padding)) < padding)
            return yield { name: '', number, ...endOf(cursor) };
        const block = await cursor.take(tarBlockBytes);
        if (block.length < tarBlockBytes) {
            const cut = block.length > 0 || cursor.offset === 0 || Object.keys(extension).length > 0;
            if (cut || cursor.problem !== undefined)
                yield { name: '', number, ...endOf(cursor) };
            return;
        }
        padding = 0;
        const header = readTarHeader(block);
        if (header === null)
            continue;
        const describesNext = header !== undefined && extensions.has(header.type);
        const size = (describesNext ? undefined : extension.size) ?? header?.size ?? Number.NaN;
        if (header === undefined || !Number.isSafeInteger(size) || size < 0) {
            return yield { name: '', number, problem: 'corrupt-tar' };
        }
        if (describesNext) {
            extension = await readExtension(cursor, header, extension);
            continue;
        }
        if (header.extended)
            while (sparseGoesOn(await cursor.take(tarBlockBytes)))
                ;
        // The links of some dialects state the length of the file that they name, and hold none of it.
        const held = /[1-6]/.test(header.type) ? 0 : size;
        const name = extension.name ?? header.name;
        const problem = problemOf(header, name, extension);
        extension = {};
        const end = cursor.offset + held;
        const isMember = !without.has(header.type) && !(regular.has(header.type) && name.endsWith('/'));
        const cut = { told: false };
        if (isMember && problem === undefined) {
            yield { name, number, size: held, pieces: () => contentOf(cursor, end, cut) };
        }
        if (cut.told)
            return;
        await cursor.skip(end - cursor.offset);
        if (cursor.offset < end)
            return yield { name, number, ...endOf(cursor) };
        padding = (tarBlockBytes - (held % tarBlockBytes)) % tarBlockBytes;
        if (!isMember)
            continue;
        if (problem !== undefined)
            yield { name, number, ...problem };
        number++;
    }
}
async function* contentOf(cursor, end, cut) {
    while (cursor.offset < end) {
        const piece = await cursor.some(end - cursor.offset);
        if (piece.length === 0) {
            cut.told = true;
            return yield endOf(cursor);
        }
        yield piece;
    }
}
function endOf(cursor) {
    return cursor.problem ?? { problem: 'truncated-tar' };
}
function problemOf({ type }, name, extension) {
    if (extension.problem !== undefined)
        return extension.problem;
    if (type === 'S' || extension.sparse)
        return { problem: 'sparse-file' };
    if (!regular.has(type))
        return { problem: 'not-a-file' };
    return name.length > nameBytes ? { problem: 'name-too-long', value: name.length, limit: nameBytes } : undefined;
}
const utf8 = new TextDecoder();
/** What is known of the next member after a header that is not a member's own. */
async function readExtension(cursor, { type, size }, before) {
    const padded = Math.ceil(size / tarBlockBytes) * tarBlockBytes;
    const limit = type === 'L' || type === 'K' ? nameBytes : paxBytes;
    if (size > limit) {
        await cursor.skip(padded);
        return { ...before, problem: { problem: 'tar-header-too-large', value: size, limit } };
    }
    const bytes = (await cursor.take(padded)).subarray(0, size);
    if (type === 'K' || type === 'g')
        return before;
    if (type === 'L')
        return { ...before, name: utf8.decode(bytes).replace(/\0.*$/s, '') };
    return paxExtension(bytes, before);
}
function paxExtension(bytes, before) {
    const records = readPaxRecords(bytes);
    if (records === undefined)
        return { ...before, problem: { problem: 'corrupt-tar-header' } };
    const [name, size] = [records.get('path'), records.get('size')];
    return {
        ...before,
        ...(name === undefined ? {} : { name }),
        ...(size === undefined ? {} : { size: /^\d+$/.test(size) ? Number(size) : Number.NaN }),
        ...([...records.keys()].some((key) => key.startsWith('GNU.sparse.')) ? { sparse: true } : {}),
    };
}
//# sourceMappingURL=tar-members.js.map