import type { z } from 'zod';
import type { Batch } from '../streaming/batch.ts';
import type { HostTensor } from './host-tensor.ts';
import type { Forward, Model, WeightSpec } from './model.ts';
import type { Tensor } from './tensorflow.ts';

/** An input of the step: fed anew for each batch. */
export interface InputSpec {
  readonly name: string;
  readonly dtype: 'float32' | 'int32';
  readonly shape: readonly number[];
}

/** A batch as the step takes it. `targets` is what the sum of losses is divided by: tokens or samples that are judged. */
export interface StepInputs {
  readonly inputs: Readonly<Record<string, HostTensor>>;
  readonly targets: number;
}

/** The step's inputs as tensors, by the names in the objective's `inputs`. */
export type InputTensors = (name: string) => Tensor;

/** What is learned, for a model and a shape of batch. Short batches are filled up with samples that are not judged. */
export interface Objective {
  /** Samples of a full batch. The first side of each input is a multiple of it: samples lie one after another. */
  readonly samples: number;
  /** The same objective for another number of samples. */
  readonly resize: (samples: number) => Objective;
  /** Weights beside the model's own: a head. */
  readonly weights: readonly WeightSpec[];
  readonly inputs: readonly InputSpec[];
  readonly collate: (batch: Batch) => StepInputs;
  /** Sum of the losses of all targets, a scalar. */
  readonly lossSum: (forward: Forward, input: InputTensors) => Tensor;
  /** What evaluation reads, by name: `lossSum` always; `logits` [samples, classes] for classification. */
  readonly outputs: (forward: Forward, input: InputTensors) => Readonly<Record<string, Tensor>>;
}

export interface ObjectiveSize {
  readonly samples: number;
  readonly length: number;
  /** Names of the classes; empty where the stream has no labels. */
  readonly classes: readonly string[];
}

/** A kind of objective: one file, one test, one line in the registry. */
export interface ObjectiveDefinition<Parameters = Readonly<Record<string, never>>> {
  readonly name: string;
  readonly summary: string;
  /** What it reads from a version: packed tokens, or documents with labels. */
  readonly content: 'tokens' | 'documents';
  readonly parameters: z.ZodType<Parameters>;
  readonly build: (parameters: Parameters, model: Model, size: ObjectiveSize) => Objective;
}
