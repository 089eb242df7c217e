import { imageReaders } from '../pipelines/image-readers/image-readers.ts';
import { imageStages } from '../pipelines/image-registry.ts';
import { readers } from '../pipelines/readers/readers.ts';
import { stages } from '../pipelines/registry.ts';
import { presets } from './presets/presets.ts';
import type { Recipe } from './recipe.ts';
import type { RecordChoices } from './recipe-schema.ts';

/** The stages and source formats that there are, by kind of records. */
export const recordChoices: Readonly<Record<Recipe['kind'], RecordChoices>> = {
  text: { stages, formats: readers, presets },
  image: { stages: imageStages, formats: imageReaders },
};
