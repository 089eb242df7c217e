import type { AugmentStep } from '../pipelines/augment/augmentation.ts';
import { readManifest } from '../shards/catalogue.ts';
import { openLocalFolder } from '../storage/local-folder.ts';
import { openImageStream } from '../streaming/open-image-stream.ts';

/** `node image-loader-millrace.js STORE DATASET THREADS EPOCHS`: streams the images and prints an ImageLoaderRun. */
export interface ImageLoaderRun {
  readonly images: number;
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  /** Of every 16th row's every 16th pixel. */
  readonly mean: number;
  readonly versions: Readonly<Record<string, string>>;
}

const [store = '', dataset = '', threads = '2', epochs = '1'] = process.argv.slice(2);
const storage = openLocalFolder(store);
const augment: readonly AugmentStep[] = [
  { name: 'random-resized-crop', parameters: { size: 224 } },
  { name: 'random-horizontal-flip', parameters: {} },
];
const stream = await openImageStream({
  storage,
  version: await readManifest(storage, dataset),
  split: 'train',
  batch: 64,
  seed: 1,
  threads: Number(threads),
  augment,
});

let total = 0;
let [seen, images, wallStart] = [0, 0, 0];
let cpu = process.cpuUsage();
for await (const { pixels, samples } of stream.epochs()) {
  for (let row = 0; row < samples * 224; row += 16) {
    for (let place = row * 672; place < (row + 1) * 672; place += 48) {
      total += (pixels[place] ?? 0) + (pixels[place + 1] ?? 0) + (pixels[place + 2] ?? 0);
    }
  }
  seen += samples;
  if (seen === stream.samples) {
    // The first epoch is not counted.
    wallStart = performance.now();
    cpu = process.cpuUsage();
  } else if (seen > stream.samples) {
    images += samples;
  }
  if (seen === stream.samples * (Number(epochs) + 1)) break;
}
const wallSeconds = (performance.now() - wallStart) / 1000;
const { user, system } = process.cpuUsage(cpu);
await stream.close();
const run: ImageLoaderRun = {
  images,
  wallSeconds,
  cpuSeconds: (user + system) / 1e6,
  mean: total / seen / (14 * 14 * 3),
  versions: { node: process.version },
};
process.stdout.write(JSON.stringify(run));
