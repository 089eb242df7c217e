import { test } from 'node:test';
import fc from 'fast-check';
import { temporaryFolder } from '../../storage/temporary-folder.ts';
import { checkPromises } from './build-promises.ts';
import { drawnImages, drawnFiles as imageFiles } from './random-images.ts';
import { drawnBuild, drawnFiles, writeAside } from './random-recipe.ts';

// builds-marathon.ts draws thousands.
test('builds of documents by any recipe keep what any build promises', async (t) => {
  const folder = temporaryFolder(t);
  await writeAside(folder);
  await fc.assert(
    fc.asyncProperty(drawnBuild, async (drawn) => {
      await checkPromises(folder, drawn, drawnFiles(folder, drawn));
    }),
    { seed: 1, numRuns: 20 },
  );
});

test('builds of images by any recipe keep what any build promises', async (t) => {
  const folder = temporaryFolder(t);
  await fc.assert(
    fc.asyncProperty(drawnImages, async (drawn) => {
      await checkPromises(folder, drawn, imageFiles(folder, drawn));
    }),
    { seed: 1, numRuns: 8 },
  );
});
