import { findStage } from '../pipelines/registry.ts';
import type { BoundStage } from '../pipelines/run-stages.ts';
import type { Recipe } from '../recipes/recipe.ts';
import { withFilePaths } from '../workers/planning/stage-files.ts';

/** The stages of a recipe of documents that need one of them at a time. */
export function localStages({ stages: chosen }: Recipe, folder: string): BoundStage[] {
  return chosen.flatMap((each) => {
    const stage = findStage(each.stage);
    if (stage === undefined || stage.kind === 'dedup') return [];
    return [{ stage, parameters: withFilePaths('text', each, folder).parameters, when: each.when }];
  });
}
