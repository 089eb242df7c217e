import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { AugmentStep } from '../../pipelines/augment/augmentation.ts';
import { readVersion } from '../../shards/catalogue.ts';
import { openLocalFolder } from '../../storage/local-folder.ts';
import type { Cursor } from '../../streaming/cursor.ts';
import { vit } from '../../training/models/vit.ts';
import { classifyImage } from '../../training/objectives/classify-image.ts';
import { openRunStream } from '../../training/open-run-stream.ts';
import type { ImageRunConfig } from '../../training/run-config.ts';
import { type FedBatch, feedOf } from '../../training/run-feed.ts';
import { temporaryFolder } from '../storage/temporary-folder.ts';
import { commitImages, picture } from '../streaming/image-version.ts';
import { sampleRun } from './runs/sample-run.ts';

const size = { width: 12, height: 8 };
const values = size.width * size.height * 3;
const batch = 4;
const flip: AugmentStep = { name: 'random-horizontal-flip', parameters: { p: 1 } };
const mixUp: AugmentStep = { name: 'mix-up', parameters: { alpha: 1 } };

/** Opens a split of ten pictures of three classes as a run with some augmentation reads it. */
async function openerOf(t: TestContext) {
  const storage = openLocalFolder(temporaryFolder(t));
  const shape = { ...size, format: 'png' } as const;
  const images = await Promise.all(
    Array.from({ length: 10 }, (_, number) => picture(number, shape, ['a', 'b', 'c'][number % 3] ?? null)),
  );
  await commitImages(storage, { dataset: 'pictures', train: [images] });
  const version = await readVersion(storage, 'pictures', 1);
  const model = vit.build(vit.parameters.parse({ patch: 4, layers: 0, heads: 1, width: 2 }), size);
  return async (augment: readonly AugmentStep[], use: 'training' | 'evaluation', from?: Cursor) => {
    const config: ImageRunConfig = {
      ...{ format: 'millrace-run/1', run: 'vit', from: null, codeSha256: '', imageSize: size },
      data: { dataset: 'pictures', version: 1, manifestSha256: version.sha256 },
      settings: {
        ...sampleRun.settings,
        ...{ objective: { name: 'classify-image', parameters: {} }, batch },
        images: { size: null, augment, normalize: { mean: [0.5, 0.25, 0], std: [0.5, 1, 2] } },
      },
    };
    const opened = await openRunStream({ storage, version, config, threads: 1 }, 'train', use, from);
    t.after(() => opened.stream.close());
    const { classes } = opened.stream;
    return feedOf(opened, classifyImage.build({ labelSmoothing: 0 }, model, { samples: batch, ...size, classes }));
  };
}

async function take(batches: AsyncGenerator<FedBatch, void, undefined>, count: number): Promise<FedBatch[]> {
  const taken: FedBatch[] = [];
  while (taken.length < count) {
    const { value } = await batches.next();
    if (value === undefined) break;
    taken.push(value);
  }
  await batches.return();
  return taken;
}

const valuesOf = (fed: FedBatch | undefined, name: string): number[] => [...(fed?.inputs[0]?.inputs[name]?.data ?? [])];

test('images are augmented and mixed in training alone, and become numbers as the run says', async (t) => {
  const open = await openerOf(t);
  const first = async (augment: readonly AugmentStep[], use: 'training' | 'evaluation') => {
    return (await take((await open(augment, use)).batches(), 1))[0];
  };
  const plain = await first([], 'training');
  assert.deepEqual((await first([flip, mixUp], 'evaluation'))?.inputs, plain?.inputs);
  for (const [place, value] of valuesOf(plain, 'pixels').entries()) {
    const level = (value * ([0.5, 1, 2][place % 3] ?? 0) + ([0.5, 0.25, 0][place % 3] ?? 0)) * 255;
    assert.ok(Math.abs(level - Math.round(level)) < 1e-3 && level > -0.5 && level < 255.5, `${level} is no level`);
  }
  const row = size.width * 3;
  const mirrored = valuesOf(plain, 'pixels').map((_, place, all) => {
    const start = place - (place % row);
    const column = size.width - 1 - Math.floor((place % row) / 3);
    return all[start + column * 3 + (place % 3)] ?? Number.NaN;
  });
  checkMixed(mirrored, valuesOf(plain, 'targets'), await first([flip, mixUp], 'training'));
});

/** Holds a batch to the blend of each picture and its label with those before it, by a share that its targets tell. */
function checkMixed(pixels: readonly number[], own: readonly number[], mixed: FedBatch | undefined): void {
  const targets = valuesOf(mixed, 'targets');
  const share = targets.find((value) => value > 0 && value < 1) ?? Number.NaN;
  const blend = (of: readonly number[], width: number, kept: number) =>
    of.map((value, place) => kept * value + (1 - kept) * (of.at(place - width) ?? Number.NaN));
  const distance = (found: readonly number[], expected: readonly number[]) =>
    Math.max(...expected.map((value, place) => Math.abs(value - (found[place] ?? Number.NaN))));
  // Which of a row's two shares is that of its own label is not said.
  const [kept] = [share, 1 - share].filter((each) => distance(targets, blend(own, 3, each)) < 1e-6);
  assert.ok(kept !== undefined);
  assert.ok(distance(valuesOf(mixed, 'pixels'), blend(pixels, values, kept)) < 1e-5);
}

test('a feed that goes on at a cursor gives the same mixed batches, over the end of an epoch', async (t) => {
  const open = await openerOf(t);
  const all = await take((await open([flip, mixUp], 'training')).epochs(), 6);
  // Ten pictures: batches of 4, 4 and 2.
  assert.deepEqual(
    all.map(({ units }) => units),
    [4, 4, 2, 4, 4, 2],
  );
  assert.equal(new Set(all.map((fed) => JSON.stringify(valuesOf(fed, 'targets')))).size, 6);
  const rest = await take((await open([flip, mixUp], 'training', all[0]?.cursor)).epochs(), 5);
  assert.deepEqual(
    rest.map(({ inputs, cursor }) => ({ inputs, cursor })),
    all.slice(1).map(({ inputs, cursor }) => ({ inputs, cursor })),
  );
});
