import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadRecipe } from '../../../recipes/load-recipe.js';
import { openLocalFolder } from '../../../storage/local-folder.js';
import { openBuild } from '../../../workers/phases/open-build.js';
import { planBuild } from '../../../workers/planning/plan-build.js';
import { temporaryFolder } from '../../storage/temporary-folder.js';
/** Plans a build of images, or of records of another kind, from `files`, none of whose jobs has run. */
export async function plannedBuild(test, files, recipe, kind = 'image') {
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
//# sourceMappingURL=planned-build.js.map