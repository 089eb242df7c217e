import { endOfDigits } from './ascii.js';
import { endOfGroups, mayBegin, mayEnd } from './digit-groups.js';
/** Networks of mobile numbers. Source: MIIT, numbering plan of the public networks (2017) and assignments since. */
const networks = /^1(?:3\d|4[5-9]|5[0-35-9]|6[2567]|7[0-8]|8\d|9[0-35-9])/;
const plus = 0x2b;
/**
 * The Chinese mobile number that begins with the digits at `at`: eleven, in one or as 3-4-4, of an assigned network;
 * with or without `86` or `+86` before it.
 */
export function chineseMobileAt(text, at) {
    const coded = text.startsWith('86', at);
    const start = coded && text.charCodeAt(at - 1) === plus ? at - 1 : at;
    let number = at;
    if (coded)
        number += /[ -]/.test(text.charAt(at + 2)) ? 3 : 2;
    if (!networks.test(text.slice(number, number + 3)))
        return undefined;
    const inOne = endOfGroups(text, number, [11]);
    const end = inOne < 0 ? endOfGroups(text, number, [3, 4, 4]) : inOne;
    return end >= 0 && mayBegin(text, start) && mayEnd(text, end) ? { start, end } : undefined;
}
/** First two digits of an area. Source: GB/T 2260. */
const provinces = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|91)/;
const daysOfMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/** The Chinese citizen number that begins with the digits at `at`: 18 characters, of a province, a date, and with a right check character (GB 11643-1999). */
export function chineseIdAt(text, at) {
    const digits = endOfDigits(text, at) - at;
    if (digits !== 18 && digits !== 17)
        return undefined;
    const number = text.slice(at, at + 18).toUpperCase();
    if (!/^\d{17}[\dX]$/.test(number) || !provinces.test(number))
        return undefined;
    if (!mayBegin(text, at) || !mayEnd(text, at + 18))
        return undefined;
    return isDate(number.slice(6, 14)) && passesMod11(number) ? { start: at, end: at + 18 } : undefined;
}
function isDate(digits) {
    const [year, month, day] = [Number(digits.slice(0, 4)), Number(digits.slice(4, 6)), Number(digits.slice(6))];
    if (year < 1800 || year > 2099 || day < 1 || day > (daysOfMonth[month - 1] ?? 0))
        return false;
    return month !== 2 || day < 29 || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0));
}
/** The check character of ISO/IEC 7064, MOD 11-2, `X` for ten. */
export function passesMod11(number) {
    let rest = 0;
    for (const character of number)
        rest = (2 * rest + (character === 'X' ? 10 : Number(character))) % 11;
    return rest === 1;
}
//# sourceMappingURL=chinese-numbers.js.map