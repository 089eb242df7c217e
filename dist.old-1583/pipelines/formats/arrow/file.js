import { rootTable } from './flatbuffer.js';
import { fileMagic, readMessage } from './messages.js';
const tailBytes = 10;
const blockBytes = 24;
const latin1 = new TextDecoder('latin1');
/** Whether a file begins as the file format does; a stream does not. Cost: one read. */
export async function isArrowFile(file) {
    return latin1.decode(await file.range(0, Math.min(file.fileBytes, fileMagic.length))) === fileMagic;
}
/**
 * The messages of an Arrow IPC file by its footer: schema, dictionaries, record batches. Problems: `truncated-arrow`
 * where there is no footer, `damaged-arrow`.
 * Source: Arrow Columnar Format 1.5, "IPC File Format", File.fbs
 */
export async function* fileMessages(file, { recordBytes }) {
    const damaged = { problem: 'damaged-arrow' };
    const { fileBytes } = file;
    if (fileBytes < tailBytes)
        return yield { problem: 'truncated-arrow' };
    const tail = await file.range(fileBytes - tailBytes, fileBytes);
    if (latin1.decode(tail.subarray(4)) !== fileMagic)
        return yield { problem: 'truncated-arrow' };
    const length = new DataView(tail.buffer, tail.byteOffset).getInt32(0, true);
    if (length <= 0 || length > fileBytes - tailBytes)
        return yield damaged;
    if (length > recordBytes)
        return yield { problem: 'footer-too-large', value: length, limit: recordBytes };
    const footer = await file.range(fileBytes - tailBytes - length, fileBytes - tailBytes);
    const read = readFooter(footer, fileBytes);
    if (read === undefined)
        return yield damaged;
    yield { ...read.schema, body: async () => new Uint8Array() };
    for (const { offset, metadataBytes, bodyBytes } of read.blocks) {
        const message = messageOf(await file.range(offset, offset + metadataBytes));
        if (message === undefined || message.bodyBytes > bodyBytes)
            return yield damaged;
        const start = offset + metadataBytes;
        yield { ...message, body: () => file.range(start, start + message.bodyBytes) };
    }
}
function readFooter(bytes, fileBytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    try {
        const footer = rootTable(view);
        const table = footer.table(1);
        if (table === undefined)
            return undefined;
        const blocks = [2, 3].flatMap((field) => {
            const { count, at } = footer.structs(field, blockBytes);
            return Array.from({ length: count }, (_, index) => {
                const place = at(index);
                return {
                    offset: Number(view.getBigInt64(place, true)),
                    metadataBytes: view.getInt32(place + 8, true),
                    bodyBytes: Number(view.getBigInt64(place + 16, true)),
                };
            });
        });
        const inside = blocks.every(({ offset, metadataBytes, bodyBytes }) => offset >= 0 && metadataBytes > 0 && bodyBytes >= 0 && offset + metadataBytes + bodyBytes <= fileBytes);
        // Blocks that lie over each other would give the same rows again and again.
        const total = blocks.reduce((sum, { metadataBytes, bodyBytes }) => sum + metadataBytes + bodyBytes, 0);
        if (!inside || total > fileBytes)
            return undefined;
        return { schema: { kind: 'schema', table, view, bodyBytes: 0 }, blocks };
    }
    catch (error) {
        if (error instanceof RangeError)
            return undefined;
        throw error;
    }
}
/** A block's metadata begin with their length, after a mark in all but old files. */
function messageOf(bytes) {
    if (bytes.length < 8)
        return undefined;
    const marked = new DataView(bytes.buffer, bytes.byteOffset).getInt32(0, true) === -1;
    return readMessage(bytes.subarray(marked ? 8 : 4));
}
//# sourceMappingURL=file.js.map