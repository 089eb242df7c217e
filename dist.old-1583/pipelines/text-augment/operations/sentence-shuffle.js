import { z } from 'zod';
import { drawOrder } from '../draw-many.js';
import { sentencesOf } from '../sentences.js';
const parameters = z.strictObject({
    within: z
        .enum(['paragraph', 'document'])
        .default('paragraph')
        .describe('`paragraph` keeps each sentence in its line; `document` lets it go anywhere.'),
});
/** Sentences change places; the white space between places stays. */
export const sentenceShuffle = {
    name: 'sentence-shuffle',
    summary: 'Puts the sentences into an order chosen by chance.',
    citation: 'Lewis et al., BART: Denoising Sequence-to-Sequence Pre-training, 2019, arXiv:1910.13461, section 2.2',
    parameters,
    apply: (text, { within }, draws) => {
        if (within === 'document')
            return shuffled(text);
        return text
            .split('\n')
            .map((line) => shuffled(line))
            .join('\n');
        function shuffled(part) {
            const { sentences, gaps } = sentencesOf(part);
            if (sentences.length < 2)
                return part;
            const order = drawOrder(sentences.length, draws);
            let result = gaps[0] ?? '';
            for (const [place, from] of order.entries())
                result += (sentences[from] ?? '') + (gaps[place + 1] ?? '');
            return result;
        }
    },
};
//# sourceMappingURL=sentence-shuffle.js.map