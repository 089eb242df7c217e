import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { findPii, findPiiAt } from '../../../pipelines/pii/find-pii.ts';
import { piiPlaces } from '../../../pipelines/pii/pii-places.ts';
import { piiExamples } from './pii-examples.ts';

const secret = '0a1B2c3D4e5F6g7H8i9J';
const pieces = [
  ...Object.values(piiExamples).flat(),
  ...[
    'password',
    'passwd',
    'PassPhrase',
    'pwd',
    'api_key',
    'client-secret',
    'TOKEN',
    'credential',
    'credentials',
  ].flatMap((name) => [`${name}=${secret}`, `${name}: "${secret}"`, `${name}" \t:= ${secret}`, `${name}::${secret}`]),
  ...'0123456789 -.:=@_+(),/\n\tABJZabyz京沪漢äß\u0000\ud83d\ude00'.split(''),
  ...['12', '345', '86', '1 (', ') ', '2001:', 'ey', 'AK', 'sk', 'user', '-----', 'GB29'],
];

/** Every place of a text: what is found there is what is found at all. */
function everywhere(text: string): readonly number[] {
  return Array.from({ length: text.length }, (_, at) => at);
}

test('what a text holds is found at its places alone', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 12 }), (parts) => {
      const text = parts.join('');
      assert.deepEqual(findPii(text), findPiiAt(text, everywhere(text)), JSON.stringify(text));
    }),
    { numRuns: 3000 },
  );
});

test('texts longer than the kernel has room for have the same places as their parts', () => {
  for (const example of pieces.filter((piece) => piece.length > 4)) {
    for (const before of [2 ** 15 - example.length, 2 ** 15 - 9, 2 ** 15 - 3, 2 ** 15, 2 ** 16 - 5]) {
      const text = `${'. '.repeat(before >> 1)}${before % 2 === 0 ? '' : ' '}${example} and more`;
      const expected = findPii(` ${example} and more`).map(({ kind, start, end }) => {
        return { kind, start: start + before - 1, end: end + before - 1 };
      });
      assert.deepEqual(findPii(text), expected, example);
    }
  }
});

test('prose has few places', () => {
  const prose = 'Section 12 of the report (2024) names its well-known authors: A. Bell, J. Doe et al. ';
  assert.deepEqual([...piiPlaces(prose)], []);
  assert.deepEqual([...piiPlaces('')], []);
});
