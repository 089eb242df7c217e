import { stageNamed } from '../planning/segments.js';
import { withFilePaths } from '../planning/stage-files.js';
/** The stages that a plan names, with their parameters as the recipe's parsing left them, and absolute paths of files. */
export function bindStages(stages, recipeFolder) {
    return stages.map((each) => ({
        stage: stageNamed(each.stage),
        parameters: withFilePaths('text', each, recipeFolder).parameters,
        when: each.when,
    }));
}
//# sourceMappingURL=bind-stages.js.map