import { randomUint32 } from '../../../core/seeded-random.ts';
import type { Batch } from '../../../streaming/batch.ts';
import type { ImageBatch } from '../../../streaming/image-batch.ts';
import type { Backend } from '../../../training/backend/backend.ts';
import { openEagerEngine } from '../../../training/engines/eager-engine.ts';
import { newForward } from '../../../training/engines/forward.ts';
import type { HostTensor } from '../../../training/host-tensor.ts';
import { objectiveOf } from '../../../training/open-run.ts';
import type { ImageRunConfig, RunConfig, TokenRunConfig } from '../../../training/run-config.ts';
import { imageModel, tokenModel } from '../../../training/run-model.ts';
import { weightOf } from '../peer-weights.ts';
import { sampleRun } from '../runs/sample-run.ts';
import { sampleBatch } from '../sample-step.ts';

export const classes = ['bad', 'good', 'ugly'];
export const vocabulary = 29;
const positions = 12;
const imageSize = { width: 8, height: 12 };

type Named = TokenRunConfig['settings']['model'];

export function tokenRun(model: Named, objective: Named): TokenRunConfig {
  const settings = { ...sampleRun.settings, model, objective };
  return { ...sampleRun, settings, length: positions, positions, vocabulary };
}

export function imageRun(model: Named): ImageRunConfig {
  const { length: _, positions: __, vocabulary: ___, ...rest } = sampleRun;
  const half = [0.5, 0.5, 0.5] as const;
  const images = { size: null, augment: [], normalize: { mean: half, std: half } };
  const objective = { name: 'classify-image', parameters: {} };
  return { ...rest, imageSize, settings: { ...rest.settings, model, objective, images } };
}

export type Weights = ReadonlyMap<string, HostTensor>;

/** What the run's own code says of texts: logits of each place of `samples` texts. */
export function languageLogits(
  backend: Backend,
  config: TokenRunConfig,
  batch: Batch,
): { readonly weights: Weights; readonly logits: Float32Array } {
  const model = tokenModel(config);
  const weights = new Map(model.weights.map((spec) => [spec.name, weightOf(spec)]));
  const logits = backend.tf.tidy(() => {
    const { tf } = backend;
    const tensors = [...weights].map(([name, { data, shape }]) => [name, tf.tensor(data, [...shape])] as const);
    const forward = newForward(backend, new Map(tensors), undefined);
    const text = model.architecture === 'encoder' ? { text: tf.tensor1d(maskOf(batch)) } : {};
    const { samples, length } = batch;
    const ids = tf.tensor1d(batch.tokens, 'int32');
    const states = model.hidden(forward, model.residual(forward, { ids, samples, length, ...text }));
    return Float32Array.from(model.logits(forward, states).dataSync());
  });
  return { weights, logits };
}

/** Where the run's own code says that answers begin, and where they end: logits of each place, one after the other. */
export function answerLogits(
  backend: Backend,
  config: TokenRunConfig,
  batch: Batch,
  segments: Int32Array,
): { readonly weights: Weights; readonly starts: Float32Array; readonly ends: Float32Array } {
  const model = tokenModel(config);
  const head = [
    { name: 'qa_outputs.weight', shape: [2, model.width], initial: { kind: 'zeros' }, decays: true },
    { name: 'qa_outputs.bias', shape: [2], initial: { kind: 'zeros' }, decays: false },
  ] as const;
  const weights = new Map([...model.weights, ...head].map((spec) => [spec.name, weightOf(spec)]));
  const { tf } = backend;
  const [starts, ends] = tf.tidy(() => {
    const tensors = new Map([...weights].map(([name, { data, shape }]) => [name, tf.tensor(data, [...shape])]));
    const forward = newForward(backend, tensors, undefined);
    const [ids, parts] = [tf.tensor1d(batch.tokens, 'int32'), tf.tensor1d(segments, 'int32')];
    const seen = model.architecture === 'encoder' ? { text: tf.tensor1d(maskOf(batch)), segments: parts } : {};
    const { samples, length } = batch;
    const states = model.hidden(forward, model.residual(forward, { ids, samples, length, ...seen }));
    const both = tf.add(
      tf.matMul(states, forward.weight('qa_outputs.weight'), false, true),
      forward.weight('qa_outputs.bias'),
    );
    return tf.unstack(both, 1).map((part) => Float32Array.from(part.dataSync()));
  });
  return { weights, starts: starts ?? new Float32Array(), ends: ends ?? new Float32Array() };
}

/** What the run's own code says of the classes of texts or images. */
export function classLogits(
  backend: Backend,
  config: RunConfig,
  batch: Batch | ImageBatch,
): { readonly weights: Weights; readonly logits: Float32Array } {
  const goal = objectiveOf(config);
  const parameters: unknown = goal.parameters.parse(config.settings.objective.parameters);
  const optimizer = { beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0.1, clipNorm: 0.5 };
  const options = { optimizer, dropout: 0, seed: 0 };
  const { samples } = batch;
  const evaluated = () => {
    if ('pixels' in batch && goal.content === 'images') {
      const model = imageModel(config as ImageRunConfig);
      const objective = goal.build(parameters, model, { samples, ...imageSize, classes });
      return { model, objective, inputs: objective.collate(batch) };
    }
    if (goal.content === 'images' || goal.reads === 'pairs' || !('tokens' in batch))
      throw new Error('a batch of other records');
    const model = tokenModel(config as TokenRunConfig);
    const objective = goal.build(parameters, model, { samples, length: batch.length, classes, vocabulary });
    return { model, objective, inputs: objective.collate(batch) };
  };
  const { model, objective, inputs } = evaluated();
  const weights = new Map([...model.weights, ...objective.weights].map((spec) => [spec.name, weightOf(spec)]));
  const engine = openEagerEngine(backend, { model, objective, ...options });
  engine.writeState({ weights });
  const { logits = new Float32Array() } = engine.evaluate(inputs);
  engine.close();
  return { weights, logits };
}

/** Texts of several lengths, filled up to `length`. */
export function texts(samples: number, length: number): Batch {
  const tokens = Int32Array.from({ length: samples * length }, (_, place) => randomUint32(3, place) % vocabulary);
  const used = Int32Array.from({ length: samples }, (_, sample) => length - (sample % 3));
  return { ...sampleBatch(samples, 0), length, tokens, used, labels: new Int32Array(samples) };
}

/** 1 for text, 0 for what fills it up. */
export function maskOf({ samples, length, used }: Batch): Float32Array {
  return Float32Array.from({ length: samples * length }, (_, place) => {
    return place % length < (used[Math.floor(place / length)] ?? 0) ? 1 : 0;
  });
}

export function pictures(samples: number): ImageBatch {
  const { width, height } = imageSize;
  const pixels = Float32Array.from({ length: samples * width * height * 3 }, (_, place) => {
    return randomUint32(5, place) / 2 ** 31 - 1;
  });
  const { cursor } = sampleBatch(samples, 0);
  const places = { shards: new Uint32Array(samples), rows: new Uint32Array(samples) };
  return {
    samples,
    size: imageSize,
    channels: 3,
    layout: 'hwc',
    pixels,
    labels: new Int32Array(samples),
    ...places,
    cursor,
  };
}

/** Pixels with channels before places. */
export function planes({ samples, pixels }: ImageBatch): Float32Array {
  const area = imageSize.width * imageSize.height;
  const planes = new Float32Array(pixels.length);
  for (let sample = 0; sample < samples; sample++) {
    for (let place = 0; place < area; place++) {
      for (let channel = 0; channel < 3; channel++) {
        planes[(sample * 3 + channel) * area + place] = pixels[(sample * area + place) * 3 + channel] ?? 0;
      }
    }
  }
  return planes;
}

export const pictureShape = (samples: number): number[] => [samples, 3, imageSize.height, imageSize.width];
