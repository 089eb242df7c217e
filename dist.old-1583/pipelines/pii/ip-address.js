import { isDigit, isHexDigit, isLetter, isWordUnit } from './ascii.js';
import { mayBegin, mayEnd } from './digit-groups.js';
const slash = 0x2f;
const point = 0x2e;
const colon = 0x3a;
/** Words before four numbers that make them a version or a heading. */
const numberingWords = /(?:版本?|第|§|\b(?:v|ver|vers|version|release|rev|revision|build|sec|section|chapter|clause|appendix|table|figure))[.:=(]?[ \t]?$/i;
/** Numbers that versions and headings count up to. */
const smallNumber = 30;
/**
 * The public IPv4 address that begins with the digits at `at`: four numbers up to 255 without leading zeros.
 * Addresses of documentation (RFC 5737) count; private, loopback, link-local, shared, multicast and reserved ones do not
 * (RFC 6890). Nor do versions and headings: four numbers below 30 unless in pairs as in 8.8.4.4, what stands behind such
 * a word, `Tool/1.2.3.4`, `1.2.3.4-5`.
 */
export function ipv4At(text, at) {
    const octets = [];
    let end = at;
    for (let k = 0; k < 4; k++) {
        const start = k === 0 ? at : end + 1;
        end = start;
        while (end - start < 4 && isDigit(text.charCodeAt(end)))
            end++;
        const octet = Number(text.slice(start, end));
        if (end === start || end - start > 3 || octet > 255)
            return undefined;
        if (text.charCodeAt(start) === 0x30 && end - start > 1)
            return undefined;
        if (k < 3 && text.charCodeAt(end) !== point)
            return undefined;
        octets.push(octet);
    }
    if (!mayBegin(text, at) || !mayEnd(text, end) || !isPublic(octets) || isNumbering(text, at, octets))
        return undefined;
    return { start: at, end };
}
function isPublic([a = 0, b = 0]) {
    if (a === 0 || a === 10 || a === 127 || a >= 224)
        return false;
    if (a === 100)
        return b < 64 || b > 127;
    if (a === 169)
        return b !== 254;
    if (a === 172)
        return b < 16 || b > 31;
    return !(a === 192 && b === 168) && !(a === 198 && (b === 18 || b === 19));
}
function isNumbering(text, at, octets) {
    if (text.charCodeAt(at - 1) === slash && isLetter(text.charCodeAt(at - 2)))
        return true;
    if (numberingWords.test(text.slice(Math.max(0, at - 12), at)))
        return true;
    const [a, b, c, d] = octets;
    return octets.every((octet) => octet < smallNumber) && !(a === b && c === d && c !== 0);
}
/**
 * The IPv6 address whose first colon is at `at`, none of it before `from`: eight groups of up to four hexadecimal digits,
 * or fewer with one `::` (RFC 4291, 2.2). Of the global range, 2000::/3, alone, which keeps times and `std::move` out.
 */
export function ipv6Around(text, at, from) {
    let start = at;
    while (start > from && at - start < 5 && isHexDigit(text.charCodeAt(start - 1)))
        start--;
    if (at - start !== 4 || !/[23]/.test(text.charAt(start)))
        return undefined;
    if (isWordUnit(text.charCodeAt(start - 1)) || text.charCodeAt(start - 1) === colon)
        return undefined;
    let groups = 0;
    let gaps = 0;
    let end = start;
    for (;;) {
        const group = end;
        while (end - group < 5 && isHexDigit(text.charCodeAt(end)))
            end++;
        if (end - group > 4 || isWordUnit(text.charCodeAt(end)))
            return undefined;
        if (end === group) {
            if (text.charCodeAt(end - 2) === colon)
                break;
            end--;
            break;
        }
        groups++;
        if (text.charCodeAt(end) !== colon)
            break;
        end++;
        if (text.charCodeAt(end) === colon) {
            gaps++;
            end++;
        }
        if (groups > 8 || gaps > 1)
            return undefined;
    }
    if (gaps === 1 ? groups > 7 : groups !== 8)
        return undefined;
    return { start, end };
}
//# sourceMappingURL=ip-address.js.map