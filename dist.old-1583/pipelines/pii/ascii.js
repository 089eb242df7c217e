/** ASCII by code unit. A place outside the text has the unit NaN, which is nothing of these. */
export function isDigit(unit) {
    return unit >= 0x30 && unit <= 0x39;
}
export function isCapital(unit) {
    return unit >= 0x41 && unit <= 0x5a;
}
export function isLetter(unit) {
    return isCapital(unit & ~0x20);
}
export function isWordUnit(unit) {
    return isDigit(unit) || isLetter(unit) || unit === 0x5f;
}
export function isHexDigit(unit) {
    const lower = unit | 0x20;
    return isDigit(unit) || (lower >= 0x61 && lower <= 0x66);
}
/** The end of the run of digits that begins at `at`. */
export function endOfDigits(text, at) {
    let end = at;
    while (isDigit(text.charCodeAt(end)))
        end++;
    return end;
}
//# sourceMappingURL=ascii.js.map