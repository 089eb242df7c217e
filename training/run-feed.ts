import { type MixKey, mixBatch, mixesBatches } from '../pipelines/augment/augment.ts';
import type { AugmentStep } from '../pipelines/augment/augmentation.ts';
import type { Batch } from '../streaming/batch.ts';
import type { Cursor } from '../streaming/cursor.ts';
import type { ImageBatch } from '../streaming/image-batch.ts';
import type { ImageStream } from '../streaming/open-image-stream.ts';
import type { Stream } from '../streaming/open-stream.ts';
import { teacherInput } from './distillation/distilled-objective.ts';
import type { Teacher } from './distillation/teacher.ts';
import type { ImageObjective, Objective, StepInputs } from './objective.ts';

/** A run's stream over a split, before its objective is known. `mixing` are the steps that mix its batches. */
export type RunStream =
  | { readonly reads: 'tokens'; readonly stream: Stream }
  | { readonly reads: 'images'; readonly stream: ImageStream; readonly mixing: readonly AugmentStep[] };

/** A batch as a step takes it, and what is counted of it. */
export interface FedBatch {
  /** One, or of a packed objective several whose losses add up. */
  readonly inputs: readonly StepInputs[];
  readonly samples: number;
  /** [samples] places of the classes; the loader's own memory. */
  readonly labels: Int32Array;
  /** Tokens of text, padding excluded, or images. */
  readonly units: number;
  /** Tokens that the step reads, padding included; 0 of images. */
  readonly places: number;
  /** The place after this batch. */
  readonly cursor: Cursor;
}

/** A split of a version as the inputs of an objective's steps, from the stream's place on. One consumer at a time. */
export interface RunFeed {
  /** Samples of a full batch. */
  readonly batchSamples: number;
  /** The batches to the end of the epoch. */
  readonly batches: () => AsyncGenerator<FedBatch, void, undefined>;
  /** As `batches`, and then those of the epochs after it, without end. */
  readonly epochs: () => AsyncGenerator<FedBatch, void, undefined>;
}

/** Joins a stream to the objective that reads it, and to the teacher that it follows. */
export function feedOf(run: RunStream, objective: Objective, teacher?: Teacher): RunFeed {
  if (run.reads === 'images' && objective.reads === 'images') {
    return fed(run.stream, objective.samples, (batch) => fedImages(batch, run, objective, teacher));
  }
  if (run.reads === 'tokens' && objective.reads === 'tokens') {
    const collate = (batch: Batch) => [teach(objective.collate(batch), teacher, batch)];
    return fed(run.stream, objective.samples, (batch) => fedTokens(batch, collate(batch), objective.samples));
  }
  if (run.reads === 'tokens' && objective.reads === 'packed') {
    return fed(run.stream, objective.samples, (batch) => fedTokens(batch, objective.collate(batch), 1));
  }
  throw new Error(`an objective of ${objective.reads} was given a stream of ${run.reads}`);
}

interface Batches<Each> {
  readonly batches: () => AsyncGenerator<Each, void, undefined>;
  readonly epochs: () => AsyncGenerator<Each, void, undefined>;
}

function fed<Each>(stream: Batches<Each>, batchSamples: number, convert: (batch: Each) => FedBatch): RunFeed {
  async function* converted(batches: AsyncGenerator<Each, void, undefined>): AsyncGenerator<FedBatch, void, undefined> {
    for await (const batch of batches) yield convert(batch);
  }
  return {
    batchSamples,
    batches: () => converted(stream.batches()),
    epochs: () => converted(stream.epochs()),
  };
}

/** `samples` are those of inputs that do not say it. */
function fedTokens(batch: Batch, inputs: readonly StepInputs[], samples: number): FedBatch {
  const units = batch.used.subarray(0, batch.samples).reduce((sum, used) => sum + used, 0);
  const places = inputs.reduce((sum, each) => sum + (each.samples ?? samples) * batch.length, 0);
  return { inputs, samples: batch.samples, labels: batch.labels, units, places, cursor: batch.cursor };
}

function fedImages(
  batch: ImageBatch,
  run: RunStream & { readonly reads: 'images' },
  objective: ImageObjective,
  teacher: Teacher | undefined,
): FedBatch {
  const { samples, labels, cursor } = batch;
  const counted = { samples, labels, units: samples, places: 0, cursor };
  if (!mixesBatches(run.mixing)) return { ...counted, inputs: [teach(objective.collate(batch), teacher, batch)] };
  const key = { seed: cursor.seed, epoch: cursor.epoch, batch: Math.ceil(cursor.position / objective.samples) - 1 };
  const { mixed, shares } = mix(batch, run.mixing, run.stream.classes.length, key);
  return { ...counted, inputs: [teach(objective.collate(mixed, shares), teacher, mixed)] };
}

/** A step's inputs with what the teacher says of the same samples. */
function teach(given: StepInputs, teacher: Teacher | undefined, batch: Batch | ImageBatch): StepInputs {
  if (teacher === undefined) return given;
  return { ...given, inputs: { ...given.inputs, [teacherInput]: teacher.sharesOf(batch) } };
}

function mix(batch: ImageBatch, steps: readonly AugmentStep[], classes: number, key: MixKey) {
  const { samples, size, channels, layout } = batch;
  const labels = new Float32Array(samples * classes);
  for (let sample = 0; sample < samples; sample++) {
    const label = batch.labels[sample] ?? -1;
    if (label >= 0) labels[sample * classes + label] = 1;
  }
  const pixels = batch.pixels.subarray(0, samples * size.width * size.height * channels);
  const mixed = mixBatch(steps, { pixels, layout, ...size, channels, labels, classes }, key);
  return { mixed: { ...batch, pixels: mixed.pixels }, shares: mixed.labels };
}
