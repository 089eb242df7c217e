import type { z } from 'zod';
import type { RawOperations } from './raw-operations.ts';
import type { Tensor, Tensor2D, TensorFlow } from './tensorflow.ts';

/** A trained array: its name (Hugging Face's, where the model has one there), its shape and how it begins. */
export interface WeightSpec {
  readonly name: string;
  readonly shape: readonly number[];
  readonly initial: { readonly kind: 'normal'; readonly deviation: number } | { readonly kind: 'zeros' | 'ones' };
  /** Whether weight decay applies: to matrices and embeddings, never to biases and gains. */
  readonly decays: boolean;
}

/** What a forward pass works with. All that it computes must come from `tf` or `raw`, so that it can be traced. */
export interface Forward {
  readonly tf: TensorFlow;
  readonly raw: RawOperations;
  readonly weight: (name: string) => Tensor;
  /** Drops elements and scales up the rest by a draw of (seed, step, site); gives `x` itself in evaluation. */
  readonly dropout: <T extends Tensor>(x: T) => T;
}

/** A model of one size: pure functions of its weights. */
export interface Model {
  readonly weights: readonly WeightSpec[];
  /** Width of a state. */
  readonly width: number;
  /**
   * States [samples·length, width] of `ids`, int32 [samples·length], before the last norm: the sum of what embeddings
   * and layers say, where a token that says much is louder than others.
   */
  readonly residual: (forward: Forward, ids: Tensor, samples: number, length: number) => Tensor2D;
  /** Residual states [n, width] after the last norm, as loud as each other. */
  readonly hidden: (forward: Forward, residual: Tensor2D) => Tensor2D;
  /** Logits [n, vocabulary] of hidden states [n, width]. */
  readonly logits: (forward: Forward, hidden: Tensor2D) => Tensor2D;
}

/** What a model must know beside its own parameters. `length` is the most tokens of a sample. */
export interface ModelSize {
  readonly vocabulary: number;
  readonly length: number;
}

/** A kind of model: one file, one test, one line in the registry. From it come the recipe's keys and the reference. */
export interface ModelDefinition<Parameters = Readonly<Record<string, never>>> {
  readonly name: string;
  readonly summary: string;
  readonly citation: string;
  /** A strict zod object; each key has a default and a description. */
  readonly parameters: z.ZodType<Parameters>;
  readonly build: (parameters: Parameters, size: ModelSize) => Model;
}
