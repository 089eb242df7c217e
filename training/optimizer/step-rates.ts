import type { OptimizerSettings, StepSettings } from '../engine.ts';
import { adamRates } from './adam-rates.ts';

/** Numbers that an update of a step takes beside gradient and moments, by name. */
export function stepRates(settings: OptimizerSettings, step: StepSettings): Readonly<Record<string, number>> {
  return settings.kind === 'sgd' ? { rate: step.learningRate } : { ...adamRates(settings, step) };
}
