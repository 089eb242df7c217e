import { characterClasses, space } from '../character-class.js';
import { drainInts, newIntList } from '../int-list.js';
import { addSpan } from '../span-list.js';
import { cutChinese } from './chinese-words.js';
const words = newIntList();
let segmenter;
/** Kana for each Han character and kana from which on a text is Japanese: Chinese quotes less of it, no Japanese has less. */
const leastKana = 0.125;
/**
 * Words of scripts that put no space between them. A text with Han characters is cut as Chinese, by jieba; one with kana
 * enough to be Japanese, and all other texts, Thai among them, by the dictionaries of the running Node's ICU. Punctuation
 * is a word and white space is none, as in datatrove's word tokenizers for these languages.
 */
export function segmenterWords(text, units) {
    if (isChinese(units)) {
        let start = 0;
        for (const word of cutChinese(text)) {
            addWord(units, start, start + word.length);
            start += word.length;
        }
        return drainInts(words);
    }
    segmenter ??= new Intl.Segmenter('ja', { granularity: 'word' });
    for (const { index, segment } of segmenter.segment(text))
        addWord(units, index, index + segment.length);
    return drainInts(words);
}
function isChinese(units) {
    let kana = 0;
    let han = 0;
    for (let i = 0; i < units.length; i++) {
        const unit = units[i] ?? 0;
        if (unit < 0x3041)
            continue;
        if (unit <= 0x30ff)
            kana++;
        else if ((unit >= 0x3400 && unit <= 0x9fff) || (unit >= 0xd840 && unit <= 0xd88d))
            han++;
    }
    return han > 0 && kana < leastKana * (kana + han);
}
function addWord(units, from, to) {
    let start = from;
    let end = to;
    while (start < end && isSpace(units[start] ?? 0))
        start++;
    while (end > start && isSpace(units[end - 1] ?? 0))
        end--;
    if (start < end)
        addSpan(words, start, end);
}
function isSpace(unit) {
    return ((characterClasses[unit] ?? 0) & space) !== 0;
}
//# sourceMappingURL=segmenter-words.js.map