import { isDigit, isLetter, isWordUnit } from './ascii.js';
/** RFC 5321, 4.5.3.1: most octets of a local part and of a domain; RFC 1035, 2.3.4: of a label. */
const localUnits = 64;
const domainUnits = 255;
const labelUnits = 63;
const hyphen = 0x2d;
const point = 0x2e;
/** Endings of file names that stand where a top-level domain would: `logo@2x.png`. */
const fileEndings = new Set([
    'png',
    'jpg',
    'jpeg',
    'gif',
    'svg',
    'webp',
    'ico',
    'css',
    'js',
    'ts',
    'html',
    'json',
    'md',
]);
/**
 * The e-mail address around an `@` at `at`, none of it before `from`.
 *
 * Local part: letters, digits and `._%+-`, no two points together, none at its ends. Domain: two or more labels of
 * letters, digits and inner hyphens, the last of letters alone. Quoted local parts, address literals and addresses in
 * other scripts are not found.
 */
export function emailAround(text, at, from) {
    const start = startOfLocal(text, at, from);
    if (start === at)
        return undefined;
    const end = endOfDomain(text, at + 1);
    return end < 0 ? undefined : { start, end };
}
function startOfLocal(text, at, from) {
    let start = at;
    const first = Math.max(from, at - localUnits);
    if (!isLocalUnit(text.charCodeAt(at - 1)) || text.charCodeAt(at - 1) === point)
        return at;
    while (start > first && isLocalUnit(text.charCodeAt(start - 1))) {
        if (text.charCodeAt(start - 1) === point && text.charCodeAt(start) === point)
            break;
        start--;
    }
    if (start > from && start === first && isLocalUnit(text.charCodeAt(start - 1)))
        return at;
    while (start < at && !isWordUnit(text.charCodeAt(start)))
        start++;
    return start;
}
function isLocalUnit(unit) {
    // % + - .
    return isWordUnit(unit) || unit === 0x25 || unit === 0x2b || unit === hyphen || unit === point;
}
function endOfDomain(text, from) {
    let end = -1;
    let labels = 0;
    for (let at = from; at - from < domainUnits; at++) {
        const start = at;
        while (at - start <= labelUnits && isLabelUnit(text.charCodeAt(at)))
            at++;
        if (at === start || at - start > labelUnits || text.charCodeAt(start) === hyphen)
            break;
        labels++;
        let last = at;
        while (text.charCodeAt(last - 1) === hyphen)
            last--;
        if (labels > 1 && isTopLevel(text, start, last))
            end = last;
        if (last < at || text.charCodeAt(at) !== point)
            break;
    }
    return end;
}
function isTopLevel(text, start, end) {
    if (end - start < 2)
        return false;
    for (let at = start; at < end; at++)
        if (!isLetter(text.charCodeAt(at)))
            return false;
    return !(text.charCodeAt(end) !== point && fileEndings.has(text.slice(start, end).toLowerCase()));
}
function isLabelUnit(unit) {
    return isDigit(unit) || isLetter(unit) || unit === hyphen;
}
//# sourceMappingURL=email.js.map