import { MillraceError } from '../core/errors.ts';

/** The error of a run whose loss is no number any more. */
export function diverged(run: string, step: number, loss: number): MillraceError {
  return new MillraceError('diverged', `the loss of run ${run} is ${loss} at step ${step}`, {
    hint: 'lower learningRate, or raise warmupSteps, and train again',
  });
}
