import { z } from 'zod';
import { shareOfWords, thesaurus } from '../parameters.js';
import { thesaurusOf } from '../thesaurus.js';
import { deleteWords } from './random-deletion.js';
import { insertWords } from './random-insertion.js';
import { swapWords } from './random-swap.js';
import { replaceWords } from './synonym-replacement.js';
const parameters = z.strictObject({
    thesaurus: thesaurus.optional(),
    synonyms: shareOfWords(0.1, 'Share of words that become synonyms (alpha_sr); without a thesaurus none.'),
    insertions: shareOfWords(0.1, 'Share of words to insert (alpha_ri); without a thesaurus none.'),
    swaps: shareOfWords(0.1, 'Share of words to swap (alpha_rs).'),
    deletions: shareOfWords(0.1, 'Probability that a word is deleted (p_rd).'),
});
/** One of EDA's four operations, by chance; of those with a share of 0, or without a thesaurus, none. */
export const eda = {
    name: 'eda',
    summary: 'Replaces, inserts, swaps or deletes words: one of the four, chosen by chance for each text.',
    citation: 'Wei and Zou, EDA: Easy Data Augmentation Techniques, 2019, arXiv:1901.11196',
    parameters,
    files: ['thesaurus'],
    apply: (text, parameters, draws) => {
        const { thesaurus: path, synonyms, insertions, swaps, deletions } = parameters;
        const choices = [];
        if (path !== undefined && synonyms > 0)
            choices.push(() => replaceWords(text, thesaurusOf(parameters), synonyms, draws));
        if (path !== undefined && insertions > 0)
            choices.push(() => insertWords(text, thesaurusOf(parameters), insertions, draws));
        if (swaps > 0)
            choices.push(() => swapWords(text, swaps, draws));
        if (deletions > 0)
            choices.push(() => deleteWords(text, deletions, draws));
        return choices[draws.integer(0, choices.length)]?.() ?? text;
    },
};
//# sourceMappingURL=eda.js.map