import type { TestContext } from 'node:test';
import sharp from 'sharp';
import { randomUint32 } from '../../core/seeded-random.ts';
import type { StoredImage } from '../../shards/images.ts';
import { openLocalFolder } from '../../storage/local-folder.ts';
import type { Storage } from '../../storage/storage.ts';
import type { ImageRunConfig } from '../../training/run-config.ts';
import type { ImageSettings } from '../../training/run-settings.ts';
import { train } from '../../training/train.ts';
import { temporaryFolder } from '../storage/temporary-folder.ts';
import { commitImages, picture } from '../streaming/image-version.ts';
import { sampleRun } from './runs/sample-run.ts';

/** Side of the pictures, in pixels. */
export const side = 8;
const size = { width: side, height: side };
const half = [0.5, 0.5, 0.5] as const;

/** A picture with noise, dark or bright; of each five one has no label. */
async function shaded(number: number): Promise<StoredImage> {
  const label = number % 2 === 0 ? 'bright' : 'dark';
  const levels = Uint8Array.from({ length: side * side * 3 }, (_, place) => {
    return (label === 'bright' ? 140 : 80) + (randomUint32(number, place) % 40);
  });
  const image = new Uint8Array(
    await sharp(levels, { raw: { ...size, channels: 3 } })
      .png()
      .toBuffer(),
  );
  return { ...(await picture(number, { ...size, format: 'png' }, number % 5 === 4 ? null : label)), image };
}

export const shadedFrom = (first: number, count: number) =>
  Promise.all(Array.from({ length: count }, (_, index) => shaded(first + index)));

/** A store with the version `shades`: 15 pictures to learn from, and `judged` to be judged on. */
export async function storeOf(
  t: TestContext,
  judged: number,
): Promise<{ readonly storage: Storage; readonly manifestSha256: string }> {
  const storage = openLocalFolder(temporaryFolder(t));
  const shape = { dataset: 'shades', train: [await shadedFrom(0, 15)], holdout: await shadedFrom(100, judged) };
  return { storage, manifestSha256: (await commitImages(storage, shape)).sha256 };
}

/** A run on the version of {@link storeOf}. */
export function configOf(
  run: string,
  manifestSha256: string,
  steps: number,
  images: Partial<ImageSettings>,
): ImageRunConfig {
  const model = { name: 'vit', parameters: { patch: 4, layers: 0, heads: 1, width: 8 } };
  return {
    ...{ format: 'millrace-run/1', run, from: null, codeSha256: sampleRun.codeSha256, imageSize: size },
    data: { dataset: 'shades', version: 1, manifestSha256 },
    settings: {
      ...sampleRun.settings,
      ...{ name: 'vit', model, objective: { name: 'classify-image', parameters: {} }, steps, warmupSteps: 1 },
      ...{ batch: 5, learningRate: 1e-2, evaluateEvery: 0, checkpointEvery: steps, device: 'cpu' },
      images: { size: null, augment: [], normalize: { mean: half, std: half }, ...images },
    },
  };
}

/** Trains a run; with `stopAt` it is called off at that step. */
export function trained(storage: Storage, run: string, stopAt?: number) {
  const stop = new AbortController();
  return train({
    ...{ storage, run, env: process.env, threads: 1, onPage: () => undefined, signal: stop.signal },
    onProgress: ({ step }) => {
      if (step === stopAt) stop.abort();
    },
  });
}
