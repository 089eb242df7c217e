import type { BoundStage } from '../../pipelines/run-stages.ts';
import type { RecipeStage } from '../../recipes/recipe.ts';
import { stageNamed } from '../planning/segments.ts';
import { withFilePaths } from '../planning/stage-files.ts';

/** The stages that a plan names, with their parameters as the recipe's parsing left them, and absolute paths of files. */
export function bindStages(stages: readonly RecipeStage[], recipeFolder: string): readonly BoundStage[] {
  return stages.map((each) => ({
    stage: stageNamed(each.stage),
    parameters: withFilePaths('text', each, recipeFolder).parameters,
    when: each.when,
  }));
}
