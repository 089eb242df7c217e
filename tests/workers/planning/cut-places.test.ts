import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cutPlaces } from '../../../workers/planning/cut-places.ts';

const named = (count: number) => Array.from({ length: count }, (_, i) => `in/${String(i).padStart(6, '0')}.jsonl`);
const pieces = (names: readonly string[], parts: number) => {
  const cuts = cutPlaces(names, parts);
  return names.reduce<string[][]>((all, name, index) => {
    if (index === 0 || cuts.has(index)) all.push([]);
    all.at(-1)?.push(name);
    return all;
  }, []);
};

test('few names are pieces of their own, many make about as many pieces as wanted', () => {
  assert.deepEqual(
    pieces(named(5), 128),
    named(5).map((name) => [name]),
  );
  for (const count of [256, 1000, 5000, 60_000]) {
    const all = pieces(named(count), 128);
    assert.ok(all.length >= 64 && all.length <= 256, `${all.length} pieces of ${count} names`);
    assert.ok(all.every(({ length }) => length < (6 * count) / all.length));
  }
});

test('a name that is added or taken out changes a few pieces near it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1100, max: 1900 }), fc.double({ min: 0, max: 0.999, noNaN: true }), (count, at) => {
      const names = named(count);
      const place = Math.floor(at * count);
      const without = names.toSpliced(place, 1);
      const known = new Set(pieces(names, 128).map((piece) => piece.join()));
      const others = pieces(without, 128).filter((piece) => !known.has(piece.join()));
      assert.ok(others.length <= 4, `${others.length} pieces differ`);
    }),
    { numRuns: 100 },
  );
});
