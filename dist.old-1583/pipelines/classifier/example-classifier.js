import { writeClassifierFile } from './classifier-file.js';
import { trainClassifier } from './train-classifier.js';
const texts = {
    good: [
        'The miller set the wheel by hand.',
        'In the evening the river ran low.',
        'Grain is cut when the days are dry.',
    ],
    spam: ['Win a free bonus now!!', 'Click for cheap cash offers.', 'Free casino, click and win.'],
};
/** The file of a classifier of six short texts, for the documentation. */
export function exampleClassifier() {
    const labelled = Object.entries(texts).flatMap(([label, each]) => each.map((text, index) => ({ id: `${label}${index}`, text, label })));
    const rule = { words: 2, characters: null, bits: 12 };
    return writeClassifierFile(trainClassifier(labelled, { rule, positive: 'good', epochs: 20, rate: 0.3, atLeast: 1, seed: 1 }));
}
//# sourceMappingURL=example-classifier.js.map