import { z } from 'zod';
import { drawOne } from '../draw-many.js';
import { shareOfWords, thesaurus, wordCount } from '../parameters.js';
import { thesaurusOf } from '../thesaurus.js';
import { joinWords, spaceBefore, wordsOf } from '../words.js';
const parameters = z.strictObject({
    thesaurus,
    share: shareOfWords(0.1, 'Words to insert, as a share of the words; at least one.'),
});
/** Synonyms of words of the text appear somewhere else in it. */
export const randomInsertion = {
    name: 'random-insertion',
    summary: 'Inserts synonyms of words of the text at places chosen by chance.',
    citation: 'Wei and Zou, EDA: Easy Data Augmentation Techniques, 2019, arXiv:1901.11196, section 2 (RI)',
    parameters,
    files: ['thesaurus'],
    apply: (text, parameters, draws) => insertWords(text, thesaurusOf(parameters), parameters.share, draws),
};
export function insertWords(text, synonyms, share, draws) {
    const { words, gaps } = wordsOf(text);
    const known = words.filter((word) => (synonyms.get(word.toLowerCase())?.length ?? 0) > 0);
    if (known.length === 0)
        return text;
    const inserted = [...words];
    for (let count = wordCount(share, words.length); count > 0; count--) {
        const synonym = drawOne(synonyms.get(drawOne(known, draws).toLowerCase()) ?? [], draws);
        const place = draws.integer(0, words.length);
        const before = inserted[place] ?? '';
        inserted[place] = synonym + spaceBefore(before) + before;
    }
    return joinWords(inserted, gaps);
}
//# sourceMappingURL=random-insertion.js.map