/**
 * An error whose message a person can act on: what was expected, what was found, where, and what to do now.
 * `code` is stable and in kebab-case. Never holds a document's text: messages reach histories and logs.
 */
export class MillraceError extends Error {
    name = 'MillraceError';
    code;
    kind;
    at;
    hint;
    constructor(code, message, more = {}) {
        super(message, more.cause === undefined ? {} : { cause: more.cause });
        this.code = code;
        this.kind = more.kind ?? 'failed';
        this.at = more.at;
        this.hint = more.hint;
    }
}
/** A full disk may be met by any file that is written: a log, a lock, the database. */
const diskFull = {
    code: 'disk-full',
    kind: 'failed',
    at: undefined,
    hint: 'Free some space and run the same command again: it goes on.',
};
export function errorToData(error) {
    if (error instanceof MillraceError) {
        return { code: error.code, message: error.message, kind: error.kind, at: error.at, hint: error.hint };
    }
    const code = error?.code;
    if (code === 'ENOSPC' || code === 'EDQUOT')
        return { ...diskFull, message: error.message };
    return {
        code: typeof code === 'string' ? code : 'unexpected',
        message: error instanceof Error ? error.message : String(error),
        kind: 'failed',
        at: undefined,
        hint: undefined,
    };
}
export function errorFromData(data) {
    return new MillraceError(data.code, data.message, {
        kind: data.kind,
        ...(data.at === undefined ? {} : { at: data.at }),
        ...(data.hint === undefined ? {} : { hint: data.hint }),
    });
}
//# sourceMappingURL=errors.js.map