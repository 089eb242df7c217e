import { joinBytes } from '../../core/join-bytes.js';
import { isProblem } from '../reader.js';
const lineFeed = 0x0a;
export function openCursor(stream) {
    const pieces = stream[Symbol.asyncIterator]();
    let piece = new Uint8Array();
    let at = 0;
    let ended = false;
    const cursor = { offset: 0, problem: undefined, take, some, back, skip, line, close };
    return cursor;
    /** False at the end of the stream. */
    async function hasMore() {
        while (at === piece.length && !ended) {
            const next = await pieces.next();
            if (next.done)
                ended = true;
            else if (isProblem(next.value)) {
                cursor.problem = next.value;
                ended = true;
            }
            else {
                piece = next.value;
                at = 0;
            }
        }
        return at < piece.length;
    }
    function advance(length) {
        const part = piece.subarray(at, at + length);
        at += part.length;
        cursor.offset += part.length;
        return part;
    }
    async function take(length) {
        // The length may be a lie: memory grows with what really comes.
        const parts = [];
        let taken = 0;
        while (taken < length && (await hasMore())) {
            const part = advance(length - taken);
            parts.push(part);
            taken += part.length;
        }
        return joinBytes(parts);
    }
    async function some(length) {
        return (await hasMore()) ? advance(length) : new Uint8Array();
    }
    function back(length) {
        at -= length;
        cursor.offset -= length;
    }
    async function skip(length) {
        let skipped = 0;
        while (skipped < length && (await hasMore()))
            skipped += advance(length - skipped).length;
        return skipped;
    }
    async function line(limit) {
        const parts = [];
        let taken = 0;
        while (await hasMore()) {
            const within = piece.subarray(at, at + limit - taken);
            const end = within.indexOf(lineFeed);
            const part = advance(end < 0 ? within.length : end + 1);
            parts.push(part);
            taken += part.length;
            if (end >= 0)
                break;
            if (taken >= limit)
                return undefined;
        }
        return joinBytes(parts);
    }
    async function close() {
        await pieces.return?.();
    }
}
//# sourceMappingURL=byte-cursor.js.map