import type { Recipe } from '../../recipes/recipe.ts';

/** A small recipe over text files. */
export function recipeOf(...paths: readonly string[]): Recipe {
  return {
    dataset: 'docs',
    kind: 'text',
    sources: paths.map((path) => ({ format: 'text', path, options: {} })),
    stages: [],
    augment: null,
    tokenizer: null,
    pack: { length: 1024, strategy: 'best-fit', compression: 'none' },
    output: { shardBytes: 1, holdout: 0 },
    gates: [],
    limits: { quarantine: 0, recordBytes: 1, expansionRatio: 1, partitionBytes: 1 },
  };
}
