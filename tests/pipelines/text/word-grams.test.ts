import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { openView } from '../../../pipelines/text/text-view.ts';
import { wordGrams } from '../../../pipelines/text/word-grams.ts';

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
      const grams = wordGrams(openView(words.join(' '), 'whitespace'));
      assert.deepEqual(
        grams.topCharacters(5),
        [2, 3, 4, 5].map((n) => topByStrings(words, n)),
      );
      for (let n = 2; n <= 10; n++) assert.equal(grams.repeatedCharacters(n), repeatedByStrings(words, n), `n = ${n}`);
    }),
    { numRuns: 300 },
  );
});

test('words run together repeat in another cut', () => {
  const grams = wordGrams(openView('1 11 x 11 1', 'whitespace'));
  assert.equal(grams.repeatedCharacters(2), 3);
  assert.deepEqual(grams.topCharacters(2), [4]);
});

test('of equally frequent n-grams the first counts', () => {
  assert.deepEqual(wordGrams(openView('a b long words a b long words', 'whitespace')).topCharacters(2), [6]);
});

test('two views at once do not disturb each other', () => {
  const one = openView('a b c a b c a b c', 'whitespace');
  const other = openView('x y z w x y z w', 'spacy');
  const grams = wordGrams(one);
  assert.equal(wordGrams(other).repeatedCharacters(3), 3);
  assert.equal(grams.repeatedCharacters(3), 6);
  assert.deepEqual(one.words, ['a', 'b', 'c', 'a', 'b', 'c', 'a', 'b', 'c']);
  assert.deepEqual(other.words, ['x', 'y', 'z', 'w', 'x', 'y', 'z', 'w']);
});
