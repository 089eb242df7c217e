import type { BoundStage } from '../../pipelines/run-stages.ts';
import type { RecipeStage } from '../../recipes/recipe.ts';
import { stageNamed } from '../planning/segments.ts';

/** The stages that a plan names, with their parameters as the recipe's parsing left them. */
export function bindStages(stages: readonly RecipeStage[]): readonly BoundStage[] {
  return stages.map(({ stage, parameters }) => ({ stage: stageNamed(stage), parameters }));
}
