import { markCharacters, markMatching, markRanges } from '../code-point-ranges.js';
import { casedLetters, icons, uncasedLetters } from './character-ranges.js';
/** Letters; `lower` and `upper` each hold the letters without case too. */
export const alpha = 1;
export const lower = 2;
export const upper = 4;
/** Symbols and emoji, which stand alone wherever they are. */
export const icon = 8;
export const quote = 16;
/** Punctuation that is split off at both ends of a word. */
export const punctuation = 32;
/** Signs of currency: split off before a word, and after a digit. */
export const currency = 64;
/** A hyphen or dash that may stand between words. */
export const dash = 128;
const lastCodePoint = 0x2ffff;
/** The classes of each code point up to U+2FFFF as bits, as spaCy 3.8's English tokenizer has them. None above. */
export const englishClasses = buildClasses();
function buildClasses() {
    const table = new Uint8Array(lastCodePoint + 1);
    markRanges(table, uncasedLetters, alpha | lower | upper);
    const cased = new Uint8Array(0x10000);
    markRanges(cased, casedLetters, alpha);
    markMatching(cased, /\p{Ll}+/gu, lower, 0, 0xffff);
    markMatching(cased, /\p{Lu}+/gu, upper, 0, 0xffff);
    markCharacters(cased, 'ʔʕ', lower);
    for (let unit = 0; unit < cased.length; unit++) {
        const classes = cased[unit] ?? 0;
        if ((classes & alpha) !== 0)
            table[unit] = (table[unit] ?? 0) | classes;
    }
    markRanges(table, icons, icon);
    markCharacters(table, '\'"”“`‘´’‚,„»«「」『』（）〔〕【】《》〈〉\u2329\u232a⟦⟧', quote);
    markCharacters(table, '…,:;!?¿؟¡()[]{}<>_#*&。？！，、；：～·।،۔؛٪', punctuation);
    markCharacters(table, '$£€¥฿₽﷼₴₠₡₢₣₤₥₦₧₨₩₪₫₭₮₯₰₱₲₳₵₶₷₸₹₺₻₼₾₿', currency);
    markCharacters(table, '-–—~', dash);
    return table;
}
/** The classes of a code point as bits. */
export function englishClassOf(codePoint) {
    return englishClasses[codePoint] ?? 0;
}
//# sourceMappingURL=character-classes.js.map