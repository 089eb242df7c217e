import { createHash } from 'node:crypto';
import { MillraceError } from '../../core/errors.js';
import { isOfOneObject } from '../../storage/object-errors.js';
import { isRemote, openSourceFile } from '../../storage/source-file.js';
/** Inputs that are asked for before those before them are read, so that a store's answers overlap. */
const ahead = 8;
/** A partition's inputs in order, each opened. Remote ones are begun some places ahead. */
export function* openInputs(inputs) {
    const begun = new Map();
    try {
        for (const [index, input] of inputs.entries()) {
            for (const later of inputs.slice(index + 1, index + ahead)) {
                if (!isRemote(later.path) || later.problem !== null || begun.has(later))
                    continue;
                const opened = openInput(later);
                opened.begin();
                begun.set(later, opened);
            }
            const opened = begun.get(input) ?? openInput(input);
            begun.delete(input);
            yield [input, opened];
        }
    }
    finally {
        for (const opened of begun.values())
            void opened.close();
    }
}
/**
 * Opens the byte range of an input, local or remote.
 *
 * @throws {MillraceError} as it is read: `input-changed` where its bytes are no longer those that were planned; what
 * `s3Error` and `httpError` tell where the store, not this object, is at fault
 */
function openInput(input) {
    const file = openSourceFile(input.path);
    const pieces = checkedPieces(file, input);
    let first;
    const next = () => {
        const piece = first ?? pieces.next();
        first = undefined;
        return piece;
    };
    return {
        begin: () => {
            first = pieces.next();
            // It is met where the piece is asked for.
            first.catch(() => undefined);
        },
        // Without `return`, a reader that stops early does not close the file, so the rest of it still meets the digest.
        pieces: { [Symbol.asyncIterator]: () => ({ next }) },
        range: (start, end) => file.range(start, end).catch((cause) => Promise.reject(readFailure(input, cause))),
        rest: async () => {
            while (!(await next()).done)
                ;
        },
        close: () => file.close(),
    };
}
async function* checkedPieces(file, input) {
    if (input.end > input.start) {
        const hash = createHash('sha256');
        try {
            for await (const piece of file.read(input.start, input.end)) {
                hash.update(piece);
                yield piece;
            }
        }
        catch (cause) {
            throw readFailure(input, cause);
        }
        if (hash.digest('hex') !== input.sha256)
            throw inputChanged(input.key, undefined);
    }
}
function readFailure({ key }, cause) {
    return cause instanceof MillraceError && !isOfOneObject(cause) ? cause : inputChanged(key, cause);
}
export function inputChanged(key, cause) {
    return new MillraceError('input-changed', `Expected ${key} as it was when the build was planned, found other bytes`, {
        at: key,
        hint: 'Run the same command again: it plans anew and keeps the work on files that did not change.',
        cause,
    });
}
//# sourceMappingURL=read-input.js.map