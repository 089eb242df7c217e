import { z } from 'zod';
import { wordSplittings } from '../text/text-view.js';
/** The parameter `words` of every filter that counts words. */
export const words = z
    .enum(wordSplittings)
    .default('spacy')
    .describe("How a word is found: spacy, the blank English tokenizer, where punctuation is a word; whitespace, Python's str.split(); unicode, word boundaries of UAX #29; segmenter, dictionaries for Chinese (jieba), Japanese and Thai (ICU), where punctuation is a word; characters, each character that is not white space. It moves the counts more than any limit does.");
//# sourceMappingURL=word-parameter.js.map