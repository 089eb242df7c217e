import { Command } from 'commander';
import { calibrateCommand, calibrateExamples } from '../classifier/calibrate.js';
import { measureCommand, measureExamples } from '../classifier/measure.js';
import { trainCommand, trainExamples } from '../classifier/train.js';
/** `classifier train | measure | calibrate`: the model of the stage `quality-classifier`. */
export function classifierVerb() {
    const examples = [...trainExamples.slice(0, 1), ...measureExamples.slice(0, 1), ...calibrateExamples.slice(0, 1)];
    return new Command('classifier')
        .description('Train, judge and calibrate the classifier of the stage quality-classifier')
        .addCommand(trainCommand())
        .addCommand(measureCommand())
        .addCommand(calibrateCommand())
        .addHelpText('after', `\nExamples:\n${examples.map((example) => `  $ npx millrace ${example}`).join('\n')}`);
}
//# sourceMappingURL=classifier.js.map