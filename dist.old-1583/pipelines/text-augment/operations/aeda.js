import { z } from 'zod';
import { drawDistinct, drawOne } from '../draw-many.js';
import { shareOfWords } from '../parameters.js';
import { joinWords, spaceBefore, wordsOf } from '../words.js';
const parameters = z.strictObject({
    share: shareOfWords(0.3, 'Most marks, as a share of the words; from one to so many are inserted.'),
    marks: z
        .array(z.string().min(1))
        .min(1)
        .default(['.', ';', '?', ':', '!', ','])
        .describe('Marks to choose from; for Chinese [。, ；, ？, ：, ！, ，].'),
});
/** Punctuation marks appear before words. */
export const aeda = {
    name: 'aeda',
    summary: 'Inserts punctuation marks before words chosen by chance; no word is lost or moved.',
    citation: 'Karimi, Rossi and Prati, AEDA: An Easier Data Augmentation Technique, 2021, arXiv:2108.13230',
    parameters,
    apply: (text, { share, marks }, draws) => {
        const { words, gaps } = wordsOf(text);
        if (words.length === 0)
            return text;
        const count = draws.integer(1, Math.floor(share * words.length + 1) + 1);
        const marked = [...words];
        for (const place of drawDistinct(count, words.length, draws)) {
            const word = words[place] ?? '';
            marked[place] = drawOne(marks, draws) + spaceBefore(word) + word;
        }
        return joinWords(marked, gaps);
    },
};
//# sourceMappingURL=aeda.js.map