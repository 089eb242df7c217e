/**
 * Sets `bit` in `table` for every code point of `ranges`: hexadecimal code points and `first-last` runs, separated by
 * spaces. Code points past the table's end are left out.
 */
export function markRanges(table, ranges, bit) {
    for (const range of ranges.split(' ')) {
        const [first = '', last = first] = range.split('-');
        const end = Math.min(Number.parseInt(last, 16), table.length - 1);
        for (let codePoint = Number.parseInt(first, 16); codePoint <= end; codePoint++) {
            table[codePoint] = (table[codePoint] ?? 0) | bit;
        }
    }
}
/** Sets `bit` in `table` for every code point in [first, last] of the runs that `pattern` (flags `gu`) matches. */
export function markMatching(table, pattern, bit, first, last) {
    const run = 4096;
    for (let start = first; start <= last; start += run) {
        const length = Math.min(run, last + 1 - start);
        const text = String.fromCodePoint(...Array.from({ length }, (_, i) => start + i));
        for (const [match] of text.matchAll(pattern))
            markCharacters(table, match, bit);
    }
}
/** Sets `bit` in `table` for every character of `characters`. */
export function markCharacters(table, characters, bit) {
    for (const character of characters) {
        const codePoint = character.codePointAt(0) ?? 0;
        table[codePoint] = (table[codePoint] ?? 0) | bit;
    }
}
//# sourceMappingURL=code-point-ranges.js.map