import { MillraceError } from '../../core/errors.js';
/** What a server said that is no file; `status` 0 where nothing came. */
export class HttpFailure extends Error {
    status;
    /** When to ask again, from now, where the server says. */
    retryAfterMs;
    constructor(status, retryAfterMs = 0) {
        super(`HTTP ${status}`);
        this.status = status;
        this.retryAfterMs = retryAfterMs;
    }
}
/** True where asking again may help: the way failed, or the server is busy. */
export function isPassing(error) {
    if (error instanceof MillraceError)
        return false;
    return !(error instanceof HttpFailure) || [0, 408, 425, 429, 500, 502, 503, 504].includes(error.status);
}
/**
 * The error of a request as a person needs it: which host, what it said, what to do. The address without its query, which
 * may hold a key.
 *
 * Codes: `http-unreachable`, `http-failed`; and of one address `http-not-found`, `http-denied`, `http-changed`,
 * `http-too-large`.
 */
export function httpError(error, { origin, pathname, host }) {
    if (error instanceof MillraceError)
        return error;
    const at = `${origin}${pathname}`;
    if (!(error instanceof HttpFailure)) {
        const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
        return new MillraceError('http-unreachable', `no answer from ${host}: ${code ?? 'timed out'}`, {
            at,
            hint: 'Look at the address and the network, and run the same command again: it goes on.',
        });
    }
    const { status } = error;
    if (status === 404 || status === 410)
        return new MillraceError('http-not-found', `${host} has no such file`, { at });
    if (status === 401 || status === 403 || status === 407 || status === 451) {
        return new MillraceError('http-denied', `${host} does not give the file to everybody: HTTP ${status}`, { at });
    }
    return new MillraceError('http-failed', `${host} failed: HTTP ${status}`, {
        at,
        hint: 'Run the same command again: it goes on.',
    });
}
export function httpChanged({ origin, pathname, host }) {
    return new MillraceError('http-changed', `a file of ${host} changed while it was read`, {
        at: `${origin}${pathname}`,
        hint: 'Run the same command again.',
    });
}
//# sourceMappingURL=http-errors.js.map