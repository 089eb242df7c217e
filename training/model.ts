import type { z } from 'zod';
import type { ImageSize } from '../core/pixels.ts';
import type { RemovedUnits } from './compression/structured-pruning.ts';
import type { RawOperations } from './raw-operations.ts';
import type { Tensor, Tensor2D, Tensor4D, TensorFlow } from './tensorflow.ts';

/** A trained array: its name (Hugging Face's, where the model has one there), its shape and how it begins. */
export interface WeightSpec {
  readonly name: string;
  readonly shape: readonly number[];
  readonly initial: { readonly kind: 'normal'; readonly deviation: number } | { readonly kind: 'zeros' | 'ones' };
  /** Whether weight decay applies: to matrices and embeddings, never to biases and gains. */
  readonly decays: boolean;
  /** Kept as it begins: it has no gradient, no moments and no update. */
  readonly frozen?: true;
}

/** What a forward pass works with. All that it computes must come from `tf` or `raw`, so that it can be traced. */
export interface Forward {
  readonly tf: TensorFlow;
  readonly raw: RawOperations;
  readonly weight: (name: string) => Tensor;
  /** Drops elements and scales up the rest by a draw of (seed, step, site); gives `x` itself in evaluation. */
  readonly dropout: <T extends Tensor>(x: T) => T;
}

/** Parts of a block that can be taken out of it one by one, such as its heads, and where their weights lie. */
export interface BlockUnits {
  readonly count: number;
  /**
   * Weights that hold the units one after another along `axis`, `repeats` times over: 3 where queries, keys and values of
   * all heads lie side by side.
   */
  readonly slices: readonly { readonly weight: string; readonly axis: number; readonly repeats: number }[];
}

/** A transformer block's parts that the rest of the model can do without. */
export interface ModelBlock {
  readonly heads: BlockUnits;
  readonly neurons: BlockUnits;
}

/** What models of every kind have. */
interface AnyModel {
  readonly weights: readonly WeightSpec[];
  /** Where linear layers keep what comes in first, as GPT-2's do; else their weights are [out, in], as PyTorch's. */
  readonly linear?: 'in-out';
  /** What structured pruning can take out; absent where the model has no such parts. */
  readonly blocks?: readonly ModelBlock[];
  /** Width of a state. */
  readonly width: number;
}

/** Samples of text as a model reads them, one after another. */
export interface TokenSamples {
  /** int32 [samples·length]. */
  readonly ids: Tensor;
  readonly samples: number;
  readonly length: number;
  /**
   * float32 [samples·length]: 1 for text, 0 for the padding after it. Without it all is text. A decoder needs none: text
   * never looks at what comes after it.
   */
  readonly text?: Tensor;
  /** int32 [samples·length]: the part that a token is of, such as 0 for a question and 1 for its context; else all 0. */
  readonly segments?: Tensor;
  /** What a decoder has read of each sample before these tokens. Without it the samples begin with them. */
  readonly cache?: KeyValueCache;
  /** Where a decoder's samples hold several texts each: which token stands where, and what it may look at. */
  readonly packed?: TokenPlaces;
}

/** Places of tokens that are not simply those in their sample. */
export interface TokenPlaces {
  /** int32 [samples·length]: the place of each token in its text, from 0. */
  readonly places: Tensor;
  /** float32 [samples, 1, length, cached + length], added to scores: 0 where a token may look, −10⁹ or less elsewhere. */
  readonly mask: Tensor;
}

/** Keys and values of tokens that were read before, so that they need not be read again. Layers are pure functions of it. */
export interface KeyValueCache extends TokenPlaces {
  /**
   * A layer's keys and values of these tokens, [samples, heads, length, headWidth], behind the cached ones:
   * [samples, heads, cached + length, headWidth]. Each layer calls it once, in their order; rotary keys are turned before.
   */
  readonly extend: (key: Tensor4D, value: Tensor4D) => KeysAndValues;
}

/** Sides of what a decoder caches of a token: a key and a value in each layer, of as many heads as keys have. */
export interface CacheShape {
  readonly layers: number;
  readonly heads: number;
  readonly headWidth: number;
}

/** What looks at what: a decoder at what came before, an encoder at all, an encoder–decoder at all of another text. */
export type Architecture = 'decoder' | 'encoder' | 'encoder-decoder';

/** A model of text of one size: pure functions of its weights. */
export interface TokenModel extends AnyModel {
  readonly reads: 'tokens';
  readonly architecture: 'decoder' | 'encoder';
  /** Name of the weight whose rows tokens are embedded by; a model without it takes no prompt. */
  readonly tokenTable?: string;
  /** What it caches; a model without it reads neither `cache` nor `packed`. */
  readonly cached?: CacheShape;
  /**
   * States [samples·length, width] before the last norm: the sum of what embeddings and layers say, where a token that
   * says much is louder than others.
   */
  readonly residual: (forward: Forward, tokens: TokenSamples) => Tensor2D;
  /** Residual states [n, width] after the last norm, as loud as each other. */
  readonly hidden: (forward: Forward, residual: Tensor2D) => Tensor2D;
  /** Logits [n, vocabulary] of hidden states [n, width]. */
  readonly logits: (forward: Forward, hidden: Tensor2D) => Tensor2D;
  /** One state for each text, [samples, width], of hidden states [samples·length, width], by a layer of the model's own. */
  readonly pooledText?: (forward: Forward, hidden: Tensor2D, samples: number) => Tensor2D;
}

/** A model of images of one size: pure functions of its weights. */
export interface ImageModel extends AnyModel {
  readonly reads: 'images';
  /** One state for each image, [samples, width], of `pixels`, float32 [samples, height, width, 3], after the last norm. */
  readonly pooled: (forward: Forward, pixels: Tensor, samples: number) => Tensor2D;
}

/** A text that an encoder has read. */
export interface EncodedSource {
  /** States [samples·length, width] after the last norm. */
  readonly states: Tensor2D;
  readonly length: number;
  /** As that of {@link TokenSamples}. */
  readonly text?: Tensor;
}

/** What the layers of a decoder look at in a text that an encoder has read. */
export interface AskedSource {
  /** For each layer its keys and values, [samples, heads, length, headWidth]. */
  readonly layers: readonly KeysAndValues[];
  readonly length: number;
  /** As that of {@link TokenSamples}. */
  readonly text?: Tensor;
}

export type KeysAndValues = readonly [key: Tensor4D, value: Tensor4D];

/** A model of one size that writes a text, the target, from another, the source: pure functions of its weights. */
export interface PairModel extends AnyModel {
  readonly reads: 'pairs';
  readonly architecture: 'encoder-decoder';
  /** What its decoder caches of a token of the target, and of one of the source. */
  readonly cached: CacheShape;
  /** States [samples·length, width] of the source, each of which has seen all of it. */
  readonly encode: (forward: Forward, source: TokenSamples) => Tensor2D;
  /** What each layer of the decoder makes of the states of `samples` sources, which need be computed but once. */
  readonly ask: (forward: Forward, source: EncodedSource, samples: number) => AskedSource;
  /** States [samples·length, width] of the target, each of which has seen the target so far and all of the source. */
  readonly decode: (forward: Forward, target: TokenSamples, source: AskedSource) => Tensor2D;
  /** Logits [n, vocabulary] of states [n, width] of the target. */
  readonly logits: (forward: Forward, states: Tensor2D) => Tensor2D;
}

export type Model = TokenModel | PairModel | ImageModel;

/** What a model of text must know beside its own parameters. `length` is the most tokens of a sample. */
export interface TokenSize {
  readonly vocabulary: number;
  readonly length: number;
}

interface DefinitionOf<Parameters> {
  readonly name: string;
  readonly summary: string;
  readonly citation: string;
  /** A strict zod object; each key has a default and a description. */
  readonly parameters: z.ZodType<Parameters>;
  /** Parameters of the same model with fewer heads and neurons in each block; absent where it has no such parts. */
  readonly shrink?: (parameters: Parameters, removed: RemovedUnits) => Parameters;
}

export interface TokenModelDefinition<Parameters> extends DefinitionOf<Parameters> {
  readonly reads: 'tokens';
  readonly architecture: TokenModel['architecture'];
  readonly build: (parameters: Parameters, size: TokenSize) => TokenModel;
}

export interface PairModelDefinition<Parameters> extends DefinitionOf<Parameters> {
  readonly reads: 'pairs';
  readonly architecture: PairModel['architecture'];
  /** `length` of the size is the most tokens of a sample before it is made a pair. */
  readonly build: (parameters: Parameters, size: TokenSize) => PairModel;
}

export interface ImageModelDefinition<Parameters> extends DefinitionOf<Parameters> {
  readonly reads: 'images';
  /** Throws MillraceError `model-parameters` (usage) for a size that the model cannot read. */
  readonly build: (parameters: Parameters, size: ImageSize) => ImageModel;
}

/** A kind of model: one file, one test, one line in the registry. From it come the recipe's keys and the reference. */
export type ModelDefinition<Parameters = Readonly<Record<string, never>>> =
  | TokenModelDefinition<Parameters>
  | PairModelDefinition<Parameters>
  | ImageModelDefinition<Parameters>;
