import { isDigit, isWordUnit } from './ascii.js';
const space = 0x20;
const comma = 0x2c;
const hyphen = 0x2d;
const point = 0x2e;
const atSign = 0x40;
/** True where a number may begin: not within a word, a decimal fraction, or a hyphenated identifier such as a UUID. */
export function mayBegin(text, at) {
    const before = text.charCodeAt(at - 1);
    if (isWordUnit(before))
        return false;
    if (before === point)
        return false;
    if (before === comma)
        return !isDigit(text.charCodeAt(at - 2));
    return before !== hyphen || !isWordUnit(text.charCodeAt(at - 2));
}
/** True where a number may end, as {@link mayBegin} says of its begin. What an `@` follows is part of an address. */
export function mayEnd(text, end) {
    const after = text.charCodeAt(end);
    if (isWordUnit(after) || after === atSign)
        return false;
    if (after === point || after === comma)
        return !isDigit(text.charCodeAt(end + 1));
    return after !== hyphen || !isWordUnit(text.charCodeAt(end + 1));
}
/**
 * The end of digits at `at` that stand in groups of exactly these lengths, all parted by one space or all by one hyphen;
 * −1 where they do not.
 */
export function endOfGroups(text, at, lengths) {
    let end = at;
    let separator = Number.NaN;
    for (const [index, length] of lengths.entries()) {
        if (index > 0) {
            const between = text.charCodeAt(end);
            if (between !== space && between !== hyphen)
                return -1;
            if (index > 1 && between !== separator)
                return -1;
            separator = between;
            end++;
        }
        for (let k = 0; k < length; k++, end++)
            if (!isDigit(text.charCodeAt(end)))
                return -1;
    }
    return isDigit(text.charCodeAt(end)) ? -1 : end;
}
/** The digits of [start, end), without what parts them. */
export function digitsOf(text, start, end) {
    return text.slice(start, end).replace(/[^0-9]/g, '');
}
//# sourceMappingURL=digit-groups.js.map