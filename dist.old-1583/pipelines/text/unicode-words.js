import { drainInts, newIntList } from './int-list.js';
import { addSpan } from './span-list.js';
const words = newIntList();
const segmenter = new Intl.Segmenter('en', { granularity: 'word' });
/**
 * Words by Unicode word boundaries (UAX #29), with dictionaries for scripts that put no space between words; segments
 * without a letter, digit or ideograph are not words. As the ICU of the running Node has it.
 */
export function unicodeWords(text) {
    for (const { index, segment, isWordLike } of segmenter.segment(text)) {
        if (isWordLike === true)
            addSpan(words, index, index + segment.length);
    }
    return drainInts(words);
}
//# sourceMappingURL=unicode-words.js.map