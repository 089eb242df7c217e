import type { z } from 'zod';
import type { ImageSize } from '../core/pixels.ts';
import type { Batch } from '../streaming/batch.ts';
import type { DocumentForm } from '../streaming/document-form.ts';
import type { ImageBatch } from '../streaming/image-batch.ts';
import type { HostTensor } from './host-tensor.ts';
import type { Masking } from './masking.ts';
import type { Architecture, Forward, ImageModel, PairModel, TokenModel, WeightSpec } from './model.ts';
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
  /** Of a packed objective: how many samples it is, one of its `sizes`. */
  readonly samples?: number;
}

/** The step's inputs as tensors, by the names in the objective's `inputs`. */
export type InputTensors = (name: string) => Tensor;

/** What is learned, for a model and a shape of batch. Short batches are filled up with samples that are not judged. */
interface AnyObjective<Own> {
  /** Samples of a full batch. The first side of each input is a multiple of it: samples lie one after another. */
  readonly samples: number;
  /** The same objective for another number of samples. */
  readonly resize: (samples: number) => Own;
  /** Weights beside the model's own: a head. */
  readonly weights: readonly WeightSpec[];
  readonly inputs: readonly InputSpec[];
  /** Sum of the losses of all targets, a scalar. */
  readonly lossSum: (forward: Forward, input: InputTensors) => Tensor;
  /** What evaluation reads, by name: `lossSum` always; `logits` [samples, classes] for classification. */
  readonly outputs: (forward: Forward, input: InputTensors) => Readonly<Record<string, Tensor>>;
}

export interface TokenObjective extends AnyObjective<TokenObjective> {
  readonly reads: 'tokens';
  readonly collate: (batch: Batch) => StepInputs;
  /** The same losses of several texts in each sample; absent where texts cannot share one. */
  readonly packed?: PackedObjective;
}

/** Reads a batch of texts as fewer samples that hold several each, so that little of them is padding. */
export interface PackedObjective extends AnyObjective<PackedObjective> {
  readonly reads: 'packed';
  /** Samples that a step's inputs can have, from most to 1. */
  readonly sizes: readonly number[];
  /** A batch as micro-batches, each of one of `sizes`: their losses add up to those of the batch. */
  readonly collate: (batch: Batch) => readonly StepInputs[];
}

export interface ImageObjective extends AnyObjective<ImageObjective> {
  readonly reads: 'images';
  /** `shares` [samples × classes]: how much of each class is in each image, where images were mixed. */
  readonly collate: (batch: ImageBatch, shares?: Float32Array) => StepInputs;
}

export type Objective = TokenObjective | PackedObjective | ImageObjective;

export interface TokenObjectiveSize {
  readonly samples: number;
  readonly length: number;
  /** Names of the classes; empty where the stream has no labels. */
  readonly classes: readonly string[];
  /** Number of tokens that there are, and what masking knows of them; for objectives that mask. */
  readonly vocabulary?: number;
  readonly masking?: Masking;
  /** Ids that stand for spans, where spans are taken out. */
  readonly sentinels?: readonly number[];
}

export interface ImageObjectiveSize extends ImageSize {
  readonly samples: number;
  readonly classes: readonly string[];
}

interface DefinitionOf<Parameters> {
  readonly name: string;
  readonly summary: string;
  readonly parameters: z.ZodType<Parameters>;
}

export interface TokenObjectiveDefinition<Parameters> extends DefinitionOf<Parameters> {
  readonly reads?: undefined;
  /** What it reads from a version: packed tokens, or documents with labels, or in the form that `form` names. */
  readonly content: 'tokens' | 'documents';
  readonly form?: DocumentForm['kind'];
  /** The models that it can train. */
  readonly architectures: readonly Architecture[];
  readonly build: (parameters: Parameters, model: TokenModel, size: TokenObjectiveSize) => TokenObjective;
}

/** An objective that makes a pair of texts of each sample. */
export interface PairObjectiveDefinition<Parameters> extends DefinitionOf<Parameters> {
  readonly reads: 'pairs';
  readonly content: 'tokens';
  readonly architectures: readonly Architecture[];
  readonly build: (parameters: Parameters, model: PairModel, size: TokenObjectiveSize) => TokenObjective;
}

export interface ImageObjectiveDefinition<Parameters> extends DefinitionOf<Parameters> {
  readonly reads?: undefined;
  readonly content: 'images';
  readonly build: (parameters: Parameters, model: ImageModel, size: ImageObjectiveSize) => ImageObjective;
}

/** A kind of objective: one file, one test, one line in the registry. */
export type ObjectiveDefinition<Parameters = Readonly<Record<string, never>>> =
  | TokenObjectiveDefinition<Parameters>
  | PairObjectiveDefinition<Parameters>
  | ImageObjectiveDefinition<Parameters>;
