import { setTimeout as pause } from 'node:timers/promises';
import { MillraceError } from '../../core/errors.js';
import { joinPieces } from '../join-pieces.js';
import { withoutStalls } from '../stalls.js';
import { HttpFailure, httpChanged, httpError, isPassing } from './http-errors.js';
import { httpGet } from './http-request.js';
import { parseHttpUrl } from './http-url.js';
/** Without a byte for so long, no further attempt is made. */
const patienceMs = 45_000;
const longestWaitMs = 10_000;
/** A server may never stop sending. */
const mostBytes = 64 * 2 ** 30;
/** What is read and thrown away to come to a range, where the server knows none. */
const mostSkipped = 64 * 2 ** 20;
/**
 * Opens a file of a web server. A connection that breaks or falls silent is opened again where it ended, for the same
 * file: one that was replaced meanwhile is `http-changed`. Cost: a request for each `read` and `range`.
 *
 * @throws {MillraceError} as `parseHttpUrl` and `httpError` tell, as it is read
 */
export function openHttpFile(address) {
    const live = new Set();
    let version;
    let closed = false;
    async function answerAt(url, start, end) {
        const answer = await ask(url, start, end, version);
        if (answer === undefined)
            return undefined;
        if (version !== undefined && answer.version !== version) {
            answer.body.destroy();
            throw httpChanged(url);
        }
        version ??= answer.version;
        return answer;
    }
    async function* read(start = 0, end) {
        const url = parseHttpUrl(address);
        const stop = end ?? Number.POSITIVE_INFINITY;
        let at = start;
        let patient = performance.now() + patienceMs;
        for (let waitMs = 100; at < stop; waitMs = Math.min(2 * waitMs, longestWaitMs)) {
            let failure;
            try {
                const answer = await answerAt(url, at, end);
                if (answer === undefined)
                    return;
                if (end !== undefined && answer.before > mostSkipped)
                    throw noRanges(url);
                live.add(answer.body);
                let skip = answer.before;
                try {
                    for await (const piece of withoutStalls(answer.body)) {
                        const wanted = piece.subarray(Math.min(skip, piece.length), Math.min(piece.length, skip + stop - at));
                        skip -= Math.min(skip, piece.length);
                        at += wanted.length;
                        if (at > mostBytes)
                            throw tooLarge(url);
                        if (wanted.length > 0)
                            yield wanted;
                        if (at >= stop)
                            return;
                        waitMs = 50;
                        patient = performance.now() + patienceMs;
                    }
                    if (answer.body.complete && (answer.total === undefined || at >= Math.min(answer.total, stop)))
                        return;
                }
                finally {
                    live.delete(answer.body);
                    answer.body.destroy();
                }
            }
            catch (error) {
                if (!isPassing(error))
                    throw httpError(error, url);
                failure = error;
            }
            if (closed)
                return;
            if (performance.now() > patient)
                throw httpError(failure ?? new HttpFailure(0), url);
            const wanted = failure instanceof HttpFailure ? failure.retryAfterMs : 0;
            await pause(Math.min(longestWaitMs, Math.max(waitMs, wanted)));
        }
    }
    return {
        read,
        range: (start, end) => (end > start ? joinPieces(read(start, end)) : Promise.resolve(new Uint8Array())),
        size: async () => {
            const url = parseHttpUrl(address);
            try {
                const answer = await answerAt(url, 0, 1);
                answer?.body.destroy();
                return answer === undefined ? 0 : answer.total;
            }
            catch (error) {
                throw httpError(error, url);
            }
        },
        close: async () => {
            closed = true;
            for (const body of live)
                body.destroy();
        },
    };
}
/** Undefined where the file ends before `start`. */
async function ask(url, start, end, version) {
    const whole = start === 0 && end === undefined;
    const range = whole ? {} : { range: `bytes=${start}-${end === undefined ? '' : end - 1}` };
    const body = await httpGet(url, { ...range, ...(version === undefined || whole ? {} : { 'if-range': version }) });
    const { statusCode: status = 0, headers } = body;
    const etag = headers.etag?.startsWith('W/') === true ? undefined : headers.etag;
    const found = { body, version: etag ?? headers['last-modified'] };
    const length = headers['content-length'] === undefined ? undefined : Number(headers['content-length']);
    if (status === 200)
        return { ...found, before: start, total: length };
    if (status === 206) {
        const [, from, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers['content-range'] ?? '') ?? [];
        if (Number(from) === start)
            return { ...found, before: 0, total: total === '*' ? undefined : Number(total) };
    }
    body.destroy();
    if (status === 416)
        return undefined;
    throw new HttpFailure(status, 1000 * (Number(headers['retry-after']) || 0));
}
function noRanges({ host, origin, pathname }) {
    return new MillraceError('http-failed', `${host} gives no part of a file by itself`, {
        at: `${origin}${pathname}`,
        hint: 'Formats such as Parquet and ZIP need a server that honours ranges: fetch the file first.',
    });
}
function tooLarge({ host, origin, pathname }) {
    return new MillraceError('http-too-large', `a file of ${host} has more than 64 GiB`, { at: `${origin}${pathname}` });
}
//# sourceMappingURL=http-file.js.map