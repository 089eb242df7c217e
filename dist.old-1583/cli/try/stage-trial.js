import { MillraceError } from '../../core/errors.js';
import { imageStages } from '../../pipelines/image-registry.js';
import { stages } from '../../pipelines/registry.js';
import { prepareStages, runStages } from '../../pipelines/run-stages.js';
import { stageAnswer } from '../../pipelines/stage-answer.js';
import { checkValue, problemText } from '../../recipes/check-value.js';
import { didYouMean } from '../../recipes/suggestion.js';
import { withFilePaths } from '../../workers/planning/stage-files.js';
import { dedupTrial } from './dedup-trial.js';
import { imageDedupTrial } from './image-dedup-trial.js';
import { imageTrial } from './image-trial.js';
import { tokenizeTrial } from './tokenize-trial.js';
/**
 * A stage by name with parameters as a recipe gives them, ready to answer. `tokenize` takes `{tokenizer: path}`.
 * Throws a usage error: `stage-unknown`, `parameters-invalid`, `stage-compares` for one that is to compare with a version.
 */
export async function openTrial(name, parameters) {
    if (name === 'tokenize')
        return tokenizeTrial(parameters);
    const stage = [...stages, ...imageStages].find((candidate) => candidate.name === name);
    if (stage === undefined)
        throw unknownStage(name);
    const checked = checkValue(stage.parameters, parameters);
    if (checked.ok) {
        if (stage.kind === 'image-dedup')
            return imageDedupTrial(stage, checked.value);
        if (stage.kind === 'dedup')
            return dedupTrial(stage, checked.value);
        return isImageStage(stage) ? imageTrial(stage, checked.value) : await stageTrial(stage, checked.value);
    }
    throw new MillraceError('parameters-invalid', problemText(checked.problems[0]), {
        kind: 'usage',
        at: `--params of ${name}`,
        hint: 'docs/stages.md lists the parameters of each stage',
    });
}
function isImageStage(stage) {
    return stage.kind.startsWith('image-');
}
async function stageTrial(stage, parameters) {
    // As a recipe's paths are relative to its folder, these are to the folder that one works in.
    const given = { stage: stage.name, version: stage.version, parameters: parameters };
    const bound = [{ stage, parameters: withFilePaths('text', given, process.cwd()).parameters }];
    await prepareStages(bound);
    return {
        format: stage.name === 'extract-html' ? 'html' : 'text',
        answer: (document) => stageAnswer(stage, document, runStages(bound, document)),
    };
}
function unknownStage(name) {
    const names = [...[...stages, ...imageStages].map((stage) => stage.name), 'tokenize'];
    return new MillraceError('stage-unknown', `there is no stage ${JSON.stringify(name)}${didYouMean(name, names)}`, {
        kind: 'usage',
        hint: `stages that can be tried: ${names.join(', ')}`,
    });
}
//# sourceMappingURL=stage-trial.js.map