import { z } from 'zod';
import { withoutWords, wordsOf } from '../words.js';
const parameters = z.strictObject({
    p: z.number().min(0).max(1).default(0.1).describe('Probability that a word is deleted.'),
});
/** Words go by chance; of a text that would lose all of them, one stays. */
export const randomDeletion = {
    name: 'random-deletion',
    summary: 'Deletes each word with a probability; one word stays at least.',
    citation: 'Wei and Zou, EDA: Easy Data Augmentation Techniques, 2019, arXiv:1901.11196, section 2 (RD)',
    parameters,
    apply: (text, { p }, draws) => deleteWords(text, p, draws),
};
export function deleteWords(text, p, draws) {
    const found = wordsOf(text);
    const { length } = found.words;
    if (length < 2)
        return text;
    const keeps = Array.from({ length }, () => draws.unit() >= p);
    if (!keeps.includes(true))
        keeps[draws.integer(0, length)] = true;
    return withoutWords(found, (index) => keeps[index] === true);
}
//# sourceMappingURL=random-deletion.js.map