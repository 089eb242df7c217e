import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { imageReaders } from '../pipelines/image-readers/image-readers.js';
import { imageStages } from '../pipelines/image-registry.js';
import { readers } from '../pipelines/readers/readers.js';
import { stages } from '../pipelines/registry.js';
import { metricsReference } from '../quality/metrics-reference.js';
import { packageRoot } from '../storage/package-root.js';
import { models } from '../training/models/registry.js';
import { objectives } from '../training/objectives/registry.js';
import { augmentationReference } from './augmentation-reference.js';
import { recipeJsonSchema } from './json-schema.js';
import { presets } from './presets/presets.js';
import { recipeSchema } from './recipe-schema.js';
import { recordChoices } from './record-choices.js';
import { stageReference } from './stage-reference.js';
import { trainingReference } from './training-reference.js';
/** Files that are made from the registry, by their path in the package. */
export async function generatedFiles() {
    return {
        'recipes/recipe.schema.json': recipeJsonSchema(recipeSchema(recordChoices, { models, objectives })),
        'docs/stages.md': await stageReference({
            text: { stages, formats: readers, presets },
            image: { stages: imageStages, formats: imageReaders },
        }),
        'docs/augmentation.md': augmentationReference(),
        'docs/models.md': trainingReference({ models, objectives }),
        'docs/metrics.md': metricsReference(),
    };
}
if (process.argv[1] === fileURLToPath(import.meta.url)) {
    for (const [path, text] of Object.entries(await generatedFiles())) {
        const file = fileURLToPath(new URL(path, packageRoot));
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, text);
        console.log(path);
    }
}
//# sourceMappingURL=generate.js.map