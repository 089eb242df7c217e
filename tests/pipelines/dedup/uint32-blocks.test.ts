import assert from 'node:assert/strict';
import { test } from 'node:test';
import { uint32Blocks } from '../../../pipelines/dedup/uint32-blocks.ts';

test('numbers come back in order, however long the pieces in which they came', () => {
  const blocks = uint32Blocks();
  const expected: number[] = [];
  for (const length of [0, 1, 1000, 2 ** 18 - 1001, 1, 2 ** 18, 2 ** 19 + 3, 0, 5]) {
    const piece = Uint32Array.from({ length }, (_, k) => expected.length + k);
    blocks.append(piece);
    for (const value of piece) expected.push(value);
    piece.fill(0);
  }
  assert.equal(blocks.length, expected.length);
  assert.deepEqual(
    blocks.parts().flatMap((part) => [...part]),
    expected,
  );
});
