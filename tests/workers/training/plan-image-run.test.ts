import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { RecipeTraining } from '../../../recipes/recipe.ts';
import { openLocalFolder } from '../../../storage/local-folder.ts';
import { readsImages } from '../../../training/run-config.ts';
import type { ImageSettings, RunSettings } from '../../../training/run-settings.ts';
import { readRunRecord } from '../../../training/runs/run-record.ts';
import { planRun } from '../../../workers/training/plan-run.ts';
import { storeTraining } from '../../../workers/training/stored-training.ts';
import { temporaryFolder } from '../../storage/temporary-folder.ts';
import { commitImages, picture } from '../../streaming/image-version.ts';
import { sampleRun } from '../../training/runs/sample-run.ts';

const half = [0.5, 0.5, 0.5] as const;
const cropTo = (size: number) => [{ name: 'random-crop', parameters: { size, padding: 0, fill: 0 } }];

function settings(name: string, images: Partial<ImageSettings>, from: string | null = null): RunSettings {
  return {
    ...sampleRun.settings,
    ...{
      name,
      from,
      model: { name: 'vit', parameters: { patch: 2 } },
      objective: { name: 'classify-image', parameters: {} },
    },
    images: { size: null, augment: [], normalize: { mean: half, std: half }, ...images },
  };
}

/** Plans runs over a version with pictures of 20 × 16, and with `odd` one of 18 × 16 in its holdout split. */
async function plannerOf(t: TestContext, odd = false) {
  const storage = openLocalFolder(temporaryFolder(t));
  const shape = { width: 20, height: 16, format: 'png' } as const;
  const train = [[await picture(0, shape, 'a'), await picture(1, shape, 'b')]];
  const holdout = [await picture(2, { ...shape, width: odd ? 18 : 20 }, 'a')];
  await commitImages(storage, { dataset: 'pictures', train, holdout });
  return async (runs: readonly RunSettings[], index = 0, earlier: readonly string[] = []) => {
    const training = await storeTraining(storage, 'pictures', { train: runs, evaluate: [] } satisfies RecipeTraining);
    const request = { store: storage.location, training, dataset: 'pictures', version: 1, index, earlier };
    const { run } = await planRun(request);
    const config = await readRunRecord(storage, `runs/${run}`);
    assert.ok(readsImages(config));
    return { run, size: config.imageSize };
  };
}

test('samples have the size that is asked for, that augmentation gives, or that all images have', async (t) => {
  const plan = await plannerOf(t);
  const sizes = [];
  for (const images of [{}, { size: 12 }, { augment: cropTo(8) }]) {
    sizes.push((await plan([settings('vit', images)])).size);
  }
  assert.deepEqual(sizes, [
    { width: 20, height: 16 },
    { width: 12, height: 12 },
    { width: 8, height: 8 },
  ]);
});

test('what is done to the images makes another run', async (t) => {
  const plan = await plannerOf(t);
  const { run } = await plan([settings('vit', {})]);
  assert.equal((await plan([settings('vit', {})])).run, run);
  const normalize = { mean: half, std: [1, 1, 1] as const };
  for (const change of [{ size: 12 }, { augment: cropTo(8) }, { normalize }]) {
    assert.notEqual((await plan([settings('vit', change)])).run, run, JSON.stringify(change));
  }
});

test('images of several sizes need one in the run', async (t) => {
  const plan = await plannerOf(t, true);
  await assert.rejects(plan([settings('vit', {})]), {
    code: 'image-sizes',
    kind: 'usage',
    message: 'expected images of one size, found 20 × 16 and 18 × 16',
  });
  assert.deepEqual((await plan([settings('vit', { size: 16 })])).size, { width: 16, height: 16 });
});

test('images that augmentation leaves of several sizes need one in the run', async (t) => {
  const plan = await plannerOf(t);
  const resize = { name: 'resize', parameters: { size: 8, maxSize: null, filter: 'bilinear' } };
  const flip = { name: 'random-horizontal-flip', parameters: { p: 0.5 } };
  await assert.rejects(plan([settings('vit', { augment: [resize, flip] })]), {
    code: 'run-size',
    kind: 'usage',
    message: 'run vit asks for no size, and after resize images have different sides',
  });
  const sizes = [];
  for (const images of [
    { augment: [resize, flip], size: 16 },
    { augment: [resize, { name: 'center-crop', parameters: { size: 8 } }] },
    { augment: [{ name: 'mix-up', parameters: { alpha: 0.4 } }] },
  ]) {
    sizes.push((await plan([settings('vit', images)])).size);
  }
  assert.deepEqual(sizes, [
    { width: 16, height: 16 },
    { width: 8, height: 8 },
    { width: 20, height: 16 },
  ]);
});

test('a run from an earlier one reads images of its size', async (t) => {
  const plan = await plannerOf(t);
  const runs = (images: Partial<ImageSettings>) => [settings('a', { size: 12 }), settings('b', images, 'a')];
  const first = await plan(runs({}));
  assert.deepEqual((await plan(runs({}), 1, [first.run])).size, { width: 12, height: 12 });
  await assert.rejects(plan(runs({ augment: cropTo(8) }), 1, [first.run]), {
    code: 'run-size',
    kind: 'usage',
    message: 'run b asks for images of 8 × 8, and the model it starts from reads 12 × 12',
  });
});
