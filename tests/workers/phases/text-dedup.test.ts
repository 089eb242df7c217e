import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomUint32 } from '../../../core/seeded-random.ts';
import { comparedAnswers } from '../../../pipelines/dedup/compared-answers.ts';
import { dedupSubstrings } from '../../../pipelines/dedup/span-stages.ts';
import { verifyVersion } from '../../../shards/verify.ts';
import { documentOf } from '../../pipelines/filters/judge.ts';
import { type BuiltTexts, type TextRecord, textStore } from './text-builds.ts';

const word = (number: number): string =>
  String.fromCharCode(...[1, 26, 676].map((place) => 97 + (Math.floor(number / place) % 26)));
const sentence = (seed: number): string =>
  `${Array.from({ length: 12 }, (_, place) => word(randomUint32(seed, place))).join(' ')}.`;

/** 60 documents of six lines; one in three lines is of a few that many documents share. */
const corpus: readonly TextRecord[] = Array.from({ length: 60 }, (_, i) => ({
  id: `d${String(i).padStart(2, '0')}`,
  url: `https://www.example.org/${i % 25}/?utm_source=${i}`,
  text: Array.from({ length: 6 }, (_, line) =>
    sentence(randomUint32(i, line) % 3 === 0 ? randomUint32(i, 90 + line) % 12 : 1000 + 6 * i + line),
  ).join('\n'),
}));

/** By hand: the first document of a line keeps it. */
function withoutRepeatedLines(records: readonly TextRecord[]): Record<string, { text: string; taken: string[] }> {
  const seen = new Set<string>();
  return Object.fromEntries(
    records.map(({ id, text }) => {
      const taken: string[] = [];
      const left = text.split('\n').filter((line) => {
        if (seen.has(line)) taken.push(line);
        return seen.size < seen.add(line).size;
      });
      return [id, { text: left.join('\n'), taken }];
    }),
  );
}

const outcome = ({ texts, fates }: BuiltTexts) => ({ texts, fates });

test('repeated lines are taken out as by hand, for any partitions, also where no stage follows', async (t) => {
  const store = textStore(t);
  const expected = withoutRepeatedLines(corpus);
  const stages = 'stages: [ { dedup-lines: { normalize: none } } ]\n';
  const whole = await store.build(corpus, stages);
  const cut = await store.build(corpus, `${stages}limits: { partitionBytes: 2000 }\n`);
  assert.deepEqual(outcome(cut), outcome(whole));
  assert.deepEqual(
    whole.texts,
    Object.fromEntries(Object.entries(expected).flatMap(([id, { text }]) => (text === '' ? [] : [[id, text]]))),
  );
  let edited = 0;
  for (const [id, { text, taken }] of Object.entries(expected)) {
    const fate = whole.fates[id];
    const characters = taken.join('\n').length + (text === '' ? 0 : 1);
    const evidence = taken.length === 0 ? null : JSON.stringify({ 'dedup-lines': { characters, lines: taken.length } });
    assert.equal(fate?.evidence, evidence, id);
    if (evidence !== null) edited++;
    if (text === '') assert.deepEqual([fate?.fate, fate?.reason], ['dropped', 'nothing-left']);
  }
  assert.ok(edited > 30);
  assert.ok((await verifyVersion(store.storage, 'texts')).ok);
});

test('repeated passages are taken out as if all were compared in memory, for any partitions', async (t) => {
  const store = textStore(t);
  const passage = (seed: number): string => `${sentence(seed)} ${sentence(seed + 1)} ${sentence(seed + 2)}`;
  const records = Array.from({ length: 60 }, (_, i) => ({
    id: `d${String(i).padStart(2, '0')}`,
    text: `${i % 4 === 0 ? '' : sentence(5000 + i)} ${word(i)} ${passage(100 * (i % 25))} ${word(i + 7)}\n水车${word(i)} 从前有一条河，河水推动着水车，年复一年${i % 3}。`,
  }));
  const parameters = { span: 20, minWords: 14, words: 'whitespace' };
  const stages = `stages: [ { dedup-substrings: ${JSON.stringify(parameters)} } ]\n`;
  const whole = await store.build(records, stages);
  const cut = await store.build(records, `${stages}limits: { partitionBytes: 2000 }\n`);
  assert.deepEqual(outcome(cut), outcome(whole));
  const compared = records.map(({ id, text }) => ({ id, item: documentOf(text) }));
  const answers = comparedAnswers(dedupSubstrings, dedupSubstrings.parameters.parse(parameters), compared);
  const left = answers.flatMap(({ id, keep, text }) => (keep ? [[id, text]] : []));
  assert.deepEqual(whole.texts, Object.fromEntries(left));
  assert.deepEqual(
    answers.flatMap(({ id, evidence }) => (evidence === undefined ? [] : [[id, evidence]])),
    Object.values(whole.fates).flatMap(({ id, evidence }) =>
      evidence === null ? [] : [[id, JSON.parse(evidence)['dedup-substrings']]],
    ),
  );
  assert.ok(
    left.length < 60 && left.filter(([id, text]) => text !== records.find((each) => each.id === id)?.text).length > 20,
  );
  assert.ok((await verifyVersion(store.storage, 'texts')).ok);
});

test('stages after one that takes out spans see what is left, and too little left is a fate', async (t) => {
  const store = textStore(t);
  const records = [
    { id: 'a', text: `${sentence(1)}\n${sentence(2)}\n${sentence(3)}` },
    { id: 'b', text: `${sentence(1)}\n${sentence(4)}\n${sentence(5)}` },
    { id: 'c', text: `${sentence(4)}\n${sentence(5)}\n${sentence(6)}` },
    { id: 'd', text: `${sentence(2)}\n${sentence(6)}\nshort` },
    { id: 'e', text: `menu\n${sentence(7)}\n${sentence(8)}` },
    { id: 'f', text: `menu\n${sentence(7)}\n${sentence(8)}\nother` },
  ];
  const stages = [
    '- dedup-lines: { normalize: none, minLength: 10, minWords: 2, words: whitespace, minDocuments: 2, keep: first }',
    '- dedup-exact',
    '- dedup-lines: { normalize: none, minLength: 1 }',
    '- c4-quality: { minSentences: 2, minWordsPerLine: 3 }',
  ];
  const recipe = `stages:\n${stages.map((stage) => `  ${stage}\n`).join('')}limits: { partitionBytes: 200 }\n`;
  const { texts, fates, manifest, ended } = await store.build(records, recipe);
  assert.deepEqual(Object.keys(texts), ['a', 'b', 'e']);
  assert.equal(texts['b'], `${sentence(4)}\n${sentence(5)}`);
  assert.equal(texts['e'], `${sentence(7)}\n${sentence(8)}`);
  assert.deepEqual(
    ['c', 'd', 'f'].map((id) => [fates[id]?.stage, fates[id]?.reason, fates[id]?.value, fates[id]?.limit]),
    [
      ['c4-quality', 'too_few_sentences', 1, 2],
      ['dedup-lines', 'too-few-words', 1, 2],
      ['c4-quality', 'too_few_sentences', 0, 2],
    ],
  );
  assert.deepEqual(JSON.parse(fates['f']?.evidence ?? ''), {
    'dedup-lines': { lines: 2, characters: 2 * sentence(7).length + 2 },
    'dedup-lines#2': { lines: 1, characters: 5 },
  });
  const { in: read, kept, dropped, merged } = manifest.records;
  assert.deepEqual([read, kept, dropped, merged], [6, 3, 3, 0]);
  assert.deepEqual(ended, { kept: 3, dropped: 3, quarantined: 0, merged: 0 });
});

test('what a stage before merged takes no part in what is repeated', async (t) => {
  const store = textStore(t);
  const text = `${sentence(1)}\n${sentence(2)}`;
  const { texts, fates } = await store.build(
    [
      { id: 'a', text },
      { id: 'b', text },
    ],
    'stages: [ { dedup-exact: { keep: last } }, dedup-lines ]\n',
  );
  assert.deepEqual([texts, fates['a']?.into, fates['b']?.evidence], [{ b: text }, 'b', null]);
});

test('documents of one address are merged into the one that the rule keeps', async (t) => {
  const store = textStore(t);
  const of = async (keep: string) => {
    const recipe = `stages: [ { dedup-url: { keep: ${keep} } } ]\nlimits: { partitionBytes: 1500 }\n`;
    return Object.values((await store.build(corpus, recipe)).fates).flatMap(({ id, into }) =>
      into ? [[id, into]] : [],
    );
  };
  const page = (id: string) => corpus.filter((_, i) => i % 25 === Number(id.slice(1)) % 25);
  const first = await of('first');
  assert.equal(first.length, 35);
  for (const [id = '', into] of first) assert.equal(page(id)[0]?.id, into);
  for (const [id = '', into] of await of('last')) assert.equal(page(id).at(-1)?.id, into);
  for (const [id = '', into] of await of('longest')) {
    const longest = Math.max(...page(id).map(({ text }) => text.length));
    assert.equal(page(id).find(({ text }) => text.length === longest)?.id, into);
  }
});
