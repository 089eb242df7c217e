import { canonicalJson } from '../../core/canonical-json.ts';
import type { RecipeTraining } from '../../recipes/recipe.ts';
import { sha256Hex } from '../../storage/digest.ts';
import type { Storage } from '../../storage/storage.ts';
import { writeJson } from '../planning/plan.ts';

/** Leaves the training part of a recipe in the store, and gives its key: equal ones have the same. */
export async function storeTraining(storage: Storage, dataset: string, training: RecipeTraining): Promise<string> {
  const key = `${dataset}/work/recipes/train-${sha256Hex(canonicalJson(training)).slice(0, 12)}.json`;
  await writeJson(storage, key, training);
  return key;
}
