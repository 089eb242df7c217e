import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MillraceError } from '../../core/errors.ts';
import { parseRecipe } from '../../recipes/parse-recipe.ts';
import { recipeSchema } from '../../recipes/recipe-schema.ts';
import { recordChoices } from '../../recipes/record-choices.ts';
import { models } from '../../training/models/registry.ts';
import { objectives } from '../../training/objectives/registry.ts';

const schema = recipeSchema(recordChoices, { models, objectives });

/** The error of a recipe with `stages`, whose run has the objective; undefined where it is a good one. */
function refusal(objective: string, stages: string, more = ''): string | undefined {
  const recipe = [
    'version: 1',
    'dataset: chats',
    'kind: text',
    'sources: [ { format: jsonl, path: chats.jsonl } ]',
    `stages: [ ${stages} ]`,
    'tokenizer: { train: { vocabulary: 300 } }',
    `train: [ { name: tutor, model: gpt, objective: ${objective}, steps: 1 } ]`,
    more,
  ].join('\n');
  try {
    parseRecipe(`${recipe}\n`, 'r.yaml', [], schema);
    return undefined;
  } catch (error) {
    assert.ok(error instanceof MillraceError && error.code === 'recipe-invalid' && error.kind === 'usage');
    return error.message;
  }
}

const before = (marking: string, found: string): string =>
  `stages: expected stages that rewrite texts before "${marking}", which marks the answers that run "tutor" learns from, found "${found}" after it`;

test('a stage that may rewrite texts behind the one that marks answers is refused, and named', () => {
  for (const [stage, name = stage] of [
    ['normalize'],
    ['{ normalize: {}, when: { language: en } }', 'normalize'],
    ['pii'],
    ['extract-html'],
    ['c4-quality'],
    ['{ replace-regex: { pattern: a, replacement: b } }', 'replace-regex'],
    ['dedup-lines'],
    ['dedup-paragraphs'],
    ['dedup-sentences'],
    ['dedup-substrings'],
    ['{ decontaminate: { against: [test.txt], action: cut } }', 'decontaminate'],
  ] as const) {
    assert.equal(refusal('instruct', `chat, length, ${stage}`), before('chat', name));
    assert.equal(refusal('answer', `question, ${stage}`), before('question', name));
  }
  assert.equal(refusal('answer', 'question, chat'), before('question', 'chat'));
});

test('stages of a preset are seen, too', () => {
  assert.equal(refusal('instruct', 'chat, { preset: en-fineweb }'), before('chat', 'c4-quality'));
});

test('what changes no text may follow, and what does may come before', () => {
  const quiet = '{ pii: { emails: drop, ips: count, secrets: keep } }, { decontaminate: { against: [test.txt] } }';
  for (const marking of ['chat', 'question']) {
    const objective = marking === 'chat' ? 'instruct' : 'answer';
    assert.equal(
      refusal(objective, `normalize, pii, ${marking}, language, length, dedup-exact, dedup-minhash`),
      undefined,
    );
    assert.equal(refusal(objective, `${marking}, ${quiet}`), undefined);
  }
  assert.equal(refusal('instruct', 'chat, normalize, chat'), undefined);
});

test('a run that reads no marks does not mind', () => {
  assert.equal(refusal('causal', 'chat, normalize'), undefined);
  assert.equal(refusal('classify', 'question, normalize', 'augment: { operations: [aeda] }'), undefined);
});

test("copies of the recipe's augment are other texts", () => {
  const copies = 'augment: { operations: [aeda] }';
  const expected =
    'augment: expected no augmented copies beside "chat", which marks the answers that run "tutor" learns from, found "aeda"';
  assert.equal(refusal('instruct', 'chat', copies), expected);
});
