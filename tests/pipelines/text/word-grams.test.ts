import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { mostUnits, releaseRepetitionKernel } from '../../../pipelines/text/repetition-kernel.ts';
import { openView, type TextView } from '../../../pipelines/text/text-view.ts';
import { measurePlain, openGrams } from '../../../pipelines/text/word-grams.ts';
import { externalBytes } from '../external-bytes.ts';

/** What the kernel finds, which is what is found without it. */
function measureGrams(view: TextView, largestTop: number, repeated: readonly number[]) {
  const grams = openGrams(view, { largestTop, repeated });
  const top = Array.from({ length: largestTop - 1 }, (_, k) => grams.top(k + 2));
  const measured = { top, repeated: repeated.map((n) => grams.repeated(n)) };
  assert.deepEqual(measurePlain(view, { largestTop, repeated }), measured);
  return measured;
}

/** The published definitions over strings, with no hashing of ours. */
function topByStrings(words: readonly string[], n: number): number {
  const counts = new Map<string, number>();
  for (let i = 0; i + n <= words.length; i++) {
    const gram = words.slice(i, i + n).join(' ');
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  let top: readonly [string, number] = ['', 0];
  for (const entry of counts) if (entry[1] > top[1]) top = entry;
  return [...top[0]].length * top[1];
}

function repeatedByStrings(words: readonly string[], n: number): number {
  const seen = new Set<string>();
  let characters = 0;
  for (let i = 0; i + n <= words.length; ) {
    const gram = words.slice(i, i + n).join('');
    if (seen.has(gram)) {
      characters += [...gram].length;
      i += n;
    } else {
      seen.add(gram);
      i++;
    }
  }
  return characters;
}

// Few and short words, so that n-grams repeat and the same letters come in other cuts.
const word = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('1', '11', '111', 'a', '😀', '😀a') },
  { weight: 1, arbitrary: fc.string({ unit: fc.constantFrom('x', 'y', 'é', '\ud83d'), minLength: 1, maxLength: 3 }) },
);

test('n-grams measure what the definitions over strings do', () => {
  fc.assert(
    fc.property(fc.array(word, { maxLength: 120 }), (words) => {
      const sizes = [2, 3, 4, 5, 6, 7, 8, 9, 10];
      const { top, repeated } = measureGrams(openView(words.join(' '), 'whitespace'), 10, sizes);
      assert.deepEqual(
        top,
        sizes.map((n) => topByStrings(words, n)),
      );
      assert.deepEqual(
        repeated,
        sizes.map((n) => repeatedByStrings(words, n)),
      );
    }),
    { numRuns: 300 },
  );
});

test('words run together repeat in another cut', () => {
  assert.deepEqual(measureGrams(openView('1 11 x 11 1', 'whitespace'), 2, [2]), { top: [4], repeated: [3] });
});

test('of equally frequent n-grams the first counts', () => {
  const view = openView('a b long words a b long words', 'whitespace');
  assert.deepEqual(measureGrams(view, 2, []), { top: [6], repeated: [] });
});

test('words longer than any table of powers', () => {
  const long = 'x'.repeat(5000);
  const view = openView(`${long} a ${long} b ${long} a ${long}`, 'whitespace');
  assert.deepEqual(measureGrams(view, 2, [3]), { top: [2 * 5002], repeated: [10_001] });
});

test('two views at once do not disturb each other', () => {
  const one = openView('a b c a b c a b c', 'whitespace');
  const other = openView('x y z w x y z w', 'spacy');
  assert.deepEqual(measureGrams(one, 1, [3]).repeated, [6]);
  assert.deepEqual(measureGrams(other, 1, [3]).repeated, [3]);
  assert.deepEqual(measureGrams(one, 1, [3]).repeated, [6]);
  assert.deepEqual(one.words, ['a', 'b', 'c', 'a', 'b', 'c', 'a', 'b', 'c']);
  assert.deepEqual(other.words, ['x', 'y', 'z', 'w', 'x', 'y', 'z', 'w']);
});

test('n-grams are measured in any order, with other texts between', () => {
  const view = openView('a b c a b c x a b c d e a b c d e', 'whitespace');
  const other = openView('one two three one two three', 'whitespace');
  const asked = { largestTop: 4, repeated: [2, 3] };
  const expected = measurePlain(view, asked);
  const grams = openGrams(view, asked);
  const others = openGrams(other, asked);
  const [two = 0, three = 0] = expected.repeated;
  assert.deepEqual(
    [grams.repeated(3), others.top(3), grams.top(4), grams.repeated(2), grams.top(2), others.repeated(2), grams.top(3)],
    [three, 26, expected.top[2], two, expected.top[0], 6, expected.top[1]],
  );
});

test('a text longer than the kernel takes is measured too', () => {
  const text = 'some words that go on '.repeat(Math.ceil(mostUnits / 22) + 1);
  const words = text.trim().split(' ');
  const grams = openGrams(openView(text, 'whitespace'), { largestTop: 2, repeated: [5] });
  assert.deepEqual([grams.top(2), grams.repeated(5)], [topByStrings(words, 2), repeatedByStrings(words, 5)]);
});

test('memory that a long text took is let go of, and the texts after it have the same grams', async () => {
  const short = () => openView('one two three one two three four', 'whitespace');
  const before = measureGrams(short(), 4, [5]);
  measureGrams(openView('some words of a long text '.repeat(20_000), 'whitespace'), 4, [5]);
  const held = await externalBytes();
  releaseRepetitionKernel();
  const left = await externalBytes();
  assert.ok(held - left > 2e6, `${held - left} bytes`);
  const view = short();
  assert.deepEqual(measureGrams(view, 4, [5]), before);
  assert.deepEqual(measureGrams(view, 4, [5]), before);
});
