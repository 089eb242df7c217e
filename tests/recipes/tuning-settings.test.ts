import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { z } from 'zod';
import { MillraceError } from '../../core/errors.ts';
import { parseRecipe } from '../../recipes/parse-recipe.ts';
import { recipeSchema } from '../../recipes/recipe-schema.ts';
import { gpt } from '../../training/models/gpt.ts';
import { vit } from '../../training/models/vit.ts';
import { causal } from '../../training/objectives/causal.ts';
import { classify } from '../../training/objectives/classify.ts';
import { classifyImage } from '../../training/objectives/classify-image.ts';

const textOnly = { stages: [], formats: [{ format: 'text', summary: 'Text.', options: z.strictObject({}) }] };
const schema = recipeSchema(
  { text: textOnly, image: textOnly },
  { models: [gpt, vit], objectives: [causal, classify, classifyImage] },
);
const least =
  'version: 1\ndataset: docs\nkind: text\nsources: [ { format: text, path: "*.txt" } ]\ntokenizer: { train: { vocabulary: 300 } }';

function parse(training: string) {
  return parseRecipe(`${least}\n${training}\n`, 'r.yaml', [], schema);
}

describe('how the weights of a run change', () => {
  test('an optimizer and a schedule have defaults of their own', () => {
    const run = 'name: a, model: gpt, objective: causal, steps: 100';
    const [first, second] = parse(
      `train:\n  - { ${run}, optimizer: sgd, schedule: wsd }\n  - { ${run.replace(': a', ': b')}, optimizer: sgd, momentum: 0, weightDecay: 0.01, schedule: wsd, decayShare: 0.5 }`,
    ).train;
    const chosen = ({ optimizer, momentum, weightDecay, schedule, decayShare }: NonNullable<typeof first>) => ({
      ...{ optimizer, momentum, weightDecay, schedule, decayShare },
    });
    assert.ok(first !== undefined && second !== undefined);
    const kinds = { optimizer: 'sgd', schedule: 'wsd' };
    assert.deepEqual(chosen(first), { ...kinds, momentum: 0.9, weightDecay: 0, decayShare: 0.1 });
    assert.deepEqual(chosen(second), { ...kinds, momentum: 0, weightDecay: 0.01, decayShare: 0.5 });
  });

  test('a run may train adapters in the place of weights', () => {
    const { train } = parse(
      'train:\n  - { name: a, model: gpt, objective: causal, steps: 9 }\n  - { name: b, from: a, objective: classify, steps: 9, tune: lora }\n  - { name: c, from: a, objective: classify, steps: 9, tune: { lora: { rank: 4, targets: [ h.0 ] } } }',
    );
    assert.deepEqual(
      train.map(({ tune }) => tune),
      [undefined, { lora: { rank: 8, alpha: 16, targets: [] } }, { lora: { rank: 4, alpha: 8, targets: ['h.0'] } }],
    );
  });
});

const refusals: readonly (readonly [string, string, string])[] = [
  [
    'a frozen weight that there is not, of a run that starts from another',
    'train:\n  - { name: a, model: gpt, objective: causal, steps: 1 }\n  - { name: b, from: a, objective: classify, steps: 1, freeze: [ wte, h.4 ] }',
    'train[1].freeze[1]: expected the beginning of a weight\'s name, found "h.4"; the model has wte.weight, wpe.weight, h.*.ln_1.weight',
  ],
  [
    'adapters of a model that begins at random',
    'train: [ { name: a, model: gpt, objective: causal, steps: 1, tune: lora } ]',
    'train[0].tune: expected from, the name of an earlier run, beside it, found none',
  ],
  [
    'adapters beside what is no matrix',
    'train:\n  - { name: a, model: gpt, objective: causal, steps: 1 }\n  - { name: b, from: a, objective: classify, steps: 1, tune: { lora: { targets: [ h.0.ln_1 ] } } }',
    'train[1].tune.lora: expected targets among the matrices wte.weight, wpe.weight, h.0.attn.c_attn.weight',
  ],
  [
    'an early end of a run that is never judged',
    'train: [ { name: a, model: gpt, objective: causal, steps: 1, evaluateEvery: 0, earlyStopping: {} } ]',
    'train[0].earlyStopping: expected validations, evaluateEvery above 0, beside it, found 0',
  ],
  [
    'a prompt of nothing',
    'train:\n  - { name: a, model: gpt, objective: causal, steps: 1 }\n  - { name: b, from: a, objective: classify, steps: 1, tune: { prompt: { tokens: 0 } } }',
    'train[1].tune',
  ],
  [
    'a momentum of AdamW',
    'train: [ { name: a, model: gpt, objective: causal, steps: 1, momentum: 0.9 } ]',
    'train[0].momentum: expected optimizer: sgd beside it, found adamw',
  ],
  [
    'a share of steps over which a cosine falls',
    'train: [ { name: a, model: gpt, objective: causal, steps: 1, decayShare: 0.2 } ]',
    'train[0].decayShare: expected schedule: wsd beside it, found cosine',
  ],
];

describe('one error names the key of tuning, what was expected and what was found', () => {
  for (const [what, training, message] of refusals) {
    test(what, () => {
      assert.throws(
        () => parse(training),
        (error) => {
          assert.ok(error instanceof MillraceError);
          assert.equal(error.code, 'recipe-invalid');
          const found = `${error.at}: ${error.message}`;
          assert.ok(found.includes(message), found);
          return true;
        },
      );
    });
  }
});
