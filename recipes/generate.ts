import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { imageReaders } from '../pipelines/image-readers/image-readers.ts';
import { imageStages } from '../pipelines/image-registry.ts';
import { readers } from '../pipelines/readers/readers.ts';
import { stages } from '../pipelines/registry.ts';
import { metricsReference } from '../quality/metrics-reference.ts';
import { packageRoot } from '../storage/package-root.ts';
import { models } from '../training/models/registry.ts';
import { objectives } from '../training/objectives/registry.ts';
import { augmentationReference } from './augmentation-reference.ts';
import { recipeJsonSchema } from './json-schema.ts';
import { presets } from './presets/presets.ts';
import { recipeSchema } from './recipe-schema.ts';
import { recordChoices } from './record-choices.ts';
import { stageReference } from './stage-reference.ts';
import { trainingReference } from './training-reference.ts';

/** Files that are made from the registry, by their path in the package. */
export async function generatedFiles(): Promise<Readonly<Record<string, string>>> {
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
