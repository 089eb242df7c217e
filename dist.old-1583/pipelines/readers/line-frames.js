import { isProblem } from '../reader.js';
const chunkFrames = 1000;
const chunkBytes = 4 << 20;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const byteOrderMark = [0xef, 0xbb, 0xbf];
/**
 * One frame for each line that holds more than spaces and tabs. A line ends at LF, CRLF or the end of the stream; its
 * end and a UTF-8 byte order mark at the start of line 1 are not part of it. A line of more than `recordBytes` bytes
 * gives the Problem `record-too-large`, and reading goes on behind it; no more than `recordBytes` are held. A Problem of
 * the stream takes the place of the line in which it happens.
 */
export async function* lineFrames(key, firstLine, stream, limits) {
    const line = openLine(limits.recordBytes, firstLine === 1);
    let frames = [];
    let bytes = 0;
    let number = firstLine;
    const take = () => {
        const taken = frames;
        frames = [];
        bytes = 0;
        return taken;
    };
    const endLine = () => {
        const ended = line.end();
        if (ended !== undefined)
            frames.push({ source: `${key}:${number}`, ...ended });
        if (ended !== undefined && 'bytes' in ended)
            bytes += ended.bytes.length;
        number++;
    };
    for await (const piece of stream) {
        if (isProblem(piece)) {
            frames.push({ source: `${key}:${number}`, ...piece });
            yield take();
            return;
        }
        let from = 0;
        for (let at = piece.indexOf(lineFeed); at >= 0; at = piece.indexOf(lineFeed, from)) {
            line.add(piece.subarray(from, at));
            endLine();
            from = at + 1;
            if (frames.length >= chunkFrames || bytes >= chunkBytes)
                yield take();
        }
        line.add(piece.subarray(from));
    }
    endLine();
    if (frames.length > 0)
        yield take();
}
/** The line being read: its parts while it fits, only its length once it does not. */
function openLine(limit, startsFile) {
    // A byte order mark and a carriage return do not count, and are known only when the line is whole.
    const held = limit + byteOrderMark.length + 1;
    let parts = [];
    let length = 0;
    let first = startsFile;
    return {
        add(part) {
            if (part.length === 0)
                return;
            length += part.length;
            if (length <= held)
                parts.push(part);
            else
                parts = [];
        },
        /** The line without its end, or what is wrong with it; undefined where it is blank. */
        end() {
            const whole = parts.length === 1 ? parts[0] : Buffer.concat(parts);
            const [total, atStart] = [length, first];
            parts = [];
            length = 0;
            first = false;
            if (total > held || whole === undefined)
                return { problem: 'record-too-large', value: total, limit };
            const from = atStart && byteOrderMark.every((byte, i) => whole[i] === byte) ? byteOrderMark.length : 0;
            const to = whole.at(-1) === carriageReturn ? whole.length - 1 : whole.length;
            const bytes = whole.subarray(from, Math.max(from, to));
            if (bytes.length > limit)
                return { problem: 'record-too-large', value: bytes.length, limit };
            return isBlank(bytes) ? undefined : { bytes };
        },
    };
}
function isBlank(bytes) {
    for (const byte of bytes)
        if (byte !== 0x20 && byte !== 0x09)
            return false;
    return true;
}
//# sourceMappingURL=line-frames.js.map