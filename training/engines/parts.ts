import { randomUint32 } from '../../core/seeded-random.ts';
import type { EngineOptions } from '../engine.ts';
import type { Objective } from '../objective.ts';

/** Equal parts of a batch whose passes are computed apart: their losses and gradients add up to the batch's. */
export interface Parts {
  readonly count: number;
  /** The objective of one part. */
  readonly objective: Objective;
  /** Seed of a part's dropout: each draws its own. */
  readonly seedOf: (part: number) => number;
}

/**
 * As many parts as `parallel` asks for, or the next smaller number that divides the samples: those of the objective's
 * batch, or as many as are said.
 */
export function partsOf(
  { objective, parallel = 1, seed }: Pick<EngineOptions, 'objective' | 'parallel' | 'seed'>,
  samples = objective.samples,
): Parts {
  let count = Math.max(1, Math.min(parallel, samples));
  while (samples % count !== 0) count--;
  const part = samples / count;
  return {
    count,
    objective: part === objective.samples ? objective : objective.resize(part),
    seedOf: (part) => randomUint32(seed, part),
  };
}
