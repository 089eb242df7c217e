import { joinBytes } from '../../core/join-bytes.js';
import { isProblem } from '../reader.js';
/** As much of a line as its kind is told from. */
const headBytes = 256;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
/**
 * The messages of a mailbox. Each begins behind a line `From sender date` that stands at the beginning or after a blank
 * line; since bodies may hold such lines unquoted, it must name a time. Text before the first such line is
 * `not-a-mailbox`; a message of more than `recordBytes` is `record-too-large`, and reading goes on behind it. A problem
 * of the stream takes the place of the message in which it happens. Memory: one message.
 * Source: RFC 4155, appendix A
 */
export async function* mboxMessages(stream, recordBytes) {
    let parts = [];
    let length = 0;
    let number = 0;
    let afterBlank = true;
    const end = () => {
        const [held, bytes] = [parts, length];
        parts = [];
        length = 0;
        if (number === 0)
            return bytes === 0 ? undefined : { number, problem: 'not-a-mailbox' };
        if (bytes > recordBytes)
            return { number, problem: 'record-too-large', value: bytes, limit: recordBytes };
        return { number, bytes: withoutBlankEnd(joinBytes(held)) };
    };
    for await (const part of lineParts(stream)) {
        if (isProblem(part))
            return yield { number: Math.max(1, number), ...part };
        const { bytes, begins } = part;
        if (begins && afterBlank && isSeparator(bytes)) {
            const message = end();
            if (message !== undefined)
                yield message;
            number++;
            afterBlank = false;
            continue;
        }
        if (begins)
            afterBlank = isBlank(bytes);
        // Blank lines before the first message are nothing.
        if (number === 0 && length === 0 && afterBlank)
            continue;
        length += bytes.length;
        if (length <= recordBytes && number > 0)
            parts.push(bytes);
        else
            parts = [];
    }
    const last = end();
    if (last !== undefined)
        yield last;
}
/**
 * A message without the `>` that was put before lines which begin with `From `, as mboxrd and mboxo do it: `>From` gets
 * `From`, `>>From` gets `>From`.
 * Source: https://doc.dovecot.org/latest/core/config/mailbox/formats/mbox.html
 */
export function withoutFromQuotes(message) {
    const quoted = [];
    for (let at = message.indexOf(quote); at >= 0; at = message.indexOf(quote, at + 1)) {
        if (at > 0 && message[at - 1] !== lineFeed)
            continue;
        let after = at;
        while (message[after] === quote)
            after++;
        if (beginsWithFrom(message, after))
            quoted.push(at);
        at = after - 1;
    }
    if (quoted.length === 0)
        return message;
    const kept = [-1, ...quoted].map((at, index) => message.subarray(at + 1, quoted[index] ?? message.length));
    return joinBytes(kept);
}
const quote = 0x3e;
const from = [0x46, 0x72, 0x6f, 0x6d, 0x20];
function beginsWithFrom(bytes, at) {
    return from.every((byte, index) => bytes[at + index] === byte);
}
const latin1 = new TextDecoder('latin1');
function isSeparator(line) {
    return beginsWithFrom(line, 0) && /\d{1,2}:\d{2}/.test(latin1.decode(line.subarray(0, headBytes)));
}
function isBlank(line) {
    return line[0] === lineFeed || (line[0] === carriageReturn && line[1] === lineFeed);
}
/** The blank line before the next separator is no part of the message. */
function withoutBlankEnd(message) {
    for (const end of ['\n\n', '\r\n\r\n']) {
        const tail = latin1.decode(message.subarray(-end.length));
        if (tail === end)
            return message.subarray(0, -end.length / 2);
    }
    return message;
}
/** Lines, long ones in parts of which the first has at least 256 bytes; a line's end belongs to it. */
async function* lineParts(stream) {
    let held = new Uint8Array();
    let begins = true;
    for await (const piece of stream) {
        if (isProblem(piece))
            return yield piece;
        const bytes = held.length === 0 ? piece : joinBytes([held, piece]);
        let at = 0;
        for (let end = bytes.indexOf(lineFeed); end >= 0; end = bytes.indexOf(lineFeed, at)) {
            yield { bytes: bytes.subarray(at, end + 1), begins };
            begins = true;
            at = end + 1;
        }
        held = bytes.subarray(at);
        if (begins && held.length < headBytes)
            continue;
        if (held.length > 0)
            yield { bytes: held, begins };
        begins = false;
        held = new Uint8Array();
    }
    if (held.length > 0)
        yield { bytes: held, begins };
}
//# sourceMappingURL=mbox-messages.js.map