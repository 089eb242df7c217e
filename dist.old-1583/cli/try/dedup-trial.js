import { MillraceError } from '../../core/errors.js';
import { comparedAnswers } from '../../pipelines/dedup/compared-answers.js';
import { documentOfLine } from './answer-line.js';
/**
 * A stage that compares documents, over all lines of input: answers as of {@link comparedAnswers}. Lines that hold no
 * document answer `{error}` and are compared with nothing.
 * Throws MillraceError `stage-compares` (usage) for parameters that name a version.
 */
export function dedupTrial(stage, parameters) {
    if ((parameters.against ?? []).length > 0)
        throw new MillraceError('stage-compares', '"against" compares with a version, which is done in a build alone', {
            kind: 'usage',
            hint: 'leave it out, or put the stage into a recipe, and run npx millrace build',
        });
    return {
        answerAll: async (lines, readText) => {
            const documents = [];
            for (const line of lines)
                documents.push(await documentOfLine(line, readText));
            return comparedAnswers(stage, parameters, documents);
        },
    };
}
//# sourceMappingURL=dedup-trial.js.map