import { digitsOf, endOfGroups, mayBegin, mayEnd } from './digit-groups.js';
/** Ways to write a number of 13 to 19 digits: in one, or as it stands on the card. */
const layouts = [
    [4, 4, 4, 4, 3],
    [4, 4, 4, 4],
    [4, 6, 5],
    [4, 6, 4],
    [6, 13],
    [6, 10],
    [19],
    [18],
    [17],
    [16],
    [15],
    [14],
    [13],
];
/** First digits and lengths that the networks issue. Source: ISO/IEC 7812-1, as the networks publish their ranges. */
const issued = [
    /^4(?:\d{12}|\d{15}|\d{18})$/, // Visa
    /^(?:5[1-5]\d{2}|222[1-9]|22[3-9]\d|2[3-6]\d{2}|27[01]\d|2720)\d{12}$/, // Mastercard
    /^3[47]\d{13}$/, // American Express
    /^(?:6011|64[4-9]\d|65\d{2})\d{12}$/, // Discover
    /^62\d{14,17}$/, // UnionPay
    /^35(?:2[89]|[3-8]\d)\d{12}$/, // JCB
    /^(?:30[0-5]|36\d|38\d)\d{11}$/, // Diners Club
];
/** The payment card number that begins with the digits at `at`: of a network's range and length, with a right check digit. */
export function cardAt(text, at) {
    for (const layout of layouts) {
        const end = endOfGroups(text, at, layout);
        if (end < 0)
            continue;
        if (!mayBegin(text, at) || !mayEnd(text, end))
            return undefined;
        const digits = digitsOf(text, at, end);
        if (issued.some((range) => range.test(digits)) && passesLuhn(digits))
            return { start: at, end };
    }
    return undefined;
}
/** The check digit of ISO/IEC 7812-1, annex B (H. P. Luhn, US patent 2,950,048). */
export function passesLuhn(digits) {
    let sum = 0;
    for (let place = 0; place < digits.length; place++) {
        const digit = digits.charCodeAt(digits.length - 1 - place) - 0x30;
        const counted = place % 2 === 0 ? digit : 2 * digit;
        sum += counted > 9 ? counted - 9 : counted;
    }
    return sum % 10 === 0;
}
//# sourceMappingURL=payment-card.js.map