import type { EngineOptions, OptimizerSettings } from '../../training/engine.ts';
import { learningRateAt } from '../../training/learning-rate.ts';
import type { TokenModel } from '../../training/model.ts';
import { gpt } from '../../training/models/gpt.ts';
import { causal } from '../../training/objectives/causal.ts';

/** What nanoGPT's README gives for a CPU: four layers of 128, 2,000 steps of 12 windows of 64 characters. */
export const configuration = {
  layers: 4,
  heads: 4,
  width: 128,
  bias: false,
  length: 64,
  batch: 12,
  steps: 2000,
  warmupSteps: 100,
  learningRate: 1e-3,
  minLearningRate: 1e-4,
  seed: 1337,
} as const;

export const optimizer: OptimizerSettings = { beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0.1, clipNorm: 1 };

/** Learning rate of each step, in order. */
export const learningRates: readonly number[] = Array.from({ length: configuration.steps }, (_, index) =>
  learningRateAt(index + 1, configuration),
);

/** The run for a vocabulary, computed in `parallel` parts. */
export function engineOptions(
  vocabulary: number,
  parallel: number,
  seed: number = configuration.seed,
): EngineOptions & { readonly model: TokenModel } {
  const { layers, heads, width, bias, length, batch } = configuration;
  const model = gpt.build({ layers, heads, width, bias }, { vocabulary, length });
  const objective = causal.build({}, model, { samples: batch, length, classes: [] });
  return { model, objective, optimizer, dropout: 0, seed, parallel };
}
