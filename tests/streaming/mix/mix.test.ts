import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type Mix, samplesOfParts } from '../../../streaming/mix/mix.ts';

type Parts = Mix<null>['parts'];

function counts(parts: readonly Omit<Parts[number], 'version'>[], sizes: readonly number[], more: Partial<Mix> = {}) {
  const names = sizes.map((_, part) => `${'abcdefgh'[part]}@1`);
  const mix = { ...more, parts: parts.map((part) => ({ ...part, version: null })) };
  return samplesOfParts(mix, sizes, names);
}

describe('samples of the parts of a mix', () => {
  test('by weights in any unit, of as many samples as there are or are asked for', () => {
    assert.deepEqual(counts([{ weight: 0.7 }, { weight: 0.3 }], [60, 40]), [70, 30]);
    assert.deepEqual(counts([{ weight: 70 }, { weight: 30 }], [60, 40], { samples: 10 }), [7, 3]);
    assert.deepEqual(counts([{ weight: 1 }, { weight: 1 }, { weight: 1 }], [1, 1, 1], { samples: 5 }), [2, 2, 1]);
  });

  test('by passes, parts of a pass, numbers, and once where nothing is said', () => {
    assert.deepEqual(counts([{ repeat: 2 }, { repeat: 0.25 }, { samples: 7 }, {}], [10, 10, 100, 3]), [20, 3, 7, 3]);
    assert.deepEqual(counts([{ repeat: 2 }, { weight: 3 }, { weight: 1 }], [10, 5, 5], { samples: 100 }), [20, 60, 20]);
  });

  test('by temperature: shares are sizes^(1 / temperature)', () => {
    assert.deepEqual(counts([{}, {}], [900, 100], { temperature: 1 }), [900, 100]);
    assert.deepEqual(counts([{}, {}], [900, 100], { temperature: 2 }), [750, 250]);
    assert.deepEqual(counts([{}, {}, { repeat: 3 }], [900, 100, 10], { temperature: 2, samples: 430 }), [300, 100, 30]);
  });

  test('always add up, each within one of its quota', () => {
    const weights = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(weights, fc.integer({ min: 10_000, max: 2 ** 32 - 1 }), (given, samples) => {
        const found = counts(
          given.map((weight) => ({ weight: weight / 7 })),
          given.map(() => 5),
          { samples },
        );
        const all = given.reduce((sum, weight) => sum + weight, 0);
        assert.equal(
          found.reduce((sum, count) => sum + count, 0),
          samples,
        );
        for (const [part, count] of found.entries())
          assert.ok(Math.abs(count - (samples * (given[part] ?? 0)) / all) < 1.001);
      }),
    );
  });

  for (const [parts, more, message] of [
    [[{ weight: 1, repeat: 2 }, {}], {}, /one of weight, repeat and samples of a@1, found several/],
    [[{ weight: 0 }, {}], {}, /weight of a@1 to be above 0 .* found 0/],
    [[{ samples: 1.5 }, {}], {}, /samples of a@1 to be a whole number from 1 .* found 1.5/],
    [[{ weight: 1 }, { weight: 1e-6 }], {}, /b@1 has no sample in an epoch of 20/],
    [[{ repeat: 3 }, { weight: 1 }], { samples: 20 }, /to have the 20 samples of an epoch, found that they have 30/],
    [[{ repeat: 1 }, {}], { samples: 25 }, /to have the 25 samples of an epoch, found that they have 20/],
    [[{}, {}], { temperature: 0 }, /temperature to be above 0/],
    [[{ repeat: 5e8 }, {}], {}, /at most 4294967295 samples in an epoch, found 5000000010/],
  ] as const) {
    test(`refuses ${JSON.stringify([parts, more])}`, () => {
      assert.throws(() => counts(parts, [10, 10], more), { code: 'bad-mix', kind: 'usage', message });
    });
  }
});
