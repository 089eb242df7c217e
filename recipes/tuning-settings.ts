import type { z } from 'zod';
import { MillraceError } from '../core/errors.ts';
import type { RunSettings } from '../training/run-settings.ts';
import { freezeProblem, idlePattern } from '../training/tuning/freeze.ts';
import { tunedTokenModel } from '../training/tuning/tuning.ts';
import type { TrainingKinds } from './train-schema.ts';

/**
 * Adds an issue for what a run freezes or tunes and its model does not have. Names of weights do not depend on the
 * version's sizes; those of models of images may: they are checked when the run is planned.
 */
export function checkTuning(
  {
    freeze = [],
    tune,
    from,
    pretrained,
    model,
    earlyStopping,
    evaluateEvery,
  }: Pick<RunSettings, 'freeze' | 'tune' | 'from' | 'pretrained' | 'model' | 'earlyStopping' | 'evaluateEvery'>,
  models: TrainingKinds['models'],
  context: z.core.$RefinementCtx,
  index: number,
): void {
  const refuse = (message: string, ...path: (string | number)[]): void =>
    context.addIssue({ code: 'custom', path: [index, ...path], message });
  if (tune !== undefined && from === null && pretrained === undefined) {
    refuse('expected from, the name of an earlier run, beside it, found none', 'tune');
  }
  if (earlyStopping !== undefined && evaluateEvery === 0) {
    refuse('expected validations, evaluateEvery above 0, beside it, found 0', 'earlyStopping');
  }
  const definition = models.find(({ name }) => name === model.name);
  if ((freeze.length === 0 && tune === undefined) || definition?.reads !== 'tokens') return;
  const built = definition.build(definition.parameters.parse(model.parameters), { vocabulary: 1024, length: 1024 });
  const idle = idlePattern(freeze, built.weights);
  if (idle !== undefined) refuse(freezeProblem(idle, built.weights), 'freeze', freeze.indexOf(idle));
  if (tune === undefined) return;
  try {
    tunedTokenModel(built, tune);
  } catch (error) {
    if (!(error instanceof MillraceError)) throw error;
    refuse(error.message, 'tune', ...Object.keys(tune));
  }
}
