import { MillraceError } from '../../core/errors.ts';
import type { ImageSize } from '../../core/pixels.ts';
import { evaluationSteps } from '../../pipelines/augment/step-sizes.ts';
import { openCropDecoder } from '../../pipelines/images/crop-decoder.ts';
import { problem } from '../../pipelines/images/decode-problem.ts';
import { type ImageProblem, isImageProblem } from '../../pipelines/images/image-view.ts';
import { openImageView } from '../../pipelines/images/open-image-view.ts';
import { plainFile } from '../../pipelines/images/plain-file.ts';
import type { Storage } from '../../storage/storage.ts';
import type { ImageBatch } from '../../streaming/image-batch.ts';
import { openImageDecoding } from '../../streaming/image-decoding.ts';
import { valuesOf } from '../../streaming/image-memory.ts';
import { openPixelPlacer } from '../../streaming/pixel-placer.ts';
import type { Backend } from '../backend/backend.ts';
import { learnedClasses } from '../export/learned-classes.ts';
import type { HostTensor } from '../host-tensor.ts';
import { runParts } from '../open-run.ts';
import type { ImageRunConfig } from '../run-config.ts';
import { openPasses } from './open-passes.ts';
import { softmax } from './softmax.ts';

/** A run that sorts images into classes. */
export interface ImageClassifier {
  readonly classes: readonly string[];
  /**
   * The probability of each class, in their order; or why a file cannot be told: it is of a kind that is not opened, it is
   * damaged, or its header tells of more than `maxPixels`. Files are decoded one after another.
   */
  readonly classify: (
    bytes: Uint8Array,
    maxPixels: number,
  ) => Promise<readonly (readonly [string, number])[] | ImageProblem>;
  readonly close: () => void;
}

/**
 * Opens a run whose objective is `classify-image`. A file is made plain as builds make it, and read as evaluation reads it.
 * Costs one pass. Memory: one decoded image.
 */
export async function openImageClassifier(
  { storage, backend }: { readonly storage: Storage; readonly backend: Backend },
  config: ImageRunConfig,
  weights: ReadonlyMap<string, HostTensor>,
): Promise<ImageClassifier> {
  const { images, seed } = config.settings;
  if (images === null) throw new Error(`run ${config.run} does not say how images become samples`);
  const classes = await learnedClasses({ storage, config });
  const { model, objective: whole } = runParts(config, classes);
  const objective = whole.resize(1);
  if (objective.reads !== 'images') throw new Error('a classifier of texts was opened to read images');
  const size = config.imageSize;
  const { mean, std } = images.normalize;
  const decode = await openImageDecoding(openCropDecoder(), evaluationSteps(images.augment), seed, size);
  const pixels = new Float32Array(valuesOf(size));
  const placer = openPixelPlacer(pixels, { size, layout: 'hwc', normalize: { mean, deviation: std } });
  const pass = { name: 'classify', inputs: objective.inputs, outputs: objective.outputs };
  const passes = openPasses(backend, [...model.weights, ...objective.weights], weights, [pass]);
  const levels = new Uint8Array(pixels.length);
  const classifyNext = async (bytes: Uint8Array, maxPixels: number) => {
    const plain = await plainImage(bytes, maxPixels);
    if (isImageProblem(plain)) return plain;
    try {
      await decode(plain.bytes, { ...plain, id: '', epoch: 0 }, levels);
    } catch (error) {
      if (error instanceof MillraceError && error.code === 'bad-image') return problem('not-decodable');
      throw error;
    }
    placer.put(levels, 0);
    const { logits } = passes.run('classify', objective.collate(sampleOf(pixels, size)).inputs);
    const shares = softmax(logits ?? new Float32Array(classes.length));
    return classes.map((name, place) => [name, shares[place] ?? 0] as const);
  };
  let turn: Promise<unknown> = Promise.resolve();
  return {
    classes,
    classify: (bytes, maxPixels) => {
      const mine = turn.then(() => classifyNext(bytes, maxPixels));
      turn = mine.catch(() => undefined);
      return mine;
    },
    close: passes.close,
  };
}

async function plainImage(
  bytes: Uint8Array,
  maxPixels: number,
): Promise<(ImageSize & { readonly bytes: Uint8Array }) | ImageProblem> {
  const sample = { id: '', bytes, format: null, source: '', label: null, caption: null, boxes: [], metadata: {} };
  const view = openImageView(sample, { maxPixels });
  const header = await view.header();
  if (isImageProblem(header)) return header;
  const { width, height } = header;
  if (width * height > maxPixels) return { problem: 'too-many-pixels', value: width * height, limit: maxPixels };
  const plain = await plainFile(view, header, 'drop');
  if ('keep' in plain) return { problem: plain.reason, value: plain.value, limit: plain.limit };
  return { width, height, bytes: plain.sample.bytes };
}

/** A batch of one image without a label. */
function sampleOf(pixels: Float32Array, size: ImageSize): ImageBatch {
  return {
    ...{ samples: 1, size, channels: 3, layout: 'hwc', pixels, labels: Int32Array.of(-1) },
    ...{ shards: new Uint32Array(1), rows: new Uint32Array(1) },
    cursor: {
      ...{ format: 'millrace-cursor/1', manifestSha256: '', content: 'images', split: 'holdout' },
      ...{ seed: 0, epoch: 0, position: 1 },
    },
  };
}
