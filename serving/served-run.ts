import type { RunGeneration } from '../training/generation/open-run-generation.ts';
import type { ImageClassifier } from '../training/inference/image-classifier.ts';
import type { TextClassifier } from '../training/inference/text-classifier.ts';
import type { Admission } from './admission.ts';
import type { ChatPrompt } from './chat-prompt.ts';
import type { GenerationQueue } from './generation-queue.ts';
import type { Metrics } from './metrics.ts';
import type { ServingLimits } from './serving-limits.ts';

/** A request as an endpoint sees it. */
export interface ApiRequest {
  /** Parsed JSON; the bytes of an image where the endpoint takes them. */
  readonly body: unknown;
  /** The id and time of the answer; ids begin with `kind`. */
  readonly head: (kind: string) => { readonly id: string; readonly created: number };
  /** Aborts when the client has left, when time is up, and when the server stops. */
  readonly signal: AbortSignal;
  /** Says that nobody reads the answer any more. */
  readonly leave: () => void;
}

/** What every endpoint of a model knows. */
interface AnyServing {
  /** The model's id. */
  readonly name: string;
  readonly limits: ServingLimits;
  readonly metrics: Metrics;
  /** Throws ApiError 404 for another model. */
  readonly checkModel: (name: string) => void;
}

/** What writes texts. */
export type TextGeneration = Pick<RunGeneration, 'decoder' | 'generator' | 'promptIds'> & {
  readonly tokenizer: Pick<RunGeneration['tokenizer'], 'decode'>;
};

export interface TextServing extends AnyServing {
  readonly generation: TextGeneration;
  readonly queue: GenerationQueue;
  readonly chat: ChatPrompt;
}

/** Texts as vectors. */
export interface TextEmbedding {
  readonly positions: number;
  readonly vocabulary: number;
  readonly encode: (text: string) => readonly number[];
  /** The mean of the last hidden states of at least one token, and at most `positions`. */
  readonly embed: (ids: readonly number[]) => Float32Array;
}

export interface EmbeddingServing extends AnyServing {
  readonly embedding: TextEmbedding;
}

export interface ClassifyServing extends AnyServing {
  readonly classifier: TextClassifier;
}

export interface ImageServing extends AnyServing {
  readonly imageClassifier: ImageClassifier;
  readonly admission: Admission;
}

/** A run that is served: what it can do. */
export interface ServedRun {
  readonly name: string;
  /** Step of its checkpoint. */
  readonly step: number;
  /** The model's kind and what computes it, for people. */
  readonly description: string;
  readonly generation?: TextGeneration;
  readonly chat?: ChatPrompt;
  readonly embedding?: TextEmbedding;
  readonly classifier?: TextClassifier;
  readonly imageClassifier?: ImageClassifier;
  readonly close: () => void;
}
