import type { AdamWSettings, StepSettings } from '../engine.ts';

/** What one AdamW update takes beside gradient and moments. */
export interface AdamRates {
  /** Learning rate with both bias corrections in it. */
  readonly rate: number;
  /** Added to the root of the second moment, which is not yet corrected. */
  readonly epsilon: number;
  /** Share of a decaying weight that is taken away before the update. */
  readonly decay: number;
}

/**
 * PyTorch's AdamW, rate·m̂ / (√v̂ + ε) with m̂ = m/(1−β₁ᵗ) and v̂ = v/(1−β₂ᵗ), with the corrections moved out of the tensors
 * and computed in double precision: rate·√(1−β₂ᵗ)/(1−β₁ᵗ) · m / (√v + ε·√(1−β₂ᵗ)).
 */
export function adamRates(settings: AdamWSettings, { step, learningRate }: StepSettings): AdamRates {
  const root = Math.sqrt(1 - settings.beta2 ** step);
  return {
    rate: (learningRate * root) / (1 - settings.beta1 ** step),
    epsilon: settings.epsilon * root,
    decay: learningRate * settings.weightDecay,
  };
}
