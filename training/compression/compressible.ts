import type { Model, WeightSpec } from '../model.ts';

/**
 * Names of the weights that are quantized and pruned: the model's matrices, kernels and embeddings. Biases, gains and an
 * objective's head stay as they are: they are few, and all that a model says passes through them.
 */
export function compressible({ weights }: Model): readonly string[] {
  return weights.filter(isMatrix).map(({ name }) => name);
}

/** Those of them that training moves, and so may prune. */
export function prunable({ weights }: Model): readonly string[] {
  return weights.filter((spec) => isMatrix(spec) && spec.frozen !== true).map(({ name }) => name);
}

function isMatrix({ shape, decays }: WeightSpec): boolean {
  return decays && shape.length >= 2;
}
