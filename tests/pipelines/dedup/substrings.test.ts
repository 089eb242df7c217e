import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { pickRuns, runLength } from '../../../pipelines/dedup/fingerprints.ts';
import { keyCollector, maxBuckets, readBucket } from '../../../pipelines/dedup/key-file.ts';
import { findRepeatedSpans } from '../../../pipelines/dedup/repeated-spans.ts';
import { placesByOrdinal } from '../../../pipelines/dedup/span-file.ts';
import { eachFingerprint } from '../../../pipelines/dedup/span-fingerprints.ts';
import { eachSpanKey, spansAround } from '../../../pipelines/dedup/span-keys.ts';
import { normalizeSpan } from '../../../pipelines/dedup/span-normalization.ts';
import type { SpanParameters } from '../../../pipelines/dedup/span-parameters.ts';
import { dedupSubstrings } from '../../../pipelines/dedup/span-stages.ts';
import { closeWords } from '../../../pipelines/text/close-words.ts';
import { codeUnitsOf } from '../../../pipelines/text/code-units.ts';

const defaults = dedupSubstrings.parameters.parse({});

const wordsOf = (text: string): string[] => {
  const spans = closeWords(codeUnitsOf(text));
  return Array.from({ length: spans.length / 2 }, (_, k) => text.slice(spans[2 * k], spans[2 * k + 1]));
};

type Keys = ReturnType<typeof keyCollector>;

/** Places that repeat, by document, where `collect` makes the key file of a partition of documents. */
function repeated(
  partitions: readonly (readonly string[])[],
  collect: (keys: Keys, ordinal: number, text: string, partition: number) => void,
  rule: Pick<SpanParameters, 'minDocuments' | 'keep'>,
  buckets: number,
): ReadonlyMap<number, readonly number[]>[] {
  const files = partitions.map((texts, partition) => {
    const keys = keyCollector();
    for (const [ordinal, text] of texts.entries()) collect(keys, ordinal, text, partition);
    return keys.finish();
  });
  const found = Array.from({ length: buckets }, (_, bucket) =>
    findRepeatedSpans(
      files.map((file) => readBucket(file, bucket, buckets)),
      rule,
    ),
  );
  return partitions.map((_, partition) => placesByOrdinal(found.map((each) => each[partition] as Uint32Array)));
}

/** First words of the spans to take out of each document, by way of fingerprints; and how many keys of spans that took. */
function sifted(partitions: readonly (readonly string[])[], parameters: SpanParameters, buckets: number) {
  const candidates = repeated(
    partitions,
    (keys, ordinal, text) => eachFingerprint(text, 'word', parameters, (key, place) => keys.add(key, ordinal, place)),
    { minDocuments: parameters.minDocuments, keep: 'none' },
    buckets,
  );
  let made = 0;
  const found = repeated(
    partitions,
    (keys, ordinal, text, partition) => {
      const around = spansAround(candidates[partition]?.get(ordinal) ?? [], parameters.span);
      const add = (key: Uint8Array, place: number) => {
        keys.add(key, ordinal, place);
        made++;
      };
      eachSpanKey(text, 'word', parameters, add, around);
    },
    parameters,
    buckets,
  );
  const places = partitions.flatMap((texts, partition) =>
    texts.map((_, ordinal) => found[partition]?.get(ordinal) ?? []),
  );
  return { places, made };
}

/** The same by looking at every run of words that came before. */
function byDefinition(texts: readonly string[], { span, normalize, minDocuments, keep }: SpanParameters): number[][] {
  const seen = new Map<string, [document: number, place: number][]>();
  for (const [document, text] of texts.entries()) {
    const words = wordsOf(text).map((word) => normalizeSpan(word, normalize));
    for (let place = 0; place + span <= words.length; place++) {
      const run = words.slice(place, place + span).join('\n');
      seen.set(run, [...(seen.get(run) ?? []), [document, place]]);
    }
  }
  const places = texts.map((): number[] => []);
  for (const occurrences of seen.values()) {
    const documents = new Set(occurrences.map(([document]) => document)).size;
    if (occurrences.length < 2 || documents < minDocuments) continue;
    for (const [document, place] of keep === 'first' ? occurrences.slice(1) : occurrences)
      places[document]?.push(place);
  }
  return places.map((each) => each.sort((a, b) => a - b));
}

test('what is taken out is as if every run of words had been compared with all before it, for any partitions and buckets', () => {
  const word = fc.constantFrom('the', 'The', 'river', 'wheel.', '水', '车', 'turns');
  const text = fc
    .array(fc.tuple(word, fc.constantFrom('', ' ', '\n')), { maxLength: 60, size: 'max' })
    .map((parts) => parts.flat().join(''));
  const parameters = fc.record({
    span: fc.integer({ min: 1, max: 9 }),
    normalize: fc.constantFrom('none', 'fold', 'ccnet', 'simplify'),
    minDocuments: fc.integer({ min: 1, max: 3 }),
    keep: fc.constantFrom('first', 'none'),
  } as const);
  let taken = 0;
  fc.assert(
    fc.property(
      fc.array(fc.array(text, { maxLength: 4 }), { maxLength: 4 }),
      parameters,
      fc.integer({ min: 1, max: maxBuckets }),
      (partitions, changes, buckets) => {
        const all = { ...defaults, ...changes };
        const { places } = sifted(partitions, all, buckets);
        assert.deepEqual(places, byDefinition(partitions.flat(), all));
        taken += places.flat().length;
      },
    ),
    { numRuns: 200, seed: 1 },
  );
  assert.ok(taken > 1000, `${taken} taken out`);
});

test('of text that repeats little few runs are compared', () => {
  const texts = Array.from({ length: 20 }, (_, document) =>
    Array.from({ length: 500 }, (_, place) => `${(document * 7919 + place * 104_729) % 100_003}`).join(' '),
  );
  const passage = Array.from({ length: 60 }, (_, place) => `passage${place}`).join(' ');
  const { places, made } = sifted([texts, [`${texts[3]} ${passage}`, `so ${passage} ends`]], defaults, 3);
  assert.deepEqual(places.at(-1), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  assert.equal(places.at(-2)?.length, 451);
  assert.ok(made < 1300, `${made} keys`);
});

test('of as many hashes in a row as are asked for one run is picked, whatever is around them', () => {
  const hashes = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 80 });
  fc.assert(
    fc.property(hashes, hashes, hashes, fc.integer({ min: 1, max: 30 }), (before, shared, after, length) => {
      const picked = (all: readonly number[]) => {
        const runs = new Map<number, string>();
        pickRuns(Uint32Array.from(all), length, (place, first, second) => runs.set(place, `${first} ${second}`));
        return runs;
      };
      const [alone, among] = [picked(shared), picked([...before, ...shared, ...after])];
      const within = [...alone.keys()];
      for (let from = 0; from + length <= shared.length; from++) {
        const inside = within.filter((place) => place >= from && place + runLength(length) <= from + length);
        assert.ok(inside.length > 0, `none between ${from} and ${from + length}`);
        assert.ok(inside.some((place) => among.get(before.length + place) === alone.get(place)));
      }
    }),
    { numRuns: 300 },
  );
});

test('words are what lies between white space, and each character of scripts without spaces, with its marks', () => {
  assert.deepEqual(wordsOf(' The  mill’s wheel,\n水车turns。そして กำลัง\u0301x'), [
    'The',
    'mill’s',
    'wheel,',
    '水',
    '车',
    'turns。',
    'そ',
    'し',
    'て',
    'กำ'.slice(0, 1),
    'ำ',
    'ลั',
    'ง\u0301',
    'x',
  ]);
  assert.deepEqual(wordsOf(''), []);
  assert.deepEqual(wordsOf('\u0301a'), ['\u0301a']);
});
