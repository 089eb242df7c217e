import { MillraceError } from '../core/errors.js';
/** Throws MillraceError `bad-key` for a key that could leave the store or name no single value. */
export function checkKey(key) {
    const bad = key.includes('\0') || key.includes('\\') || key.split('/').some(isBadSegment);
    if (!bad)
        return;
    throw new MillraceError('bad-key', `${JSON.stringify(key)} is no key: segments joined by "/", none of them "", "." or ".."`);
}
/** Throws MillraceError `bad-key` for a prefix that is neither empty nor a key followed by `/`. */
export function checkPrefix(prefix) {
    if (prefix === '')
        return;
    if (!prefix.endsWith('/'))
        throw new MillraceError('bad-key', `prefix ${JSON.stringify(prefix)} must end with "/"`);
    checkKey(prefix.slice(0, -1));
}
function isBadSegment(segment) {
    return segment === '' || segment === '.' || segment === '..';
}
//# sourceMappingURL=storage-key.js.map