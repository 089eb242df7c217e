// Characters that normalization may have to sort among each other: marks, and the two that become marks in NFKC.
const mark = '[[\\p{M}\\uff9e\\uff9f]--\\u034f]';
const longRun = new RegExp(`${mark}{31}`, 'v');
const thirtyMarks = new RegExp(`(${mark}{30})(?=${mark})`, 'gv');
/**
 * Text in a Unicode normalization form. After each 30 combining marks in a row comes a grapheme joiner (U+034F), which
 * begins a new run: sorting a run takes quadratic time, and no writing system needs as many. Linear.
 * Source: Stream-Safe Text Process, https://www.unicode.org/reports/tr15/#Stream_Safe_Text_Format
 */
export function toUnicodeForm(text, form) {
    const safe = longRun.test(text) ? text.replace(thirtyMarks, '$1\u034f') : text;
    return safe.normalize(form);
}
//# sourceMappingURL=unicode-form.js.map