import { MillraceError } from '../core/errors.js';
/** A stream that cannot be as it was asked for. */
export function badStream(message) {
    return new MillraceError('bad-stream', message, { kind: 'usage' });
}
//# sourceMappingURL=bad-stream.js.map