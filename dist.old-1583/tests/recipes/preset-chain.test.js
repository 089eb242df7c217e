import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findStage } from '../../pipelines/registry.js';
import { runStages } from '../../pipelines/run-stages.js';
import { parseRecipe } from '../../recipes/parse-recipe.js';
import { recipeSchema } from '../../recipes/recipe-schema.js';
import { recordChoices } from '../../recipes/record-choices.js';
import { models } from '../../training/models/registry.js';
import { objectives } from '../../training/objectives/registry.js';
import { goldenDocuments, goldenRows, goldenSkip } from '../pipelines/dedup/golden-documents.js';
import { documentOf } from '../pipelines/filters/judge.js';
/** Our stages by datatrove's filters, as the golden file has them. */
const stageOf = {
    gopher_repetition: 'gopher-repetition',
    gopher_quality: 'gopher-quality',
    c4: 'c4-quality',
    fineweb: 'fineweb-quality',
};
test("en-fineweb with C4's line ends gives datatrove's chain of filters on 400 documents", { skip: goldenSkip }, () => {
    const recipe = [
        'version: 1\ndataset: d\nkind: text\nsources: [{ format: text, path: "*" }]\nstages:',
        '  - { preset: en-fineweb, override: { c4-quality: { terminalPunctuation: true } } }',
    ].join('\n');
    const { stages } = parseRecipe(recipe, 'r.yaml', [], recipeSchema(recordChoices, { models, objectives }));
    const bound = stages.map(({ stage, parameters }) => ({ stage: findStage(stage) ?? assert.fail(stage), parameters }));
    const texts = new Map(goldenDocuments().map(({ id, text }) => [id, text]));
    const rows = goldenRows('filters.jsonl.gz').slice(0, 400);
    const differing = rows.filter(({ id, chain }) => {
        const outcome = runStages(bound, documentOf(texts.get(id) ?? '', { id }));
        const ours = 'document' in outcome ? null : `${outcome.stage}.${outcome.reason}`;
        const golden = chain.reason === null ? null : `${stageOf[chain.reason[0]]}.${chain.reason[1]}`;
        return ours !== golden;
    });
    assert.equal(rows.length, 400);
    assert.ok(differing.length <= 2, differing.map(({ id }) => id).join());
});
//# sourceMappingURL=preset-chain.test.js.map