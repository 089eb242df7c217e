import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { z } from 'zod';
import { MillraceError } from '../../core/errors.ts';
import { parseRecipe } from '../../recipes/parse-recipe.ts';
import { recipeSchema } from '../../recipes/recipe-schema.ts';
import type { TokenModelDefinition } from '../../training/model.ts';
import { gpt } from '../../training/models/gpt.ts';
import { vit } from '../../training/models/vit.ts';
import type { TokenObjectiveDefinition } from '../../training/objective.ts';
import { causal } from '../../training/objectives/causal.ts';
import { classify } from '../../training/objectives/classify.ts';
import { classifyImage } from '../../training/objectives/classify-image.ts';

const sizes = z.strictObject({ sides: z.int().min(1).default(3).describe('How many sides it has.') });
/** A model of a reader's own: one definition, from which the recipe's keys come. */
const own: TokenModelDefinition<z.infer<typeof sizes>> = {
  name: 'polygon',
  reads: 'tokens',
  architecture: 'encoder',
  summary: 'A model of a reader.',
  citation: 'none',
  parameters: sizes,
  build: ({ sides }) => {
    throw new Error(`never built here: ${sides} sides`);
  },
};
const goals = z.strictObject({ margin: z.number().default(0.5).describe('How far apart.') });
const ranking: TokenObjectiveDefinition<z.infer<typeof goals>> = {
  name: 'rank',
  summary: 'An objective of a reader.',
  content: 'documents',
  architectures: ['decoder', 'encoder'],
  parameters: goals,
  build: ({ margin }) => {
    throw new Error(`never built here: ${margin}`);
  },
};
const textOnly = { stages: [], formats: [{ format: 'text', summary: 'Text.', options: z.strictObject({}) }] };
const schema = recipeSchema(
  { text: textOnly, image: textOnly },
  {
    models: [gpt, vit, own],
    objectives: [causal, classify, classifyImage, ranking],
  },
);

const least = [
  'version: 1',
  'dataset: docs',
  'kind: text',
  'sources: [ { format: text, path: "*.txt" } ]',
  'tokenizer: { train: { vocabulary: 300 } }',
  '',
].join('\n');

function parse(training: string) {
  return parseRecipe(`${least}${training}\n`, 'r.yaml', [], schema);
}

function parseImages(training: string) {
  const text = `${least.replace('kind: text', 'kind: image').replace(/^tokenizer.*\n/m, '')}${training}\n`;
  return parseRecipe(text, 'r.yaml', [], schema);
}

function refused(training: string, read: typeof parse = parse): string {
  try {
    read(training);
  } catch (error) {
    assert.ok(error instanceof MillraceError);
    assert.equal(error.code, 'recipe-invalid');
    return `${error.at}: ${error.message}`;
  }
  return assert.fail('expected a refusal');
}

describe('the runs of a recipe', () => {
  test('every default is filled in, and what depends on another key follows it', () => {
    const { train } = parse('train: [ { name: a, model: gpt, objective: causal, steps: 300, learningRate: 2e-3 } ]');
    assert.deepEqual(train, [
      {
        name: 'a',
        from: null,
        model: { name: 'gpt', parameters: { layers: 4, heads: 4, width: 128, bias: true, activation: 'gelu' } },
        objective: { name: 'causal', parameters: {} },
        mix: null,
        curriculum: null,
        length: null,
        images: null,
        textAugment: [],
        freeze: [],
        steps: 300,
        batch: 16,
        accumulate: 1,
        learningRate: 2e-3,
        schedule: 'cosine',
        optimizer: 'adamw',
        minLearningRate: 2e-4,
        warmupSteps: 30,
        beta1: 0.9,
        beta2: 0.95,
        epsilon: 1e-8,
        weightDecay: 0.1,
        clipNorm: 1,
        dropout: 0,
        seed: 0,
        evaluateEvery: 30,
        evaluateBatches: 20,
        checkpointEvery: 30,
        keepCheckpoints: 2,
        precision: 'float32',
        engine: 'graph',
        processes: 1,
        strategy: null,
        device: 'auto',
      },
    ]);
  });

  test('a run that starts from another has its model', () => {
    const { train } = parse(
      'train:\n  - { name: a, model: gpt, objective: causal, steps: 9, width: 64 }\n  - { name: b, from: a, objective: classify, steps: 9 }',
    );
    assert.equal(train[1]?.from, 'a');
    assert.deepEqual(train[1]?.model, train[0]?.model);
  });

  test("a reader's own model and objective bring their own keys", () => {
    const { train } = parse('train: [ { name: a, model: polygon, objective: rank, steps: 1, sides: 5 } ]');
    assert.deepEqual(train[0]?.model, { name: 'polygon', parameters: { sides: 5 } });
    assert.deepEqual(train[0]?.objective, { name: 'rank', parameters: { margin: 0.5 } });
  });

  test('a run over images says how they become samples', () => {
    const { train } = parseImages('train: [ { name: a, model: vit, objective: classify-image, steps: 9, patch: 7 } ]');
    assert.deepEqual(train[0]?.model.parameters, {
      ...{ patch: 7, layers: 4, heads: 4, width: 128, mlpRatio: 4, pool: 'mean' },
    });
    assert.deepEqual(train[0]?.objective, { name: 'classify-image', parameters: { labelSmoothing: 0 } });
    const half = [0.5, 0.5, 0.5];
    assert.deepEqual(train[0]?.images, { size: null, augment: [], normalize: { mean: half, std: half } });
    assert.equal(train[0]?.length, null);
    const { train: more } = parseImages(
      `${vitRun}, augment: [ random-horizontal-flip, { random-crop: { size: 24 } }, mix-up ], size: 24 } ]`,
    );
    assert.deepEqual(
      more[0]?.images?.augment.map(({ name }) => name),
      ['random-horizontal-flip', 'random-crop', 'mix-up'],
    );
  });

  test('a run may go from easy to hard', () => {
    const { train } = parse(
      'train: [ { name: a, model: gpt, objective: causal, steps: 1, curriculum: { signal: used } } ]',
    );
    assert.deepEqual(train[0]?.curriculum, { signal: 'used', stages: 4 });
  });

  test('a run may learn from a mix', () => {
    const { train } = parse(
      'train: [ { name: a, model: gpt, objective: causal, steps: 1, data: { samples: 50, mix: [ { data: docs, weight: 7 }, { data: web@3, repeat: 0.5 } ] } } ]',
    );
    assert.deepEqual(train[0]?.mix, {
      samples: 50,
      parts: [
        { version: 'docs', weight: 7 },
        { version: 'web@3', repeat: 0.5 },
      ],
    });
  });

  test('an evaluation has its defaults', () => {
    const { evaluate } = parse(
      'train: [ { name: a, model: gpt, objective: causal, steps: 1 } ]\nevaluate: [ { run: a, metrics: [perplexity] } ]',
    );
    const asked = { run: 'a', on: 'holdout', checkpoint: 'best', metrics: ['perplexity'], against: null };
    assert.deepEqual(evaluate, [asked]);
  });

  test('an evaluation without metrics has the usual ones of its objective', () => {
    const { evaluate } = parse(
      'train:\n  - { name: a, model: gpt, objective: causal, steps: 1 }\n  - { name: b, from: a, objective: classify, steps: 1 }\nevaluate: [ { run: a }, { run: b }, { run: b, metrics: [loss] } ]',
    );
    const asked = evaluate.map(({ metrics }) => metrics);
    assert.deepEqual(asked, [['perplexity'], ['accuracy', 'macroF1'], ['loss']]);
  });
});

const vitRun = 'train: [ { name: a, model: vit, objective: classify-image, steps: 1';

const imageRefusals: readonly (readonly [string, string, string])[] = [
  [
    'a model of text',
    'train: [ { name: a, model: gpt, objective: classify-image, steps: 1 } ]',
    'train[0].model: expected vit, found "gpt", which is for other records or objectives',
  ],
  [
    'an objective of text',
    'train: [ { name: a, model: vit, objective: classify, steps: 1 } ]',
    'train[0].objective: expected classify-image, found "classify", which is for other records',
  ],
  ['a length in tokens', `${vitRun}, length: 8 } ]`, 'train[0]: unknown key "length"'],
  [
    'a size that augmentation does not give',
    `${vitRun}, size: 32, augment: [ { random-crop: { size: 28 } } ] } ]`,
    'train[0].size: expected 28 × 28, which augment gives, or no size, found 32',
  ],
  [
    'an operation on images after one on batches',
    `${vitRun}, augment: [ mix-up, random-horizontal-flip ] } ]`,
    'train[0].augment[0]: expected "mix-up", which mixes batches, after all operations on images',
  ],
  [
    'a deviation of nothing',
    `${vitRun}, normalize: { std: [ 1, 1, 0 ] } } ]`,
    'train[0].normalize.std[2]: expected more than 0',
  ],
  [
    'a baseline of words',
    `${vitRun} } ]\nevaluate: [ { run: a, metrics: [accuracy], against: naive-bayes } ]`,
    'evaluate[0].against: expected no baseline of words for a run on images, found "naive-bayes"',
  ],
];

const refusals: readonly (readonly [string, string, string])[] = [
  [
    'a misspelt model',
    'train: [ { name: a, model: gtp, objective: causal, steps: 1 } ]',
    'train[0].model: expected gpt, found "gtp", did you mean "gpt"?',
  ],
  [
    'a misspelt objective',
    'train: [ { name: a, model: gpt, objective: casual, steps: 1 } ]',
    'train[0].objective: expected one of causal, classify, rank, found "casual", did you mean "causal"?',
  ],
  [
    "another model's key",
    'train: [ { name: a, model: gpt, objective: causal, steps: 1, sides: 4 } ]',
    'train[0]: unknown key "sides"',
  ],
  [
    'neither model nor from',
    'train: [ { name: a, objective: causal, steps: 1 } ]',
    'train[0].from: expected model, or from with the name of an earlier run, found neither',
  ],
  [
    'a start that is trained later',
    'train:\n  - { name: a, from: b, objective: causal, steps: 1 }\n  - { name: b, model: gpt, objective: causal, steps: 1 }',
    'train[0].from: expected an earlier run of train, and there is none, found "b"',
  ],
  [
    'a name used twice',
    'train:\n  - { name: a, model: gpt, objective: causal, steps: 1 }\n  - { name: a, model: gpt, objective: causal, steps: 1 }',
    'train[1].name: expected a name of its own, found "a" again',
  ],
  [
    'an evaluation of no run',
    'train: [ { name: spam, model: gpt, objective: causal, steps: 1 } ]\nevaluate: [ { run: sapm, metrics: [loss] } ]',
    'evaluate[0].run: expected a run of train, one of spam, found "sapm", did you mean "spam"?',
  ],
  [
    'a metric that there is not',
    'train: [ { name: a, model: gpt, objective: causal, steps: 1 } ]\nevaluate: [ { run: a, metrics: [f2] } ]',
    'evaluate[0].metrics[0]: expected one of perplexity, loss, accuracy, macroF1, precision, recall, f1, exactMatch, found "f2", did you mean "f1"?',
  ],
  [
    'a metric of classifiers for a language model',
    'train: [ { name: a, model: gpt, objective: causal, steps: 1 } ]\nevaluate: [ { run: a, metrics: [loss, f1] } ]',
    'evaluate[0].metrics[1]: expected one of loss, perplexity, which causal has, found "f1"',
  ],
  [
    'a baseline of words for a language model',
    'train: [ { name: a, model: gpt, objective: causal, steps: 1 } ]\nevaluate: [ { run: a, metrics: [loss], against: naive-bayes } ]',
    'evaluate[0].against: expected no baseline of words for a language model, found "naive-bayes"',
  ],
  [
    'a curriculum of one stage',
    'train: [ { name: a, model: gpt, objective: causal, steps: 1, curriculum: { signal: used, stages: 1 } } ]',
    'train[0].curriculum.stages: expected at least 2, found 1',
  ],
  [
    'a mix of nothing',
    'train: [ { name: a, model: gpt, objective: causal, steps: 1, data: { mix: [] } } ]',
    'train[0].data.mix: expected at least 1 item, found an empty list',
  ],
  [
    'a misspelt amount of a mix',
    'train: [ { name: a, model: gpt, objective: causal, steps: 1, data: { mix: [ { data: docs, wieght: 2 } ] } } ]',
    'train[0].data.mix[0]: unknown key "wieght", did you mean "weight"?',
  ],
  [
    'a reference that is none',
    'train: [ { name: a, model: gpt, objective: causal, steps: 1, data: { mix: [ { data: docs@0 } ] } } ]',
    'train[0].data.mix[0].data: expected name, name@7 or name@latest, found "docs@0"',
  ],
  [
    'no steps',
    'train: [ { name: a, model: gpt, objective: causal } ]',
    'train[0].steps: expected a number, found nothing',
  ],
];

describe('one error names the key, what was expected and what was found', () => {
  for (const [what, training, message] of refusals) {
    test(what, () => assert.ok(refused(training).includes(message), refused(training)));
  }

  for (const [what, training, message] of imageRefusals) {
    test(`${what}, over images`, () => {
      const found = refused(training, parseImages);
      assert.ok(found.includes(message), found);
    });
  }

  test('an objective trains models that look the way it needs, from the start or from an earlier run', () => {
    const text = [
      'train:',
      '  - { name: a, model: polygon, objective: causal, steps: 1 }',
      '  - { name: b, model: polygon, objective: rank, steps: 1 }',
      '  - { name: c, from: b, objective: causal, steps: 1 }',
    ].join('\n');
    assert.throws(
      () => parse(text),
      /train\[0\]\.model: expected .*gpt.*, found "polygon", which is for other records or objectives/,
    );
    assert.throws(
      () => parse(text.replace(/ {2}- \{ name: a.*\n/, '')),
      /train\[1\]\.from: expected a run of gpt.*, which causal trains, found "b", of polygon/,
    );
  });

  test('a model of images over text', () => {
    const found = refused('train: [ { name: a, model: vit, objective: causal, steps: 1 } ]');
    assert.ok(found.includes('train[0].model: expected gpt, found "vit", which is for other records or objectives'));
  });

  test('a recipe that trains needs a tokenizer', () => {
    const text = `${least.replace(/^tokenizer.*\n/m, '')}train: [ { name: a, model: gpt, objective: causal, steps: 1 } ]\n`;
    assert.throws(() => parseRecipe(text, 'r.yaml', [], schema), {
      message: 'train: expected a tokenizer in the recipe, found none',
    });
  });
});

describe('runs that make a model smaller', () => {
  const teacher = '{ name: big, model: gpt, objective: classify, steps: 100 }';
  const student = (more: string) => `train: [ ${teacher}, { name: small, objective: classify, steps: 100, ${more} } ]`;

  test('a student follows its teacher at a temperature, half and half by default', () => {
    const settings = parse(student('model: gpt, layers: 1, teacher: big')).train[1];
    assert.deepEqual(settings?.distil, { teacher: 'big', temperature: 2, weight: 0.5 });
    const given = parse(student('model: gpt, teacher: big, distil: { temperature: 4 }')).train[1];
    assert.deepEqual(given?.distil, { teacher: 'big', temperature: 4, weight: 0.5 });
  });

  test('a teacher must be an earlier run of the same classes, and goes with no other objective', () => {
    assert.match(refused(student('model: gpt, teacher: bif')), /teacher.*one of big, found "bif".*did you mean/i);
    assert.match(refused(student('model: gpt, teacher: big, classes: { a: [b] }')), /same objective, classes and data/);
    assert.match(refused(student('model: gpt, teacher: big, labelSmoothing: 0.1')), /labelSmoothing.*expected 0/);
    assert.match(refused(student('model: gpt, distil: { weight: 1 }')), /distil.*expected teacher/);
    const causal = `train: [ ${teacher}, { name: c, model: gpt, objective: causal, steps: 9, teacher: big } ]`;
    assert.match(refused(causal), /teacher.*objective of classes.*found causal/);
  });

  test('pruning goes from the first step to seven tenths, in twenty parts, by default', () => {
    const settings = parse(student('from: big, prune: { sparsity: 0.8 }')).train[1];
    assert.deepEqual(settings?.prune, { sparsity: 0.8, scope: 'layer', begin: 1, end: 70, every: 3 });
    assert.match(refused(student('from: big, prune: { sparsity: 0.8, end: 101 }')), /begin ≤ end ≤ steps, 100/);
    assert.match(refused(student('from: big, prune: { sparsity: 1 }')), /sparsity/);
    assert.match(
      refused(student('from: big, prune: { sparsity: 0.8 }, tune: lora')),
      /prune: expected no tune beside it/,
    );
    assert.match(refused(student('from: big, structured: { heads: 0.5 }, tune: lora')), /structured: expected no tune/);
  });

  test('a model without heads and neurons that were taken out has parameters of its own', () => {
    const settings = parse(student('from: big, structured: { heads: 0.5, neurons: 0.5 }')).train[1];
    const { heads, headWidth, inner, width } = settings?.model.parameters ?? {};
    assert.deepEqual({ heads, headWidth, inner, width }, { heads: 2, headWidth: 32, inner: 256, width: 128 });
    assert.match(refused(student('model: gpt, structured: { heads: 0.5 }')), /structured.*expected from/);
  });
});
