import type { OptimizerSettings } from '../engine.ts';
import type { RunSettings } from '../run-settings.ts';

/** The optimizer that a run asks for. */
export function runOptimizer(settings: RunSettings): OptimizerSettings {
  const { beta1, beta2, epsilon, weightDecay, clipNorm, momentum = 0 } = settings;
  if (settings.optimizer === 'sgd') return { kind: 'sgd', momentum, weightDecay, clipNorm };
  return { beta1, beta2, epsilon, weightDecay, clipNorm };
}
