import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { comparedAnswers } from '../../../pipelines/dedup/compared-answers.ts';
import type { TextDedup } from '../../../pipelines/dedup/dedup-stage.ts';
import { stages } from '../../../pipelines/registry.ts';
import { documentOf } from '../filters/judge.ts';

/** Documents, by texts or addresses, of which some fates change when a parameter, beside the others, takes `value`. */
interface DedupCase {
  readonly documents: readonly string[];
  readonly value: unknown;
  readonly beside?: Readonly<Record<string, unknown>>;
}

type DedupCases = Readonly<Record<string, DedupCase>>;

const twins = ['one two', 'One  two', 'ONE two and'];
const addresses = ['http://www.a.com/x?from=b', 'http://a.com/x', 'http://a.com/x?from=c'];
const words = 'the river turned the wheel of the old mill and the miller slept until the first light of the morning';
const close = [`${words} came`, `${words} fell over it`];
const merge = { minSimilarity: 0.1, bands: 100, rows: 1 };
const line = 'A notice that is everywhere.';

/** Those of stages that take spans out: of lines, paragraphs or sentences that `join` joins. */
function spanCases(join: string): DedupCases {
  const text = (...units: readonly string[]) => units.join(join);
  const free = { span: 1, normalize: 'none', minWords: 0, minSentences: 0 };
  const repeated = [text(line, 'One.'), text('Two.', line)];
  const similar = [text('PAGE 12.', 'One.'), text('Page 34.', 'Two.')];
  return {
    span: { documents: repeated, value: 2, beside: free },
    normalize: { documents: similar, value: 'ccnet', beside: free },
    minLength: { documents: repeated, value: 99, beside: free },
    minDocuments: { documents: repeated, value: 3, beside: free },
    keep: { documents: repeated, value: 'none', beside: free },
    minWords: { documents: repeated, value: 3, beside: free },
    words: { documents: repeated, value: 'whitespace', beside: { ...free, minWords: 2 } },
    minSentences: { documents: repeated, value: 2, beside: free },
    sentences: {
      documents: [text('一。二。', line), text('三。四。', line)],
      value: 'marks',
      beside: { ...free, minSentences: 2 },
    },
  };
}

const passages: readonly string[] = [
  `PAGE 12. ${words} end`,
  `Two. ${words} stop 34.`,
  `page 34. ${words.toUpperCase()}`,
];
const runs = { span: 5 };

/** All parameters but `against`, which needs a store: `tests/workers/phases/known-version.test.ts` has that. */
const cases: Readonly<Record<string, DedupCases>> = {
  'dedup-url': {
    field: { documents: addresses, value: 'link', beside: { tracking: ['from'] } },
    tracking: { documents: addresses, value: ['from'] },
    www: { documents: addresses, value: 'keep', beside: { tracking: ['from'] } },
    keep: { documents: addresses, value: 'last', beside: { tracking: ['from'] } },
  },
  'dedup-exact': {
    normalize: { documents: twins, value: 'fold' },
    keep: { documents: twins, value: 'last', beside: { normalize: 'fold' } },
  },
  'dedup-minhash': {
    bands: { documents: close, value: 1, beside: { ...merge, rows: 8 } },
    rows: { documents: close, value: 32, beside: merge },
    shingle: { documents: close, value: 50, beside: merge },
    words: {
      documents: ['水车在老磨坊边转动着，天亮了', '水车在老磨坊边转动着，天黑了'],
      value: 'characters',
      beside: merge,
    },
    normalize: { documents: [words, words.toUpperCase()], value: 'none', beside: merge },
    minSimilarity: { documents: close, value: 0.99, beside: merge },
    verify: { documents: close, value: false, beside: merge },
    keep: { documents: close, value: 'last', beside: merge },
    seed: { documents: close, value: 2, beside: { ...merge, verify: false } },
  },
  'dedup-lines': spanCases('\n'),
  'dedup-paragraphs': spanCases('\n\n'),
  'dedup-sentences': spanCases(' '),
  'dedup-substrings': {
    span: { documents: passages, value: 22, beside: runs },
    normalize: { documents: passages, value: 'fold', beside: runs },
    minLength: { documents: passages, value: 99, beside: runs },
    minDocuments: { documents: passages, value: 3, beside: runs },
    keep: { documents: passages, value: 'none', beside: runs },
    minWords: { documents: passages, value: 6, beside: runs },
    words: { documents: passages, value: 'whitespace', beside: { ...runs, minWords: 4 } },
    minSentences: { documents: passages, value: 3, beside: runs },
    sentences: {
      documents: [`一。二。 ${words}`, `三。四。 ${words}`],
      value: 'marks',
      beside: { ...runs, minSentences: 2 },
    },
  },
};

function answersOf(stage: TextDedup, { documents, beside = {} }: DedupCase, more: Record<string, unknown>): string {
  const compared = documents.map((text, id) => ({ id, item: documentOf(text, { metadata: { url: text } }) }));
  return JSON.stringify(comparedAnswers(stage, stage.parameters.parse({ ...beside, ...more }), compared));
}

// Of the one that reads a model, tests/pipelines/dedup/semantic-duplicates.test.ts has the cases.
const comparing = stages
  .filter((stage) => stage.kind === 'dedup')
  .filter((stage): stage is TextDedup => stage.compares !== 'embeddings');

test('there is a case for each stage that compares documents', () => {
  assert.deepEqual(Object.keys(cases).sort(), comparing.map(({ name }) => name).sort());
});

for (const stage of comparing)
  test(`each parameter of ${stage.name} changes some result`, () => {
    assert.ok(stage.parameters instanceof z.ZodObject);
    const stageCases = cases[stage.name] ?? {};
    const names = Object.keys(stage.parameters.shape).filter((name) => name !== 'against');
    assert.deepEqual(Object.keys(stageCases).sort(), names.sort());
    const idle = Object.entries(stageCases).flatMap(([name, each]) => {
      const without = answersOf(stage, each, {});
      return answersOf(stage, each, { [name]: each.value }) === without ? [`${name}: ${without}`] : [];
    });
    assert.deepEqual(idle, [], 'parameters that changed nothing');
  });
