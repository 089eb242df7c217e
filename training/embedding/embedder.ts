import { fillTemplate, theText } from '../../pipelines/tokenizers/template.ts';
import type { Backend } from '../backend/backend.ts';
import { openPasses } from '../inference/open-passes.ts';
import type { Pass } from '../inference/pass.ts';
import { pooledStatesInputs } from '../inference/pooled-states.ts';
import type { Forward } from '../model.ts';
import type { InputTensors } from '../objective.ts';
import type { Tensor } from '../tensorflow.ts';
import type { SentenceModel } from './sentence-model.ts';

/** Gives texts as vectors: the nearer in meaning, the smaller the angle between them. */
export interface Embedder {
  /** Numbers of a vector. */
  readonly width: number;
  /** Tokens of a text that are read, with those around it. */
  readonly tokensOf: (text: string) => number;
  /** The vector of a text. A function of text and model alone, on one kind of processor. */
  readonly embed: (text: string) => Float32Array;
  readonly close: () => void;
}

/** Shortest shape that is traced; each next one is twice as long. */
const shortest = 16;

/**
 * Opens a sentence model on a backend. Texts run one at a time, each in the shortest shape that it fits, so a vector does
 * not depend on what else is embedded, nor on threads: an operation of the backend runs on one.
 * Costs a trace of each shape, and the weights once more in memory.
 */
export function openEmbedder(backend: Backend, sentences: SentenceModel): Embedder {
  const { model, tokenizer, length: most } = sentences;
  const { width } = model;
  const lengths = shapesUpTo(most);
  // No function that stays may see the weights: TensorFlow has its own copy.
  const passes = openPasses(backend, model.weights, sentences.weights, passesOf(sentences, lengths));
  const idsOf = (text: string): Uint32Array => {
    const around = tokenizer.template.filter((piece) => piece !== theText).length;
    return fillTemplate(tokenizer.template, tokenizer.encode(text).subarray(0, most - around));
  };
  return {
    width,
    tokensOf: (text) => idsOf(text).length,
    embed: (text) => {
      const ids = idsOf(text);
      const length = lengths.find((each) => each >= ids.length) ?? most;
      const { embedding } = passes.run(passName(length), pooledStatesInputs(ids, length));
      return embedding ?? new Float32Array(width);
    },
    close: passes.close,
  };
}

function shapesUpTo(most: number): readonly number[] {
  const lengths: number[] = [];
  for (let length = shortest; length < most; length *= 2) lengths.push(length);
  return [...lengths, most];
}

function passesOf(sentences: SentenceModel, lengths: readonly number[]): readonly Pass[] {
  return lengths.map((length) => embeddingPass(sentences, length));
}

function passName(length: number): string {
  return `length-${length}`;
}

function embeddingPass({ model, pool, normalize }: SentenceModel, length: number): Pass {
  const embeddingOf = (forward: Forward, input: InputTensors): Tensor => {
    const { tf } = forward;
    const text = input('text');
    const residual = model.residual(forward, { ids: input('ids'), samples: 1, length, text });
    const states = model.hidden(forward, residual);
    const first = (): Tensor => tf.slice(states, [0, 0], [1, model.width]);
    // Hugging Face's own bound keeps an empty text from dividing by nothing.
    const count = tf.maximum(tf.sum(text), 1e-9);
    const pooled = pool === 'cls' ? first() : tf.div(tf.matMul(text.reshape([1, length]), states), count);
    return normalize ? tf.div(pooled, tf.maximum(tf.sqrt(tf.sum(tf.square(pooled))), 1e-12)) : pooled;
  };
  return {
    name: passName(length),
    inputs: [
      { name: 'ids', dtype: 'int32', shape: [length] },
      { name: 'text', dtype: 'float32', shape: [length] },
    ],
    outputs: (forward: Forward, input: InputTensors) => ({ embedding: embeddingOf(forward, input) }),
  };
}
