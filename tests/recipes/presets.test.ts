import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Document } from '../../core/document.ts';
import { MillraceError } from '../../core/errors.ts';
import { findStage } from '../../pipelines/registry.ts';
import { prepareStages, runStages } from '../../pipelines/run-stages.ts';
import { parseRecipe } from '../../recipes/parse-recipe.ts';
import { presets } from '../../recipes/presets/presets.ts';
import type { RecipeStage } from '../../recipes/recipe.ts';
import { recipeSchema } from '../../recipes/recipe-schema.ts';
import { recordChoices } from '../../recipes/record-choices.ts';
import { models } from '../../training/models/registry.ts';
import { objectives } from '../../training/objectives/registry.ts';
import { advertisement, englishArticle, navigation, repeatedLines, technicalArticle } from './chinese-texts.ts';

const schema = recipeSchema(recordChoices, { models, objectives });

function stagesOf(...items: readonly string[]): readonly RecipeStage[] {
  const lines = ['version: 1', 'dataset: d', 'kind: text', 'sources: [{ format: text, path: "*" }]', 'stages:'];
  return parseRecipe([...lines, ...items.map((item) => `  - ${item}`)].join('\n'), 'r.yaml', [], schema).stages;
}

function errorOf(...items: readonly string[]): string {
  try {
    stagesOf(...items);
  } catch (error) {
    assert.ok(error instanceof MillraceError);
    return `${error.at} ${error.message}`;
  }
  return assert.fail('no error');
}

async function outcome(stages: readonly RecipeStage[], text: string, metadata: Document['metadata'] = {}) {
  const bound = stages.map(({ stage: name, parameters, when }) => {
    const stage = findStage(name);
    assert.ok(stage !== undefined);
    return { stage, parameters, when };
  });
  await prepareStages(bound);
  const result = runStages(bound, { id: 'a', text, format: 'text', source: 'a', label: null, metadata });
  return 'document' in result ? 'kept' : `${result.stage}.${result.reason}`;
}

for (const preset of presets)
  test(`${preset.name} stands for its stages, with every parameter written out`, () => {
    const stages = stagesOf(`preset: ${preset.name}`);
    assert.deepEqual(
      stages.map(({ stage }) => stage),
      preset.stages.map(({ stage }) => stage),
    );
    for (const [i, { stage, parameters }] of stages.entries()) {
      const definition = findStage(stage);
      assert.deepEqual(parameters, definition?.parameters.parse(preset.stages[i]?.parameters));
      assert.equal(stages[i]?.version, definition?.version);
    }
  });

test('an override changes parameters of a stage, or leaves the stage out', () => {
  const stages = stagesOf(
    'normalize',
    '{ preset: zh, override: { gopher-quality: { minWords: 7 }, c4-quality: false } }',
  );
  assert.deepEqual(
    stages.map(({ stage }) => stage),
    ['normalize', 'gopher-repetition', 'gopher-quality', 'fineweb-quality'],
  );
  assert.equal(stages[2]?.parameters['minWords'], 7);
  assert.equal(stages[2]?.parameters['maxMeanWordLength'], 5);
});

test('what is wrong with a preset or a condition is told at its key', () => {
  assert.match(errorOf('preset: zhh'), /stages\[0\]\.preset: expected one of .*did you mean "zh"/);
  assert.match(
    errorOf('{ preset: zh, override: { gopher-quality: { minWord: 7 } } }'),
    /^r\.yaml:6:\d+ stages\[0\]\.override\.gopher-quality\.minWord: unknown key "minWord", did you mean "minWords"\?/,
  );
  assert.match(
    errorOf('{ preset: zh, override: { regex: false } }'),
    /override\.regex: expected a stage of the preset/,
  );
  assert.match(errorOf('{ preset: zh-en, when: { a: b } }'), /stages\[0\]\.when: expected none/);
  assert.match(errorOf('{ preset: zh, normalize: {} }'), /expected exactly one stage or preset, found 2/);
  assert.match(errorOf('{ when: { a: b } }'), /expected exactly one stage or preset, found 0/);
  assert.match(errorOf('{ normalize: {}, override: {} }'), /override: expected a preset beside it/);
  assert.match(errorOf('{ dedup-exact: {}, when: { a: b } }'), /when: expected none, since "dedup-exact"/);
  assert.match(errorOf('{ normalize: {}, when: {} }'), /when: expected a metadata column, found none/);
  assert.match(errorOf('{ normalize: {}, when: { a: { nott: b } } }'), /unknown key "nott", did you mean "not"/);
});

test('a stage with a condition runs on the documents that meet it', async () => {
  const short = stagesOf('{ length: { minWords: 9 }, when: { language: [de, fr], site: { not: a } } }');
  const reason = 'length.too-few-words';
  assert.equal(await outcome(short, 'x', { language: 'de', site: 'b' }), reason);
  assert.equal(await outcome(short, 'x', { language: 'fr' }), reason);
  assert.equal(await outcome(short, 'x', { language: 'fr', site: 'a' }), 'kept');
  assert.equal(await outcome(short, 'x', { language: 'en' }), 'kept');
  assert.equal(await outcome(short, 'x', {}), 'kept');
  const inherited = stagesOf('{ length: { minWords: 9 }, when: { toString: x } }');
  assert.equal(await outcome(inherited, 'x', {}), 'kept');
});

test('zh keeps a technical article and drops menus, repeated lines and advertisements', async () => {
  const zh = stagesOf('preset: zh');
  assert.equal(await outcome(zh, technicalArticle), 'kept');
  assert.equal(await outcome(zh, technicalArticle.replaceAll('\n\n', '\n')), 'kept');
  assert.match(await outcome(zh, navigation), /fineweb-quality|gopher-quality/);
  assert.match(await outcome(zh, repeatedLines), /gopher-repetition/);
  assert.match(await outcome(zh, advertisement), /gopher-repetition/);
  assert.match(await outcome(zh, englishArticle), /gopher_enough_stop_words/);
  // What the issue is about: the English rules drop the article.
  assert.notEqual(await outcome(stagesOf('preset: en-fineweb'), technicalArticle), 'kept');
});

test('zh-en judges each document by the rules of its language', async () => {
  const zhEn = stagesOf('preset: zh-en');
  assert.equal(await outcome(zhEn, technicalArticle), 'kept');
  assert.equal(await outcome(zhEn, englishArticle), 'kept');
  // The stage hears the text, whatever its source says.
  assert.equal(await outcome(zhEn, technicalArticle, { language: 'en' }), 'kept');
  assert.match(await outcome(zhEn, navigation), /fineweb-quality|gopher-quality/);
  const german = 'Der Müller ließ am Morgen das Wasser ein, und die Steine sangen bis zum Abend.';
  assert.equal(await outcome(zhEn, german), 'language.language');
});

test('zh-en without its stage language judges each document by the column of its source', async () => {
  const zhEn = stagesOf('{ preset: zh-en, override: { language: false } }');
  for (const language of ['zh', 'yue', 'wuu'])
    assert.equal(await outcome(zhEn, technicalArticle, { language }), 'kept');
  assert.equal(await outcome(zhEn, englishArticle, { language: 'en' }), 'kept');
  assert.notEqual(await outcome(zhEn, englishArticle, { language: 'zh' }), 'kept');
  assert.notEqual(await outcome(zhEn, technicalArticle, { language: 'en' }), 'kept');
  assert.notEqual(await outcome(zhEn, technicalArticle), 'kept');
});

test('code keeps a source file and drops data, generated files, XML and empty pages', async () => {
  const code = stagesOf('preset: code');
  const source =
    'export function sum(values: readonly number[]): number {\n  return values.reduce((a, b) => a + b, 0);\n}\n';
  assert.equal(await outcome(code, source), 'kept');
  assert.equal(
    await outcome(code, `const x = "${'ab'.repeat(500)}";\n${source.repeat(20)}`),
    'length.longest-line-too-long',
  );
  assert.equal(await outcome(code, `const x = "${'ab'.repeat(60)}";\n`), 'length.lines-too-long');
  assert.equal(await outcome(code, '1, 2, 3, 4;\n'.repeat(9)), 'character-ratios.too-few-alphabetic');
  assert.equal(
    await outcome(code, `// a\n// b\n\n\n# Code generated by x. DO NOT EDIT.\n${source}`),
    'regex.generated-file',
  );
  assert.equal(await outcome(code, `// a\n\n\n\n\n// Auto-generated.\n${source}`), 'kept');
  assert.equal(await outcome(code, `${' '.repeat(86)}<?xml version="1.0"?>\n${source}`), 'regex.xml-file');
  assert.equal(await outcome(code, `${' '.repeat(87)}<?xml version="1.0"?>\n${source}`), 'kept');
  assert.match(await outcome(code, `<html>\n<div class="a">x</div>\n</html>`), /visible-text/);
});
