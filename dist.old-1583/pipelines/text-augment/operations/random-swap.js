import { z } from 'zod';
import { shareOfWords, wordCount } from '../parameters.js';
import { joinWords, wordsOf } from '../words.js';
const parameters = z.strictObject({
    share: shareOfWords(0.1, 'Swaps, as a share of the words; at least one.'),
});
/** Two words change places, again and again; what stands between them stays. */
export const randomSwap = {
    name: 'random-swap',
    summary: 'Two words, chosen by chance, change places; so many times.',
    citation: 'Wei and Zou, EDA: Easy Data Augmentation Techniques, 2019, arXiv:1901.11196, section 2 (RS)',
    parameters,
    apply: (text, { share }, draws) => swapWords(text, share, draws),
};
export function swapWords(text, share, draws) {
    const { words, gaps } = wordsOf(text);
    if (words.length < 2)
        return text;
    const swapped = [...words];
    for (let swap = wordCount(share, words.length); swap > 0; swap--) {
        const one = draws.integer(0, words.length);
        const shift = draws.integer(1, words.length);
        const other = (one + shift) % words.length;
        const word = swapped[one] ?? '';
        swapped[one] = swapped[other] ?? '';
        swapped[other] = word;
    }
    return joinWords(swapped, gaps);
}
//# sourceMappingURL=random-swap.js.map