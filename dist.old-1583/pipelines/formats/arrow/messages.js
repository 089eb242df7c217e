import { rootTable } from './flatbuffer.js';
export const fileMagic = 'ARROW1';
const kinds = ['other', 'schema', 'dictionary', 'batch'];
/** `MetadataVersion.V4` of 2017 and V5 differ in unions alone. */
const versions = new Set([3, 4]);
const latin1 = new TextDecoder('latin1');
/**
 * The messages of a stream; of a file too, which mostly is a stream between its magic and its footer. What is left of a
 * body is passed over. A Problem is the last: `damaged-arrow`, `truncated-arrow`, or the stream's own.
 * Source: Arrow Columnar Format 1.5, "Encapsulated message format", "IPC File Format"
 */
export async function* arrowMessages(cursor, { recordBytes }) {
    const damaged = { problem: 'damaged-arrow' };
    const cut = () => cursor.problem ?? { problem: 'truncated-arrow' };
    const head = await cursor.take(8);
    const isFile = latin1.decode(head.subarray(0, fileMagic.length)) === fileMagic;
    let prefix = isFile ? await cursor.take(8) : head;
    for (let first = true;; first = false) {
        // A stream may end without its end mark.
        if (prefix.length === 0 && !first && cursor.problem === undefined)
            return;
        if (prefix.length < 4)
            return yield cut();
        const words = new DataView(prefix.buffer, prefix.byteOffset, prefix.byteLength);
        const marked = words.getInt32(0, true) === -1;
        if (marked && prefix.length < 8)
            return yield cut();
        // Until version 0.15 messages began with their length.
        const length = words.getInt32(marked ? 4 : 0, true);
        if (length === 0)
            return;
        if (length < 0 || length > recordBytes)
            return yield damaged;
        const rest = await cursor.take(length - (marked ? 0 : prefix.length - 4));
        const metadata = marked ? rest : joined(prefix.subarray(4), rest);
        if (metadata.length < length)
            return yield cut();
        const message = readMessage(metadata);
        if (message === undefined)
            return yield damaged;
        const end = cursor.offset + message.bodyBytes;
        yield { ...message, body: () => cursor.take(message.bodyBytes) };
        await cursor.skip(end - cursor.offset);
        if (cursor.offset < end)
            return yield cut();
        prefix = await cursor.take(8);
    }
}
function joined(a, b) {
    const bytes = new Uint8Array(a.length + b.length);
    bytes.set(a);
    bytes.set(b, a.length);
    return bytes;
}
/** The message that metadata describe, without its body; undefined where they are none. */
export function readMessage(metadata) {
    const view = new DataView(metadata.buffer, metadata.byteOffset, metadata.byteLength);
    try {
        const message = rootTable(view);
        const table = message.table(2);
        const bodyBytes = message.int64(3, 0);
        if (table === undefined || bodyBytes < 0 || !versions.has(message.int16(0, 0)))
            return undefined;
        return { kind: kinds[message.int8(1, 0)] ?? 'other', table, view, bodyBytes };
    }
    catch (error) {
        if (error instanceof RangeError)
            return undefined;
        throw error;
    }
}
//# sourceMappingURL=messages.js.map