import { z } from 'zod';
import { joinWords, withoutWords, wordsOf } from '../words.js';
const parameters = z.strictObject({
    p: z.number().min(0).max(1).default(0.1).describe('Probability that a word is lost.'),
    mask: z
        .string()
        .default('<mask>')
        .describe('What stands in its place, such as `<mask>` or `[MASK]`; with nothing, words are deleted.'),
});
/** Words are hidden by chance. */
export const tokenDropout = {
    name: 'token-dropout',
    summary: 'Hides each word with a probability: a mask stands in its place.',
    citation: 'Bowman et al., Generating Sentences from a Continuous Space, 2016, arXiv:1511.06349, section 3.1 (word dropout); Iyyer et al., Deep Unordered Composition, 2015',
    parameters,
    apply: (text, { p, mask }, draws) => {
        const found = wordsOf(text);
        const lost = found.words.map(() => draws.unit() < p);
        if (mask === '')
            return withoutWords(found, (index) => lost[index] !== true);
        return joinWords(found.words.map((word, index) => (lost[index] === true ? mask : word)), found.gaps);
    },
};
//# sourceMappingURL=token-dropout.js.map