// Half-width katakana with its sound marks; half-width Hangul; full-width ASCII; signs. U+FFA0, a filler, stays.
const wide = /[\uff01-\uff9f\uffa1-\uffdc\uffe0-\uffe6\uffe8-\uffee\u3000]+/g;
const wideLetters = /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff66-\uff9f\uffa1-\uffdc]+/g;
/**
 * Text with full-width ASCII, signs and the ideographic space made narrow, and half-width katakana and Hangul made wide:
 * `Ａｂｃ１２３！` becomes `Abc123!`, `ｶﾞ` becomes `ガ`. With `letters` Chinese and Japanese punctuation stays wide. Nothing else that
 * NFKC changes is touched: ligatures, superscripts, circled digits. Linear.
 * Source: Halfwidth and Fullwidth Forms, Unicode chapter 18.5; https://www.unicode.org/reports/tr11/
 */
export function foldWidth(text, folding) {
    return text.replace(folding === 'fold' ? wide : wideLetters, (run) => 
    // NFKC would take the macron apart into a blank and a mark.
    run
        .split('\uffe3')
        .map((part) => part.normalize('NFKC'))
        .join('\u00af'));
}
//# sourceMappingURL=character-width.js.map