import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseRecipe } from '../../recipes/parse-recipe.ts';
import { recipeSchema } from '../../recipes/recipe-schema.ts';
import { recordChoices } from '../../recipes/record-choices.ts';
import { models } from '../../training/models/registry.ts';
import { objectives } from '../../training/objectives/registry.ts';

const schema = recipeSchema(recordChoices, { models, objectives });

function parse(training: string) {
  const least =
    'version: 1\ndataset: docs\nkind: text\nsources: [ { format: text, path: "*.txt" } ]\ntokenizer: { train: { vocabulary: 300 } }\n';
  return parseRecipe(`${least}${training}\n`, 'r.yaml', [], schema);
}

test('a run begins with a folder of another project, whose model is not known before it is read', () => {
  const { train } = parse(
    'train:\n  - { name: a, from: { pretrained: models/gpt2 }, objective: causal, steps: 1 }\n  - { name: b, from: a, objective: classify, steps: 1 }',
  );
  const unknown = { name: '', parameters: {} };
  assert.deepEqual(
    train.map(({ from, pretrained, model }) => ({ from, pretrained, model })),
    [
      { from: null, pretrained: { folder: 'models/gpt2' }, model: unknown },
      { from: 'a', pretrained: undefined, model: unknown },
    ],
  );
});

test('a folder under a misspelt key, and one beside a model, are refused', () => {
  for (const [training, message] of [
    [
      'train: [ { name: a, from: { pretrain: gpt2 }, objective: causal, steps: 1 } ]',
      'train[0].from: unknown key "pretrain", did you mean "pretrained"?',
    ],
    [
      'train: [ { name: a, model: gpt, from: { pretrained: gpt2 }, objective: causal, steps: 1 } ]',
      'train[0]: unknown key "from"',
    ],
    [
      'train: [ { name: a, from: 7, objective: causal, steps: 1 } ]',
      'train[0].from: expected model, or from with the name of an earlier run, found 7',
    ],
  ] as const) {
    assert.throws(
      () => parse(training),
      (error: Error) => error.message.startsWith(message),
    );
  }
});
