import { isProblem } from '../reader.js';
import { readHeaderLines, readLine } from './header-lines.js';
import { httpContent } from './http-content.js';
import { readWarcHead, targetOf } from './warc-records.js';
/**
 * The records of a WARC, in order. A problem, which has the number of the record that it is met in, is the last. What of
 * a record is not asked for is passed over.
 */
export async function* warcResponses(cursor, { recordBytes }) {
    for (let number = 1;; number++) {
        const head = await readWarcHead(cursor);
        if (head === null)
            return;
        if (isProblem(head))
            return yield { number, ...head };
        const end = cursor.offset + head.length;
        const http = await httpHead(cursor, head.headers, head.length);
        let told = false;
        const content = async () => {
            const length = end - cursor.offset;
            if (length > recordBytes)
                return { problem: 'record-too-large', value: length, limit: recordBytes };
            const body = await cursor.take(length);
            told = body.length < length;
            if (told)
                return cursor.problem ?? { problem: 'truncated-warc' };
            return http === undefined ? { problem: 'corrupt-http' } : httpContent(body, http.headers, recordBytes);
        };
        // Common Crawl says what it found where the server said nothing.
        const identified = http === undefined ? '' : head.headers.get('warc-identified-payload-type');
        const contentType = http?.headers.get('content-type') ?? identified ?? '';
        const kind = http?.found ? kindOf(contentType) : 'other';
        const { offset, headers } = head;
        yield { number, offset, kind, target: targetOf(head), headers, contentType, content };
        if (told)
            return;
        const rest = end - cursor.offset;
        if ((await cursor.skip(rest)) < rest) {
            return yield { number, ...(cursor.problem ?? { problem: 'truncated-warc' }) };
        }
    }
}
function kindOf(contentType) {
    if (/^(text\/html|application\/xhtml\+xml)\b/i.test(contentType))
        return 'page';
    if (/^text\/plain\b/i.test(contentType))
        return 'text';
    return /^image\//i.test(contentType) ? 'image' : 'other';
}
/**
 * The head of the message in a record: the server's for a response, the record's own for a resource and for a
 * conversion, which is what Common Crawl calls the text of a page. Undefined for other records, and where it is none.
 */
async function httpHead(cursor, headers, length) {
    const type = headers.get('warc-type');
    if (type === 'resource' || type === 'conversion') {
        return { headers: new Map([['content-type', headers.get('content-type') ?? '']]), found: true };
    }
    if (type !== 'response' || length === 0)
        return undefined;
    const end = cursor.offset + length;
    const status = /^HTTP\/\d(?:\.\d)?\s+(\d{3})/i.exec((await readLine(cursor, length)) ?? '');
    if (status === null)
        return undefined;
    const found = await readHeaderLines(cursor, end - cursor.offset);
    return found === 'malformed' ? undefined : { headers: found, found: status[1] === '200' };
}
//# sourceMappingURL=warc-responses.js.map