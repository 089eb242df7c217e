import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { withSortedMarks } from '../../../pipelines/tokenizers/unicode/sorted-marks.ts';

const forms = ['NFC', 'NFD', 'NFKC', 'NFKD'] as const;
const decomposed = (form: (typeof forms)[number]) => (form.startsWith('NFK') ? 'NFKD' : 'NFD');

test('sorted marks change no normal form', () => {
  // Classes 0, 1, 7, 8, 9, 202, 216, 220, 230, 240; two that decompose to several; two that become marks in NFKC.
  const marks = [
    ...'\u034f\u0903\u0334\u093c\u3099\u094d\u0321\u031b\u0323\u0301\u0308\u0345\u0344\u0f73\uff9e\uff9f\u{1d165}\u{1d16e}\u{1d15e}',
  ];
  const run = fc.array(fc.constantFrom(...marks), { minLength: 25, maxLength: 60 }).map((each) => each.join(''));
  const text = fc
    .array(fc.oneof(run, fc.constantFrom('a', 'e\u0301', '가', '\ud834', ' ')))
    .map((each) => each.join(''));
  fc.assert(
    fc.property(text, (given) => {
      for (const form of forms) {
        assert.equal(withSortedMarks(given, decomposed(form)).normalize(form), given.normalize(form));
      }
    }),
  );
  assert.equal(withSortedMarks('e\u0301\u0323', 'NFD'), 'e\u0301\u0323');
});
