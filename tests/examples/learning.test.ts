import assert from 'node:assert/strict';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeLearningData } from '../../examples/learning/make-data.ts';
import { loadRecipe } from '../../recipes/load-recipe.ts';
import { openLocalFolder } from '../../storage/local-folder.ts';
import { packageRoot } from '../../storage/package-root.ts';
import { train } from '../../training/train.ts';
import { planRun } from '../../workers/training/plan-run.ts';
import { storeTraining } from '../../workers/training/stored-training.ts';
import { temporaryFolder } from '../storage/temporary-folder.ts';
import { testWithTensorFlow } from '../training/test-backend.ts';
import { buildHere } from '../workers/build-here.ts';

const steps = 4;

for (const [name, dataset, models] of [
  ['images', 'learning-images', ['mlp', 'cnn', 'vit']],
  ['texts', 'learning-texts', ['lstm', 'gpt', 'bert']],
] as const) {
  testWithTensorFlow(`examples/learning/${name}.yaml trains ${models.join(', ')}`, async (_, t) => {
    const folder = temporaryFolder(t);
    const path = join(folder, `${name}.yaml`);
    await copyFile(fileURLToPath(new URL(`examples/learning/${name}.yaml`, packageRoot)), path);
    await writeLearningData(join(folder, 'images'), 4, 120);
    const storage = openLocalFolder(join(folder, 'store'));
    const { manifest } = await buildHere(storage, path, []);
    const changes = models.flatMap((_, place) => [`train.${place}.steps=${steps}`, `train.${place}.batch=8`]);
    const { training } = await loadRecipe(path, changes);
    const stored = await storeTraining(storage, dataset, training);
    const losses: [string, number][] = [];
    for (const index of models.keys()) {
      const request = {
        store: storage.location,
        training: stored,
        dataset,
        version: manifest.version,
        index,
        earlier: [],
      };
      const { run } = await planRun(request);
      const quiet = { onProgress: () => undefined, onPage: () => undefined, signal: new AbortController().signal };
      const result = await train({ storage, run, env: process.env, threads: 1, ...quiet });
      assert.equal(result.steps, steps);
      losses.push([result.name, result.loss]);
    }
    assert.deepEqual(
      losses.map(([name]) => name),
      models,
    );
    // No worse than two guesses: a head that learns nothing shares evenly among classes, or tokens.
    const even = Math.log(name === 'images' ? 10 : (manifest.lineage.tokenizer?.vocabulary ?? 0));
    for (const [run, loss] of losses) assert.ok(loss > 0 && loss < 1.5 * even, `${run}: ${loss}, ${even}`);
  });
}
