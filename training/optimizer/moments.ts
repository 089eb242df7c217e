import type { EngineState, OptimizerSettings } from '../engine.ts';

/** What an optimizer keeps for each trained weight: means over the gradients of earlier steps. */
export type Moment = keyof Omit<EngineState, 'weights'>;

/** AdamW keeps two moments; SGD its momentum as the first, and nothing without momentum. */
export function momentsOf(settings: OptimizerSettings): readonly Moment[] {
  if (settings.kind !== 'sgd') return ['firstMoments', 'secondMoments'];
  return settings.momentum > 0 ? ['firstMoments'] : [];
}
