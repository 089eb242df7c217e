import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { loadRecipe } from '../../../recipes/load-recipe.ts';
import { openLocalFolder } from '../../../storage/local-folder.ts';
import { type OpenBuild, openBuild } from '../../../workers/phases/open-build.ts';
import { planBuild } from '../../../workers/planning/plan-build.ts';
import { temporaryFolder } from '../../storage/temporary-folder.ts';

/** Plans a build of images, or of records of another kind, from `files`, none of whose jobs has run. */
export async function plannedBuild(
  test: TestContext,
  files: Readonly<Record<string, string | Uint8Array>>,
  recipe: string,
  kind: 'image' | 'text' = 'image',
): Promise<OpenBuild> {
  const folder = temporaryFolder(test);
  const path = join(folder, 'recipe.yaml');
  writeFileSync(path, `version: 1\ndataset: planned\nkind: ${kind}\n${recipe}`);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  const storage = openLocalFolder(join(folder, 'store'));
  const { dataset, build } = await planBuild(storage, (await loadRecipe(path)).recipe, folder, () => undefined);
  return openBuild(storage.location, dataset, build);
}
