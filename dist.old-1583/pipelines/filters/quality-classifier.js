import { z } from 'zod';
import { drop, keep } from '../../core/verdict.js';
import { classOf, openClassifierFile } from '../classifier/open-classifier-file.js';
import { openedOnce } from '../opened-once.js';
import { defineFilter } from '../stage.js';
const share = z.number().min(0).max(1);
const parameters = z.strictObject({
    model: z
        .string()
        .min(1)
        .describe("A classifier, as `millrace classifier train` writes it, or a supervised model of fastText; relative to the recipe's folder."),
    label: z
        .string()
        .optional()
        .describe('The class whose probability is the score; without it the one that the model tells from all others.'),
    min: share.optional().describe('Least score; `millrace classifier calibrate` finds the one that keeps a share.'),
    max: share.optional().describe('Largest score.'),
    metadata: z.string().min(1).optional().describe('Name of a metadata column that is to hold the score.'),
});
/** Text by its probability to be of a class. Without limits it drops nothing, and the metrics tell the distribution. */
export const qualityClassifier = defineFilter({
    name: 'quality-classifier',
    summary: 'Drops text by the probability that a trained classifier gives it: quality, domain, or any other label.',
    citation: 'Joulin et al., Bag of Tricks for Efficient Text Classification, 2016, arXiv:1607.01759; Brown et al., Language Models are Few-Shot Learners, 2020, appendix A; Li et al., DataComp-LM, 2024, arXiv:2406.11794, section 4.4',
    version: 1,
    parameters,
    files: ['model'],
    examples: [
        {
            text: 'Free bonus, click now!!',
            parameters: { model: 'good.classifier', min: 0.5 },
            files: {
                'good.classifier': async () => (await import('../classifier/example-classifier.js')).exampleClassifier(),
            },
        },
    ],
    prepare: async (parameters) => {
        scoreBy(parameters);
    },
    words: () => 'whitespace',
    measure: ({ text }, parameters) => ({ score: scoreBy(parameters)(text) }),
    decide,
    annotate: ({ score }, { metadata }) => (metadata === undefined ? undefined : { [metadata]: String(score) }),
});
const scoreBy = openedOnce(({ model, label }) => openScore(model, label));
/**
 * What gives the probability of a class by the classifier in a file. Throws MillraceError `no-stage-file`,
 * `bad-classifier`, `unknown-label` (usage).
 */
export function openScore(model, label) {
    const classifier = openClassifierFile(model);
    const place = classOf(classifier, label, 'quality-classifier.label');
    return (text) => classifier.probabilities(text)[place];
}
function decide({ score }, { min, max }) {
    if (min !== undefined && score < min)
        return drop('classifier-score-too-low', score, min);
    return max !== undefined && score > max ? drop('classifier-score-too-high', score, max) : keep;
}
//# sourceMappingURL=quality-classifier.js.map