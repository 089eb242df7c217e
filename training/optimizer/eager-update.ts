import type { OptimizerSettings, StepSettings } from '../engine.ts';
import type { Tensor, TensorFlow } from '../tensorflow.ts';
import { adamRates } from './adam-rates.ts';
import { eagerAdamW } from './eager-adamw.ts';
import { eagerSgd } from './eager-sgd.ts';

/** A weight with what its optimizer keeps for it, in the order of `momentsOf`; a frozen one has none. */
export interface EagerWeight {
  readonly weight: Tensor;
  readonly moments: readonly Tensor[];
}

/** One update of a weight by its clipped gradient. */
export function eagerUpdate(
  tf: TensorFlow,
  state: EagerWeight,
  gradient: Tensor,
  decays: boolean,
  settings: OptimizerSettings,
  step: StepSettings,
): EagerWeight {
  return settings.kind === 'sgd'
    ? eagerSgd(tf, state, gradient, decays, settings, step.learningRate)
    : eagerAdamW(tf, state, gradient, decays, settings, adamRates(settings, step));
}
