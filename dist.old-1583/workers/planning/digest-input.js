import { createHash } from 'node:crypto';
import { MillraceError } from '../../core/errors.js';
import { isOfOneObject } from '../../storage/object-errors.js';
import { openSourceFile } from '../../storage/source-file.js';
const lineFeed = 0x0a;
/**
 * Reads a file once for its SHA-256 and, where it may be split, for ranges of about `rangeBytes`: of whole lines, or from
 * one of some places to another. What lies between two places and is longer makes its range longer. Memory: one read
 * buffer.
 *
 * @throws {MillraceError} where a store or a web server, not one object of it, cannot be read
 */
export async function digestInput(file, rangeBytes, splits) {
    const whole = createHash('sha256');
    const ranges = [];
    let part = createHash('sha256');
    let start = 0;
    let firstLine = 1;
    let line = 1;
    let offset = 0;
    const points = typeof splits === 'boolean' ? [] : splits;
    let point = 0;
    const close = (end) => {
        ranges.push({ start, end, firstLine, sha256: part.digest('hex') });
        part = createHash('sha256');
        start = end;
        firstLine = line;
    };
    try {
        for await (const piece of openSourceFile(file.path).read()) {
            whole.update(piece);
            let from = 0;
            for (; point < points.length; point++) {
                const { at, firstLine: number } = points[point];
                if (at >= offset + piece.length)
                    break;
                if (at - start < rangeBytes)
                    continue;
                part.update(piece.subarray(from, at - offset));
                from = at - offset;
                line = number;
                close(at);
            }
            if (splits === true) {
                for (let at = piece.indexOf(lineFeed); at >= 0; at = piece.indexOf(lineFeed, at + 1)) {
                    line++;
                    if (offset + at + 1 - start < rangeBytes)
                        continue;
                    part.update(piece.subarray(from, at + 1));
                    from = at + 1;
                    close(offset + from);
                }
            }
            part.update(piece.subarray(from));
            offset += piece.length;
        }
    }
    catch (error) {
        if (error instanceof MillraceError && !isOfOneObject(error))
            throw error;
        const { code } = error;
        return {
            problem: code === 'EACCES' || code === 's3-denied' || code === 'http-denied' ? 'permission-denied' : 'cannot-read',
        };
    }
    if (offset > start || ranges.length === 0)
        close(offset);
    return { sha256: whole.digest('hex'), bytes: offset, ranges };
}
//# sourceMappingURL=digest-input.js.map