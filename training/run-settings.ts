import type { Json } from '../core/canonical-json.ts';
import type { ImageSize } from '../core/pixels.ts';
import type { AugmentStep } from '../pipelines/augment/augmentation.ts';
import type { Curriculum } from '../streaming/curriculum/stages.ts';
import type { Mix } from '../streaming/mix/mix.ts';
import type { CheckpointChoice } from './checkpoints/read-checkpoint.ts';
import type { PruneSettings } from './compression/sparsity-schedule.ts';
import type { RemovedUnits } from './compression/structured-pruning.ts';
import type { DistillationLoss } from './distillation/distilled-objective.ts';
import type { DistributedEngine, Strategy } from './distributed/distribution.ts';
import type { EarlyStopping } from './early-stopping.ts';
import type { Precision } from './engine.ts';
import type { Tuning } from './tuning/tuning.ts';

/** What one training run does: an entry of a recipe's `train` after parsing, with every default filled in. Plain data. */
export interface RunSettings {
  readonly name: string;
  /** Name of the run in the same recipe whose best weights this one begins with; null begins with random ones. */
  readonly from: string | null;
  /** A model of another project whose weights it begins with; recipes that name none have no such member. */
  readonly pretrained?: PretrainedFolder | PretrainedWeights;
  readonly model: NamedParameters;
  readonly objective: NamedParameters;
  /** Weights of the model that stay as they begin, by the patterns of `training/tuning/freeze.ts`. Older runs lack it. */
  readonly freeze?: readonly string[];
  /** What is trained in the place of the model's own weights, which stay as they are; absent where those are trained. */
  readonly tune?: Tuning;
  /** Name of the run in the same recipe that it follows beside its labels, and how; absent where it follows none. */
  readonly distil?: DistillationLoss & { readonly teacher: string };
  /** Shares of each block's heads and neurons that are taken out of `from` first; absent where none are. */
  readonly structured?: RemovedUnits;
  /** How its weights become zeros while it trains; absent where they do not. */
  readonly prune?: PruneSettings;
  /** Versions, as references, that it learns from in place of the recipe's own; null for that one. */
  readonly mix: Mix<string> | null;
  /** How training samples are ordered from easy to hard; null where an epoch is shuffled as a whole. */
  readonly curriculum: Curriculum | null;
  /** Tokens of a sample; null takes the length of the packed sequences, or of the run that this one starts from. */
  readonly length: number | null;
  /** What is done to each text in training; of a run on text alone. */
  readonly textAugment: readonly AugmentStep[];
  /** How images become samples; null for a run on text. */
  readonly images: ImageSettings | null;
  readonly steps: number;
  /** Samples in a micro-batch. */
  readonly batch: number;
  /** Micro-batches whose gradients make one update. */
  readonly accumulate: number;
  readonly learningRate: number;
  /** What the learning rate does after the warm-up; a cosine in runs that lack it. */
  readonly schedule?: Schedule;
  /** Share of the steps over which `wsd` falls. */
  readonly decayShare?: number;
  /** Where the schedule ends. */
  readonly minLearningRate: number;
  /** Steps over which the learning rate rises from 0. */
  readonly warmupSteps: number;
  /** AdamW in runs that lack it. */
  readonly optimizer?: 'adamw' | 'sgd';
  /** Of SGD. */
  readonly momentum?: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly weightDecay: number;
  readonly clipNorm: number;
  readonly dropout: number;
  readonly seed: number;
  /** Steps between validations on the holdout split; 0 never validates. */
  readonly evaluateEvery: number;
  /** Most batches of one validation during training; the evaluation of the finished run reads the whole split. */
  readonly evaluateBatches: number;
  /** When the run ends before its last step; absent where it does not. */
  readonly earlyStopping?: EarlyStopping;
  readonly checkpointEvery: number;
  readonly keepCheckpoints: number;
  /** Of matrix products in training; float32 in runs that lack it. */
  readonly precision?: Precision;
  readonly engine: 'graph' | 'eager' | DistributedEngine;
  /** Processes among which an engine of Python divides each micro-batch; recipes from before it have none. */
  readonly processes?: number;
  /** What those processes divide beside it; null for what the engine does by itself. */
  readonly strategy?: Strategy | null;
  readonly device: 'auto' | 'cpu' | 'gpu';
}

/** As a recipe names it: a folder as Hugging Face's transformers saves models. */
export interface PretrainedFolder {
  readonly folder: string;
}

/** As a run records it: by content, wherever the folder lay. */
export interface PretrainedWeights {
  /** Of the files that the weights were read from. */
  readonly sha256: string;
  readonly size: { readonly vocabulary: number; readonly positions: number } | { readonly imageSize: ImageSize };
  /** What the outputs of its head of classes are called, in their order; empty without one. */
  readonly labels: readonly string[];
}

export const schedules = ['cosine', 'linear', 'constant', 'wsd'] as const;
export type Schedule = (typeof schedules)[number];

export interface ImageSettings {
  /** Side of a sample in pixels; null takes what `augment` gives, that of the run it starts from, or the images' own. */
  readonly size: number | null;
  /** What is done to each image in training; in evaluation only what changes the size. */
  readonly augment: readonly AugmentStep[];
  /** A level becomes (level / 255 − mean) / deviation, for red, green and blue. */
  readonly normalize: { readonly mean: Rgb; readonly std: Rgb };
}

type Rgb = readonly [number, number, number];

export interface NamedParameters {
  readonly name: string;
  readonly parameters: Readonly<Record<string, Json>>;
}

/** What is asked about a run when all are trained: an entry of a recipe's `evaluate`. */
export interface EvaluationSettings {
  readonly run: string;
  readonly on: 'holdout' | 'train';
  /** Whose weights; the best in recipes that were stored before there was a choice. */
  readonly checkpoint?: CheckpointChoice;
  readonly metrics: readonly EvaluationMetric[];
  readonly against: 'naive-bayes' | null;
  /** Texts to write; undefined for none. */
  readonly samples?: SampleSettings;
}

/** Texts that a language model is to write. */
export interface SampleSettings {
  readonly prompts: readonly string[];
  /** Texts for each prompt. */
  readonly each: number;
  /** Most tokens of a text. */
  readonly tokens: number;
  /** What logits are divided by; 0 takes the likeliest token. */
  readonly temperature: number;
}

/** Scores of a classifier of two classes alone, beside those of all: of the positive one, the last by name. */
export const twoClassMetrics = ['precision', 'recall', 'f1'] as const;
export const languageMetrics = ['loss', 'perplexity'] as const;
export const classMetrics = ['loss', 'accuracy', 'macroF1', ...twoClassMetrics] as const;
/** Scores of a model that finds answers in texts, as SQuAD has them. */
export const answerMetrics = ['loss', 'exactMatch', 'f1'] as const;
export const evaluationMetrics = ['perplexity', ...classMetrics, 'exactMatch'] as const;
export type EvaluationMetric = (typeof evaluationMetrics)[number];
