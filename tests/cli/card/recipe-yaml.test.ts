import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recipeOf } from '../../../cli/card/lineage-recipe.ts';
import { recipeYaml } from '../../../cli/card/recipe-yaml.ts';
import { parseRecipe } from '../../../recipes/parse-recipe.ts';
import { recipeSchema } from '../../../recipes/recipe-schema.ts';
import { recordChoices } from '../../../recipes/record-choices.ts';
import type { Manifest } from '../../../shards/manifest.ts';
import { models } from '../../../training/models/registry.ts';
import { objectives } from '../../../training/objectives/registry.ts';

test("a version's recipe is written with the stages of its presets and their conditions, and parses to the same", () => {
  const schema = recipeSchema(recordChoices, { models, objectives });
  const text = [
    'version: 1\ndataset: d\nkind: text\nsources: [{ format: text, path: "*" }]\nstages:',
    '  - { preset: zh-en, override: { gopher-quality: { minWords: 7 } } }',
    '  - { length: { maxLines: 9 }, when: { site: a } }',
    '  - { character-ratios: { scripts: { Han: { min: 0.5 } } } }',
  ].join('\n');
  const { train: _, evaluate: __, schedule: ___, alerts: ____, ...recipe } = parseRecipe(text, 'r.yaml', [], schema);
  const digest = '0'.repeat(64);
  const lineage: Manifest['lineage'] = {
    recipe: JSON.parse(JSON.stringify(recipe)),
    recipeSha256: digest,
    codeSha256: digest,
    inputs: { files: 1, bytes: 1, file: 'inputs', sha256: digest },
    tokenizer: null,
  };
  const written = recipeYaml(recipeOf({ lineage }) ?? assert.fail());
  assert.doesNotMatch(written, /preset/);
  assert.deepEqual(parseRecipe(written, 'w.yaml', [], schema).stages, recipe.stages);
});
