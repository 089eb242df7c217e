import type { HostTensor } from './host-tensor.ts';
import type { Model } from './model.ts';
import type { Objective, StepInputs } from './objective.ts';

/** How gradients change weights, after clipping by their global norm. */
export type OptimizerSettings = AdamWSettings | SgdSettings;

interface AnyOptimizerSettings {
  /** Of weights that decay. */
  readonly weightDecay: number;
  /** Largest global norm of the gradient; 0 clips nothing. */
  readonly clipNorm: number;
}

/** AdamW: decoupled decay. Loshchilov and Hutter 2019; epsilon as PyTorch places it. */
export interface AdamWSettings extends AnyOptimizerSettings {
  readonly kind?: 'adamw';
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

/** Stochastic gradient descent as PyTorch's `SGD`: the decay is a part of the gradient, which momentum adds up. */
export interface SgdSettings extends AnyOptimizerSettings {
  readonly kind: 'sgd';
  readonly momentum: number;
}

/** `bfloat16` rounds the factors of matrix products and what they give; weights, moments and sums stay float32. */
export type Precision = 'float32' | 'bfloat16';

export interface EngineOptions {
  readonly model: Model;
  readonly objective: Objective;
  readonly optimizer: OptimizerSettings;
  /** Probability of dropping an element, in [0, 1). */
  readonly dropout: number;
  /** Of the initial weights and of dropout. */
  readonly seed: number;
  /** How matrix products of training steps are computed; float32 where it is not said, as all evaluation is. */
  readonly precision?: Precision;
  /**
   * Equal parts of a batch whose passes run side by side, each on one thread: on a processor as many as its threads. The
   * next smaller number that divides the samples is taken; 1 where it is not said. Losses depend on it by rounding, and
   * by the draws of dropout.
   */
  readonly parallel?: number;
}

/** `step` counts from 1. */
export interface StepSettings {
  readonly step: number;
  readonly learningRate: number;
}

/** Mean loss over all targets before the update, and the gradient's global norm before clipping. */
export interface StepReport {
  readonly loss: number;
  readonly gradientNorm: number;
}

/**
 * Weights with the optimizer's moments by weight name: all that a checkpoint needs beside the stream's cursor. Frozen
 * weights have no moments; SGD keeps its momentum as the first ones, and no second.
 */
export interface EngineState {
  readonly weights: ReadonlyMap<string, HostTensor>;
  readonly firstMoments: ReadonlyMap<string, HostTensor>;
  readonly secondMoments: ReadonlyMap<string, HostTensor>;
}

/** Runs training steps. Two of them give the same losses: eager TensorFlow.js, and one traced TensorFlow graph. */
export interface TrainingEngine {
  /** One update from the gradient of all micro-batches together, as if they were one batch. */
  readonly step: (microBatches: readonly StepInputs[], settings: StepSettings) => StepReport;
  /** The objective's outputs, without dropout. */
  readonly evaluate: (inputs: StepInputs) => Readonly<Record<string, Float32Array>>;
  readonly readState: () => EngineState;
  /** Takes over state; weights that are not named keep their value. Throws MillraceError `weight-shape`. */
  readonly writeState: (state: Partial<EngineState>) => void;
  readonly close: () => void;
}
