import { resolve } from 'node:path';
import type { Json } from '../../core/canonical-json.ts';
import type { AugmentStep } from '../../pipelines/augment/augmentation.ts';
import { textAugmentationOf } from '../../pipelines/text-augment/registry.ts';
import type { Recipe } from '../../recipes/recipe.ts';
import { digestFile } from './stage-files.ts';

/** Operations on texts with other paths of the files that they read, such as absolute ones. */
export function withAugmentPaths(
  operations: readonly AugmentStep[],
  pathOf: (path: string) => string,
): readonly AugmentStep[] {
  return operations.map(({ name, parameters }) => {
    const changed: Record<string, Json> = { ...parameters };
    for (const file of textAugmentationOf(name).files ?? []) {
      const path = changed[file];
      if (typeof path === 'string') changed[file] = pathOf(path);
    }
    return { name, parameters: changed };
  });
}

/**
 * A recipe's `augment` as a build's key has it: in place of each file that an operation on texts reads, `{ sha256 }`.
 * Throws MillraceError `no-stage-file`, a usage error that names the key.
 */
export async function augmentWithFileDigests(
  { kind, augment }: Pick<Recipe, 'kind' | 'augment'>,
  recipeFolder: string,
): Promise<object | null> {
  if (augment === null || kind !== 'text') return augment;
  const operations: Json[] = [];
  for (const [index, { name, parameters }] of augment.operations.entries()) {
    const portable: Record<string, Json> = { ...parameters };
    for (const file of textAugmentationOf(name).files ?? []) {
      const path = portable[file];
      if (typeof path !== 'string') continue;
      const at = `augment.operations[${index}].${name}.${file}`;
      portable[file] = { sha256: await digestFile(resolve(recipeFolder, path), path, at) };
    }
    operations.push({ name, parameters: portable });
  }
  return { ...augment, operations };
}
