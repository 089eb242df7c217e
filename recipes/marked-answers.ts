import type { z } from 'zod';
import { type MayRewrite, rewriterAfter } from '../pipelines/rewriter-after.ts';
import { found } from './check-value.ts';
import type { WholeRecipe } from './recipe.ts';
import type { TrainingKinds } from './train-schema.ts';

/**
 * Adds an issue where a run learns from answers that a stage marks, and what comes behind that stage may change the texts:
 * the run could not find them again.
 */
export function checkMarkedAnswers(
  { stages, augment, train }: Pick<WholeRecipe, 'stages' | 'augment' | 'train'>,
  definitions: readonly MayRewrite[],
  { objectives }: TrainingKinds,
  context: z.core.$RefinementCtx,
): void {
  for (const { name, objective: given } of train) {
    const objective = objectives.find((each) => each.name === given.name);
    const marking = objective?.content === 'documents' ? objective.form : undefined;
    if (marking === undefined || !stages.some(({ stage }) => stage === marking)) continue;
    const where = `"${marking}", which marks the answers that run "${name}" learns from`;
    const stage = rewriterAfter(definitions, stages, marking);
    if (stage !== undefined) {
      const message = `expected stages that rewrite texts before ${where}, found ${found(stage)} after it`;
      context.addIssue({ code: 'custom', path: ['stages'], message });
      return;
    }
    if (augment !== null) {
      const message = `expected no augmented copies beside ${where}, found ${found(augment.operations.map((each) => each.name).join(', '))}`;
      context.addIssue({ code: 'custom', path: ['augment'], message });
      return;
    }
  }
}
