const typed = new Map([
    ...Array.from('\u2018\u2019\u201a\u201b\u2032\u02bc', (mark) => [mark, "'"]),
    ...Array.from('\u201c\u201d\u201e\u201f\u2033', (mark) => [mark, '"']),
    ...Array.from('\u2010\u2011\u2012\u2013\u2212', (mark) => [mark, '-']),
    ...Array.from('\u2014\u2015', (mark) => [mark, '--']),
    ['\u2026', '...'],
]);
const typographic = new RegExp(`[${[...typed.keys()].join('')}]`, 'g');
/**
 * Text with quotation marks, apostrophes, dashes and ellipses as a keyboard types them: `“it’s”` becomes `"it's"`, an en dash and a
 * minus sign `-`, an em dash `--`, an ellipsis `...`. Angle quotation marks and those of Chinese and Japanese stay. Linear.
 * Source: the quotation marks are those of ftfy's `uncurl_quotes`.
 */
export function foldPunctuation(text) {
    return text.replace(typographic, (mark) => typed.get(mark) ?? mark);
}
//# sourceMappingURL=typed-punctuation.js.map