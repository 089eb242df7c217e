import { joinBytes } from '../../core/join-bytes.js';
import { isProblem } from '../reader.js';
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const quote = 0x22;
/**
 * The records of a CSV file: a record ends at a line's end that is not between quotes, so an open quote takes all that
 * follows. A quote opens only where a field begins. Blank lines are none. A record of more than `recordBytes` is `record-too-large` and reading goes on behind it.
 * A problem of the stream takes the place of the record in which it happens. Memory: one record.
 * Source: RFC 4180
 */
export async function* csvRecords(stream, delimiter, recordBytes) {
    const scan = openScan(delimiter.charCodeAt(0));
    let parts = [];
    let length = 0;
    let line = 1;
    let firstLine = 1;
    const add = (part) => {
        if (part.length === 0)
            return;
        length += part.length;
        // A carriage return before the line's end does not count, and is known to be one only there.
        if (length <= recordBytes + 1)
            parts.push(part);
        else
            parts = [];
    };
    const end = () => {
        const whole = length <= recordBytes + 1 ? joinBytes(parts) : undefined;
        const record = whole?.at(-1) === carriageReturn ? whole.subarray(0, -1) : whole;
        const problem = { problem: 'record-too-large', value: length, limit: recordBytes };
        const ended = record === undefined || record.length > recordBytes ? problem : { bytes: record };
        const placed = { line: firstLine, ...ended };
        parts = [];
        length = 0;
        firstLine = line;
        return record?.length === 0 ? undefined : placed;
    };
    for await (const piece of stream) {
        if (isProblem(piece))
            return yield { line: firstLine, ...piece };
        let from = 0;
        for (let at = 0; at < piece.length; at++) {
            if (piece[at] === lineFeed)
                line++;
            if (!scan.ends(piece[at]))
                continue;
            add(piece.subarray(from, at));
            from = at + 1;
            const record = end();
            if (record !== undefined)
                yield record;
        }
        add(piece.subarray(from));
    }
    const last = end();
    if (last !== undefined)
        yield last;
}
const byteOrderMark = [0xef, 0xbb, 0xbf];
/** Where records end, told byte by byte. */
function openScan(delimiter) {
    let quoted = false;
    let fieldBegins = true;
    let closedJustNow = false;
    let offset = 0;
    return {
        ends(byte) {
            if (offset < byteOrderMark.length && byte === byteOrderMark[offset]) {
                offset++;
                return false;
            }
            offset = byteOrderMark.length;
            const isQuote = byte === quote;
            if (quoted) {
                quoted = !isQuote;
                closedJustNow = isQuote;
                fieldBegins = false;
                return false;
            }
            // A quote right after one that closed is a quote within the field.
            quoted = isQuote && (fieldBegins || closedJustNow);
            closedJustNow = false;
            fieldBegins = byte === delimiter || byte === lineFeed;
            return byte === lineFeed;
        },
    };
}
//# sourceMappingURL=csv-records.js.map