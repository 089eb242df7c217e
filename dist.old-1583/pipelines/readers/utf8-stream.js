import { TextDecoder } from 'node:util';
import iconv from 'iconv-lite';
import { isProblem } from '../reader.js';
import { decodeText } from './charset.js';
const sampleBytes = 64 * 1024;
/**
 * A text file as UTF-8 without a byte order mark, so that its lines and delimiters can be found in bytes. The charset is
 * that of `decodeText` for its first 64 KiB. Bytes of a file that looks like UTF-8 pass as they are, broken ones too.
 */
export async function* utf8Stream(stream, declared) {
    let decoder;
    for await (const piece of withSample(stream)) {
        if (isProblem(piece))
            return yield piece;
        decoder ??= openDecoder(piece, declared);
        yield decoder.write(piece);
    }
    const rest = decoder?.end();
    if (rest !== undefined && rest.length > 0)
        yield rest;
}
const byteOrderMark = [0xef, 0xbb, 0xbf];
function openDecoder(sample, declared) {
    const { charset } = decodeText(sample, declared);
    if (charset === 'utf-8') {
        let first = true;
        return {
            write: (piece) => {
                const marked = first && byteOrderMark.every((byte, at) => piece[at] === byte);
                first = false;
                return marked ? piece.subarray(byteOrderMark.length) : piece;
            },
            end: () => undefined,
        };
    }
    const decode = textDecoder(charset);
    return {
        write: (piece) => Buffer.from(decode.write(piece)),
        end: () => Buffer.from(decode.end()),
    };
}
function textDecoder(charset) {
    try {
        const decoder = new TextDecoder(charset);
        return { write: (piece) => decoder.decode(piece, { stream: true }), end: () => decoder.decode() };
    }
    catch {
        // A charset that the platform lacks, such as UTF-32.
        const decoder = iconv.getDecoder(charset);
        return { write: (piece) => decoder.write(Buffer.from(piece)), end: () => decoder.end() ?? '' };
    }
}
/** The stream, with a first piece of 64 KiB where there are so many bytes. */
async function* withSample(stream) {
    let held = [];
    let length = 0;
    for await (const piece of stream) {
        if (held === undefined)
            yield piece;
        else if (isProblem(piece)) {
            if (length > 0)
                yield Buffer.concat(held);
            return yield piece;
        }
        else {
            held.push(piece);
            length += piece.length;
            if (length < sampleBytes)
                continue;
            const whole = Buffer.concat(held);
            held = undefined;
            yield whole.subarray(0, sampleBytes);
            if (length > sampleBytes)
                yield whole.subarray(sampleBytes);
        }
    }
    if (held !== undefined && length > 0)
        yield Buffer.concat(held);
}
//# sourceMappingURL=utf8-stream.js.map