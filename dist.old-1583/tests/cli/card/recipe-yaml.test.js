import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recipeOf } from '../../../cli/card/lineage-recipe.js';
import { recipeYaml } from '../../../cli/card/recipe-yaml.js';
import { parseRecipe } from '../../../recipes/parse-recipe.js';
import { recipeSchema } from '../../../recipes/recipe-schema.js';
import { recordChoices } from '../../../recipes/record-choices.js';
import { models } from '../../../training/models/registry.js';
import { objectives } from '../../../training/objectives/registry.js';
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
    const lineage = {
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
//# sourceMappingURL=recipe-yaml.test.js.map