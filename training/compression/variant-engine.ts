import type { Backend } from '../backend/backend.ts';
import { type InferenceEngine, openPass, tracePassGraph } from '../inference/inference-engine.ts';
import type { Objective } from '../objective.ts';
import { runParts } from '../open-run.ts';
import type { RunConfig } from '../run-config.ts';
import { compressible } from './compressible.ts';
import { type IntegerKernel, integerKernel, withIntegerProducts } from './integer-products.ts';
import type { StoredVariant } from './stored-variant.ts';

/** A compressed model that answers batches of `samples`. */
export interface VariantEngine extends InferenceEngine {
  readonly objective: Objective;
  /** What multiplies its matrices; null for float32. */
  readonly kernel: IntegerKernel | null;
}

/**
 * Weights of few bits become float32 as they are loaded: the file is smaller, speed and memory are those of float32. With
 * products of bytes the matrices stay bytes in memory, too; embeddings become float32.
 */
export function openVariantEngine(
  backend: Backend,
  { config, weights, products }: StoredVariant,
  classes: readonly string[],
  samples: number,
): VariantEngine {
  const { model, objective } = runParts(withBatch(config, samples), classes);
  const pass = tracePassGraph(backend, { model, objective, weights });
  if (products === 'float32') return { ...openPass(backend, pass), objective, kernel: null };
  const kernel = integerKernel(backend);
  const integers = withIntegerProducts(backend, pass, compressible(model), kernel);
  return { ...openPass(backend, integers), objective, kernel };
}

export function withBatch(config: RunConfig, batch: number): RunConfig {
  return { ...config, settings: { ...config.settings, batch } };
}
