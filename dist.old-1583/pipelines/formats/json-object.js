const utf8 = new TextDecoder('utf-8', { fatal: true });
/** UTF-8 without a byte order mark; `invalid-utf8` where it is none. */
export function decodeStrictly(bytes) {
    try {
        return utf8.decode(bytes);
    }
    catch {
        return { problem: 'invalid-utf8' };
    }
}
/** The object that a JSON text is, or the problem `invalid-json` or `not-an-object`. */
export function parseJsonObject(text) {
    let row;
    try {
        row = JSON.parse(text);
    }
    catch {
        return { problem: 'invalid-json' };
    }
    return typeof row === 'object' && row !== null && !Array.isArray(row) ? { row } : { problem: 'not-an-object' };
}
//# sourceMappingURL=json-object.js.map