import type { Json } from '../../core/canonical-json.ts';
import type { HostTensor } from '../host-tensor.ts';
import type { PretrainedWeights } from '../run-settings.ts';
import type { ConfigReader } from './config-reader.ts';

/** What a model of Hugging Face reads: tokens by their number and the most of a sample, or images by their sides. */
export type PretrainedSize = PretrainedWeights['size'];

/** A model as `config.json` describes it, in Millrace's terms. */
export interface DescribedModel {
  readonly parameters: Readonly<Record<string, Json>>;
  readonly size: PretrainedSize;
}

/** A trained model that is to be written. */
export interface TrainedModel {
  /** Of Millrace's model, with all defaults. */
  readonly parameters: Readonly<Record<string, Json>>;
  readonly size: PretrainedSize;
  /** By Millrace's names: those of the model, and of a head of classes that transformers knows. */
  readonly weights: ReadonlyMap<string, HostTensor>;
  /** The names of the classes, in the order of the head's outputs; empty for a model that tells none. */
  readonly classes: readonly string[];
  /** The token that fills texts up; absent where none is known that no text ends with. */
  readonly padding?: number;
  /** The token between texts; absent where the tokenizer has none. */
  readonly end?: number;
}

/** What is written of it. */
export interface WrittenModel {
  readonly config: Readonly<Record<string, Json>>;
  readonly weights: ReadonlyMap<string, HostTensor>;
}

/** Weights of a head of classes that transformers knows by the same names: taken where the run's classes are its own. */
export const classHead: RegExp = /^classifier\.(?:weight|bias)$/;

/** How Hugging Face's transformers keeps one of our models: a file, a test, a line in the registry. */
export interface Layout {
  /** `model_type` of `config.json`. */
  readonly modelType: string;
  /** Classes of transformers whose folders are read, of `architectures`. */
  readonly architectures: readonly string[];
  /** Name of Millrace's model. */
  readonly model: string;
  /** Weights of objectives' heads that transformers has under the same names; null where it has none. */
  readonly heads: RegExp | null;
  /** `stored` are the names of the weights that are there. Throws MillraceError `unfit-config` (usage). */
  readonly describe: (config: ConfigReader, stored: ReadonlySet<string>) => DescribedModel;
  /** Millrace's name of a stored weight; null for one that the described model does without: buffers, copies, other heads. */
  readonly nameOf: (stored: string, model: DescribedModel) => string | null;
  readonly write: (model: TrainedModel) => WrittenModel;
}
