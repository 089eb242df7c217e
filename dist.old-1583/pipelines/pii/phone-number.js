import { endOfDigits, isDigit } from './ascii.js';
import { mayBegin, mayEnd } from './digit-groups.js';
const space = 0x20;
const open = 0x28;
const close = 0x29;
const plus = 0x2b;
const hyphen = 0x2d;
const point = 0x2e;
/** ITU-T E.164: most digits of an international number. Fewer than 8 are none's whole number. */
const mostDigits = 15;
const leastDigits = 8;
const leastUnparted = 10;
/** E.164 country codes: of one digit, of two, and the first two of those of three (E.164 list of 2016, Annex). */
const countryCodes = /^(?:1|7|20|27|3[0-4]|36|39|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|(?:2[1-69]|35|37|38|42|50|59|67|68|69|80|85|87|88|96|97|99)\d)/;
/**
 * The telephone number that begins with the digits at `at`, with a `+` or `(` before them:
 *
 * - international, with `+`: a country code, 8 to 15 digits (10 and more where nothing parts them), parted by single
 *   spaces, hyphens, points or a pair of parentheses;
 * - North American: `(212) 555-0123`, `212-555-0123`, `212.555.0123`, `1-212-555-0123`; area and exchange begin with 2 to
 *   9 and are not N11;
 * - Chinese, to a fixed line: `010-62345678`, `0755-8123456`.
 */
export function phoneAt(text, at) {
    if (text.charCodeAt(at - 1) === plus)
        return mayBegin(text, at - 1) ? international(text, at) : undefined;
    return northAmerican(text, at) ?? chineseFixedLine(text, at);
}
function international(text, at) {
    let digits = 0;
    let groups = 0;
    let end = -1;
    for (let next = at; next >= 0;) {
        const stop = endOfDigits(text, next);
        if (digits + stop - next > mostDigits)
            break;
        digits += stop - next;
        groups++;
        end = stop;
        next = afterSeparator(text, stop);
    }
    if (end < 0 || digits < (groups === 1 ? leastUnparted : leastDigits) || digits < 2 * groups - 1)
        return undefined;
    return countryCodes.test(text.slice(at, at + 3)) && mayEnd(text, end) ? { start: at - 1, end } : undefined;
}
/** Where the next group of an international number begins: behind one separator, or two of which one is a parenthesis. */
function afterSeparator(text, at) {
    let next = at;
    let parentheses = 0;
    while (next - at < 3) {
        const unit = text.charCodeAt(next);
        if (isDigit(unit))
            return next === at ? -1 : next;
        if (unit === open || unit === close)
            parentheses++;
        else if (unit !== space && unit !== hyphen && unit !== point)
            return -1;
        next++;
        if (next - at > 1 + parentheses)
            return -1;
    }
    return isDigit(text.charCodeAt(next)) ? next : -1;
}
function northAmerican(text, at) {
    let area = at;
    if (text.charAt(at) === '1' && isSeparator(text.charCodeAt(at + 1))) {
        area = text.charCodeAt(at + 2) === open ? at + 3 : at + 2;
    }
    if (!isAreaCode(text, area))
        return undefined;
    const first = text.charCodeAt(area + 3);
    const bracketed = text.charCodeAt(area - 1) === open && first === close;
    if (!bracketed && !isSeparator(first))
        return undefined;
    const exchange = area + (bracketed && text.charCodeAt(area + 4) === space ? 5 : 4);
    const second = text.charCodeAt(exchange + 3);
    if (!isAreaCode(text, exchange) || (second !== hyphen && second !== point))
        return undefined;
    if (!bracketed && first !== space && first !== second)
        return undefined;
    const start = bracketed && area === at ? at - 1 : at;
    const end = exchange + 8;
    if (endOfDigits(text, exchange + 4) !== end || !mayEnd(text, end))
        return undefined;
    return mayBegin(text, start) ? { start, end } : undefined;
}
function isSeparator(unit) {
    return unit === space || unit === hyphen || unit === point;
}
function isAreaCode(text, at) {
    const first = text.charCodeAt(at);
    if (!(first >= 0x32 && first <= 0x39) || endOfDigits(text, at) !== at + 3)
        return false;
    return !text.startsWith('11', at + 1);
}
function chineseFixedLine(text, at) {
    if (text.charAt(at) !== '0' || !mayBegin(text, at))
        return undefined;
    const area = endOfDigits(text, at) - at;
    if ((area !== 3 && area !== 4) || text.charCodeAt(at + area) !== hyphen)
        return undefined;
    const line = at + area + 1;
    const end = endOfDigits(text, line);
    const first = text.charCodeAt(line);
    if ((end - line !== 7 && end - line !== 8) || !(first >= 0x32 && first <= 0x38))
        return undefined;
    return mayEnd(text, end) ? { start: at, end } : undefined;
}
//# sourceMappingURL=phone-number.js.map