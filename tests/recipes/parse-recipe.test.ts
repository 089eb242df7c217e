import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { z } from 'zod';
import type { Document } from '../../core/document.ts';
import { MillraceError } from '../../core/errors.ts';
import { keep } from '../../core/verdict.ts';
import { defineFilter, defineTransform, type Stage } from '../../pipelines/stage.ts';
import { parseRecipe } from '../../recipes/parse-recipe.ts';
import { recipeSchema, type SourceFormat } from '../../recipes/recipe-schema.ts';
import { models } from '../../training/models/registry.ts';
import { objectives } from '../../training/objectives/registry.ts';

const transform = (document: Document): Document => document;
const stages: readonly Stage[] = [
  defineFilter({
    name: 'long-enough',
    summary: 'Drops short records.',
    version: 3,
    parameters: z.strictObject({
      minWords: z.int().min(0).default(50),
      words: z.enum(['spacy', 'whitespace']).default('spacy'),
      languages: z.array(z.string()).default([]),
    }),
    words: () => 'whitespace',
    measure: () => ({}),
    decide: () => keep,
  }),
  defineTransform({ name: 'same', summary: 'Keeps.', version: 1, parameters: z.strictObject({}), transform }),
  defineTransform({
    name: 'near',
    summary: 'Keeps.',
    version: 1,
    parameters: z.strictObject({ bands: z.int() }),
    transform,
  }),
];
const formats: readonly SourceFormat[] = [
  {
    format: 'jsonl',
    summary: 'JSON lines.',
    options: z.strictObject({
      id: z.string().optional(),
      text: z.string().default('text'),
    }),
  },
  { format: 'text', summary: 'Text files.', options: z.strictObject({}) },
];
const schema = recipeSchema({ text: { stages, formats }, image: { stages: [], formats } }, { models, objectives });

const least = 'version: 1\ndataset: docs\nkind: text\nsources:\n  - { format: text, path: "*.txt" }\n';

function parse(text: string, overrides: readonly string[] = []) {
  return parseRecipe(text, 'r.yaml', overrides, schema);
}

function refused(text: string, overrides: readonly string[] = []): string {
  try {
    parse(text, overrides);
  } catch (error) {
    assert.ok(error instanceof MillraceError);
    assert.equal(error.kind, 'usage');
    assert.equal(error.code, 'recipe-invalid');
    return `${error.at}: ${error.message}`;
  }
  return assert.fail('expected a refusal');
}

describe('a recipe that is right', () => {
  test('only version, dataset, kind and sources are required', () => {
    assert.deepEqual(parse(least), {
      dataset: 'docs',
      kind: 'text',
      sources: [{ format: 'text', path: '*.txt', options: {} }],
      stages: [],
      augment: null,
      tokenizer: null,
      pack: { length: 1024, strategy: 'best-fit', compression: 'none' },
      output: { shardBytes: 64 * 2 ** 20, holdout: 0 },
      gates: [],
      limits: { quarantine: 0.01, recordBytes: 16 * 2 ** 20, expansionRatio: 200, partitionBytes: 4 * 2 ** 20 },
      train: [],
      evaluate: [],
      schedule: null,
      alerts: [],
    });
  });

  test('a stage by name, with null and with parameters gives the same parameters', () => {
    const all = { minWords: 50, words: 'spacy', languages: [] };
    const { stages } = parse(
      `${least}stages:\n  - long-enough\n  - long-enough:\n  - long-enough: { minWords: 50 }\n  - same\n`,
    );
    assert.deepEqual(stages, [
      { stage: 'long-enough', version: 3, parameters: all },
      { stage: 'long-enough', version: 3, parameters: all },
      { stage: 'long-enough', version: 3, parameters: all },
      { stage: 'same', version: 1, parameters: {} },
    ]);
  });

  test('sizes are text or numbers, a holdout is a number or a map', () => {
    const recipe = parse(
      `${least}output: { shardBytes: 1 MB, holdout: { share: 0.2, by: id } }\nlimits: { recordBytes: 4096 }\n`,
    );
    assert.deepEqual(recipe.output, { shardBytes: 1_000_000, holdout: 0.2 });
    assert.equal(recipe.limits.recordBytes, 4096);
  });

  test('a tokenizer is trained or read', () => {
    assert.deepEqual(parse(`${least}tokenizer: { train: {} }\n`).tokenizer, { train: { vocabulary: 32_000 } });
    assert.deepEqual(parse(`${least}tokenizer: { file: t.json }\n`).tokenizer, { file: 't.json' });
  });

  test('YAML 1.2: no is a string, not false', () => {
    const { stages } = parse(`${least}stages:\n  - long-enough: { languages: [no, en] }\n`);
    assert.deepEqual(stages[0]?.parameters['languages'], ['no', 'en']);
  });

  test('overrides set scalars, list items, parameters of a bare stage, and keys that are not there', () => {
    const recipe = parse(`${least}stages:\n  - long-enough\n`, [
      'dataset=other',
      'stages.0.long-enough.minWords=7',
      'stages.1=same',
      'output.shardBytes=1KiB',
      'sources.0.path=b/*.txt',
    ]);
    assert.equal(recipe.dataset, 'other');
    assert.deepEqual(
      recipe.stages.map(({ stage }) => stage),
      ['long-enough', 'same'],
    );
    assert.equal(recipe.stages[0]?.parameters['minWords'], 7);
    assert.equal(recipe.output.shardBytes, 1024);
    assert.equal(recipe.sources[0]?.path, 'b/*.txt');
  });
});

const at = (line: number, column: number) => `r.yaml:${line}:${column}: `;
const refusals: readonly (readonly [name: string, text: string, message: string])[] = [
  ['misspelt key', `${least}stpes: []\n`, `${at(6, 1)}unknown key "stpes", did you mean "stages"?`],
  [
    'misspelt required key',
    least.replace('sources', 'source'),
    `${at(4, 1)}unknown key "source", did you mean "sources"?`,
  ],
  [
    'key like no other',
    `${least}zzzzzzzz: 1\n`,
    `${at(6, 1)}unknown key "zzzzzzzz", expected one of version, dataset, kind, sources, stages, augment, tokenizer, pack, output, gates, limits, train, evaluate, schedule, alerts`,
  ],
  [
    'key of an object',
    `${least}constructor: 1\n`,
    `${at(6, 1)}unknown key "constructor", expected one of version, dataset, kind, sources, stages, augment, tokenizer, pack, output, gates, limits, train, evaluate, schedule, alerts`,
  ],
  [
    'misspelt nested key',
    `${least}output:\n  shardByte: 1\n`,
    `${at(7, 3)}output: unknown key "shardByte", did you mean "shardBytes"?`,
  ],
  [
    'misspelt parameter',
    `${least}stages:\n  - long-enough: { minWord: 3 }\n`,
    `${at(7, 20)}stages[0].long-enough: unknown key "minWord", did you mean "minWords"?`,
  ],
  [
    'misspelt stage',
    `${least}stages:\n  - long-enogh\n`,
    `${at(7, 5)}stages[0]: expected one of long-enough, same, near, found "long-enogh", did you mean "long-enough"?`,
  ],
  [
    'misspelt stage with parameters',
    `${least}stages:\n  - long-enogh: {}\n`,
    `${at(7, 5)}stages[0]: unknown key "long-enogh", did you mean "long-enough"?`,
  ],
  [
    'two stages in one item',
    `${least}stages:\n  - { same: {}, near: { bands: 1 } }\n`,
    `${at(7, 5)}stages[0]: expected exactly one stage, found 2 keys`,
  ],
  [
    'stage that needs parameters',
    `${least}stages:\n  - near\n`,
    `${at(7, 5)}stages[0]: "near" needs parameters: bands: expected a number, found nothing`,
  ],
  [
    'stage of a wrong type',
    `${least}stages:\n  - 7\n`,
    `${at(7, 5)}stages[0]: expected one of long-enough, same, near or a map, found 7`,
  ],
  [
    'parameter of a wrong type',
    `${least}stages:\n  - long-enough: { minWords: "50" }\n`,
    `${at(7, 30)}stages[0].long-enough.minWords: expected a number, found "50"`,
  ],
  [
    'parameter below its limit',
    `${least}stages:\n  - long-enough: { minWords: -1 }\n`,
    `${at(7, 30)}stages[0].long-enough.minWords: expected at least 0, found -1`,
  ],
  [
    'misspelt choice',
    `${least}stages:\n  - long-enough: { words: spcy }\n`,
    `${at(7, 27)}stages[0].long-enough.words: expected one of spacy, whitespace, found "spcy", did you mean "spacy"?`,
  ],
  ['stages no list', `${least}stages: same\n`, `${at(6, 9)}stages: expected a list, found "same"`],
  ['no dataset', least.replace('dataset: docs\n', ''), `${at(1, 1)}dataset: expected a string, found nothing`],
  [
    'dataset with capitals',
    least.replace('docs', 'Docs'),
    `${at(2, 10)}dataset: expected a name of at most 100 characters from a-z, 0-9, ".", "_" and "-" that begins with a letter or a digit, found "Docs"`,
  ],
  [
    'dataset that climbs',
    least.replace('docs', '../docs'),
    `${at(2, 10)}dataset: expected a name of at most 100 characters from a-z, 0-9, ".", "_" and "-" that begins with a letter or a digit, found "../docs"`,
  ],
  [
    'dataset that a store reserves',
    least.replace('docs', 'temporal'),
    `${at(2, 10)}dataset: expected another name, since a store keeps something else under "temporal"`,
  ],
  ['version of the future', least.replace('version: 1', 'version: 2'), `${at(1, 10)}version: expected 1, found 2`],
  [
    'a kind that there is not',
    least.replace('kind: text', 'kind: images'),
    `${at(3, 7)}kind: expected one of text, image, found "images", did you mean "image"?`,
  ],
  [
    'a key of texts among images',
    `${least.replace('kind: text', 'kind: image')}tokenizer: { train: {} }\n`,
    `${at(6, 1)}unknown key "tokenizer", expected one of version, dataset, kind, sources, stages, augment, output, gates, limits, train, evaluate, schedule, alerts`,
  ],
  [
    'an operation on images among texts',
    `${least}augment: { operations: [ resize ] }\n`,
    `${at(6, 26)}augment.operations[0]: expected one of eda, synonym-replacement, random-insertion, random-swap, random-deletion, aeda, keyboard-noise, ocr-noise, sentence-shuffle, token-dropout, span-corruption, fill-in-the-middle, back-translate, found "resize"`,
  ],
  [
    'no sources',
    least.replace(/ {2}- .*\n/, '').replace('sources:', 'sources: []'),
    `${at(4, 10)}sources: expected at least 1 item, found an empty list`,
  ],
  [
    'misspelt format',
    least.replace('format: text', 'format: txt'),
    `${at(5, 15)}sources[0].format: expected one of jsonl, text, found "txt", did you mean "text"?`,
  ],
  [
    'no format',
    least.replace('format: text, ', ''),
    `${at(5, 5)}sources[0].format: expected one of jsonl, text, found nothing`,
  ],
  [
    'option of another format',
    least.replace('path', 'id: x, path'),
    `${at(5, 21)}sources[0]: unknown key "id", expected one of format, path`,
  ],
  [
    'size that is none',
    `${least}output: { shardBytes: 64 MegaBytes }\n`,
    `${at(6, 23)}output.shardBytes: expected a size such as 64MiB, found "64 MegaBytes"`,
  ],
  [
    'size of a wrong type',
    `${least}output: { shardBytes: true }\n`,
    `${at(6, 23)}output.shardBytes: expected a size such as 64MiB, found true`,
  ],
  [
    'size of nothing',
    `${least}limits: { recordBytes: 0B }\n`,
    `${at(6, 24)}limits.recordBytes: expected a size such as 16MiB, found "0B"`,
  ],
  [
    'holdout of everything',
    `${least}output: { holdout: 1 }\n`,
    `${at(6, 20)}output.holdout: expected less than 1, found 1`,
  ],
  [
    'holdout of a wrong type',
    `${least}output: { holdout: all }\n`,
    `${at(6, 20)}output.holdout: expected a number or a map, found "all"`,
  ],
  [
    'holdout by label',
    `${least}output: { holdout: { share: 0.1, by: label } }\n`,
    `${at(6, 38)}output.holdout.by: expected id, found "label"`,
  ],
  [
    'tokenizer of two kinds',
    `${least}tokenizer: { train: {}, file: t.json }\n`,
    `${at(6, 12)}tokenizer: expected exactly one of train and file, found 2 keys`,
  ],
  [
    'infinite limit',
    `${least}limits: { expansionRatio: .inf }\n`,
    `${at(6, 27)}limits.expansionRatio: expected a number, found Infinity`,
  ],
  ['not a map', '- a\n', `${at(1, 1)}expected a map, found a list`],
  ['empty file', '', `${at(1, 1)}expected a map, found null`],
  ['key given twice', `${least}kind: text\n`, `${at(6, 1)}this key is given twice`],
  ['tab', `${least}output:\n\tholdout: 0\n`, `${at(7, 1)}tabs are not allowed as indentation`],
  ['prototype', `${least}__proto__: { polluted: true }\n`, `${at(6, 1)}key "__proto__" is not allowed`],
  ['nested prototype', `${least}output: { __proto__: {} }\n`, `${at(6, 11)}key "__proto__" is not allowed`],
  [
    'merge key',
    `${least}<<: { kind: text }\n`,
    `${at(6, 1)}unknown key "<<", expected one of version, dataset, kind, sources, stages, augment, tokenizer, pack, output, gates, limits, train, evaluate, schedule, alerts`,
  ],
  ['key that is a list', `${least}[1, 2]: 3\n`, `${at(6, 1)}with stringKeys, all keys must be strings`],
  ['unknown tag', `${least}pack: !!js/function x\n`, `${at(6, 7)}unresolved tag: tag:yaml.org,2002:js/function`],
  ['two documents', `${least}---\n${least}`, `${at(6, 1)}expected one document, found a second one`],
  ['alias without anchor', `${least}output: *x\n`, 'r.yaml: Unresolved alias'],
  [
    'alias bomb',
    `a: &a [x,x]\nb: &b [${'*a,'.repeat(9)}]\nc: &c [${'*b,'.repeat(9)}]\nd: [${'*c,'.repeat(9)}]\n`,
    'r.yaml: Excessive alias count indicates a resource exhaustion attack',
  ],
  ['flow nesting', '['.repeat(20_000), 'r.yaml: expected at most 64 levels of nesting, found more'],
  ['block nesting', '- '.repeat(20_000), 'r.yaml: expected at most 64 levels of nesting, found more'],
  ['long text', `#${'x'.repeat(2 ** 20)}`, 'r.yaml: expected at most 1048576 characters, found 1048577'],
];

describe('a recipe that is wrong gives one message, at its place', () => {
  for (const [name, text, message] of refusals) test(name, () => assert.equal(refused(text), message));

  test('nothing reaches the prototype of objects', () => {
    refused(`${least}constructor: { prototype: { polluted: true } }\n`);
    assert.equal(Reflect.get({}, 'polluted'), undefined);
  });
});

const badOverrides: readonly (readonly [override: string, message: string])[] = [
  ['dataset', '--set dataset: expected key.path=value'],
  ['=1', '--set =1: expected key.path=value'],
  ['a..b=1', '--set a..b=1: expected key names between the dots'],
  ['__proto__.x=1', '--set __proto__.x=1: expected key names between the dots'],
  ['output={__proto__: 1}', '--set output={__proto__: 1}:1:2: key "__proto__" is not allowed'],
  ['dataset.x=1', '--set dataset.x=1: expected a map or a list at dataset, found a value'],
  ['sources.x.path=a', '--set sources.x.path=a: expected an index from 0 to 1, found "x"'],
  ['sources.5.path=a', '--set sources.5.path=a: expected an index from 0 to 1, found "5"'],
  [
    'dataset=Docs X',
    '--set dataset=Docs X: dataset: expected a name of at most 100 characters from a-z, 0-9, ".", "_" and "-" that begins with a letter or a digit, found "Docs X"',
  ],
  ['outptu.holdout=0.1', '--set outptu.holdout=0.1: unknown key "outptu", did you mean "output"?'],
  ['output.holdout=x', '--set output.holdout=x: output.holdout: expected a number or a map, found "x"'],
  ['output.holdout=[1', '--set output.holdout=[1:1:3: flow sequence must end with a ]'],
];

test('the hint of a recipe that is wrong names a file that is there, from any folder', () => {
  assert.throws(
    () => parseRecipe('version: 2\n', 'recipe.yaml', [], z.strictObject({ version: z.literal(1) })),
    (error: MillraceError) => {
      const named = (error.hint ?? '').split(' describes ')[0] ?? '';
      return isAbsolute(named) && existsSync(named);
    },
  );
});

describe('an override that is wrong is named', () => {
  for (const [override, message] of badOverrides)
    test(override, () => assert.equal(refused(least, [override]), message));
});

describe('whatever a file holds, the answer is a recipe or a usage error', () => {
  const answers = (text: string, overrides: readonly string[] = []) => {
    try {
      parse(text, overrides);
    } catch (error) {
      assert.ok(error instanceof MillraceError && error.kind === 'usage', String(error));
    }
  };
  const yamlish = fc.string({
    unit: fc.constantFrom(...'ab:-?[]{}&*!|>\'"%@#,\n\t 01.~<'.split(''), '\u2028', '\ud800'),
  });

  test('text', () => fc.assert(fc.property(yamlish, (text) => answers(text))));
  test('a value under any key', () => {
    const sources = [{ format: 'text', path: '*.txt' }];
    const recipe = { version: 1, dataset: 'docs', kind: 'text', sources };
    const keys = [...Object.keys(recipe), 'stages', 'tokenizer', 'pack', 'output', 'gates', 'limits'];
    fc.assert(
      fc.property(fc.constantFrom(...keys), fc.jsonValue(), (key, value) =>
        answers(JSON.stringify({ ...recipe, [key]: value })),
      ),
    );
  });
  test('an override', () =>
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'stages.0=[{ output'.split('')) }), yamlish, (path, value) =>
        answers(least, [`${path}=${value}`]),
      ),
    ));
});
