import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rankShare } from '../../../training/distributed/rank-share.ts';
import type { HostTensor } from '../../../training/host-tensor.ts';
import type { StepInputs } from '../../../training/objective.ts';

function ints(shape: readonly number[], first = 0): HostTensor {
  const size = shape.reduce((product, side) => product * side, 1);
  return { dtype: 'int32', shape, data: Int32Array.from({ length: size }, (_, place) => first + place) };
}

function shares(parts: readonly StepInputs[], samples: number, ranks: number) {
  return Array.from({ length: ranks }, (_, rank) => rankShare(parts, samples, { ranks, rank }));
}

test('ranks have samples of a micro-batch in turn, as views, with samples as the first side', () => {
  const judged: HostTensor = { dtype: 'float32', shape: [4], data: Float32Array.of(1, 0, 1, 1) };
  const inputs = { ids: ints([12]), pooling: ints([4, 1, 3]), judged };
  const [first, second] = shares([{ inputs, targets: 3 }], 4, 2);
  assert.deepEqual(first?.get('ids'), ints([2, 3]));
  assert.deepEqual(second?.get('ids'), ints([2, 3], 6));
  assert.deepEqual(second?.get('pooling'), ints([2, 1, 3], 6));
  assert.deepEqual(second?.get('judged')?.data, Float32Array.of(1, 1));
  assert.equal(second?.get('ids')?.data.buffer, inputs.ids.data.buffer);
});

test('parts of a packed micro-batch are laid end to end, and filled up with zeros', () => {
  const part = (samples: number, first: number): StepInputs => ({
    ...{ inputs: { ids: ints([samples * 2], first) }, targets: 1, samples },
  });
  const [first, second, third] = shares([part(4, 1), part(2, 9), part(1, 13)], 99, 3);
  assert.deepEqual(first?.get('ids')?.shape, [3, 2]);
  assert.deepEqual([...(first?.get('ids')?.data ?? [])], [1, 2, 3, 4, 5, 6]);
  assert.deepEqual([...(second?.get('ids')?.data ?? [])], [7, 8, 9, 10, 11, 12]);
  assert.deepEqual([...(third?.get('ids')?.data ?? [])], [13, 14, 0, 0, 0, 0]);
  const few = shares([part(1, 5)], 99, 3);
  assert.deepEqual(
    few.map((share) => [...(share.get('ids')?.data ?? [])]),
    [
      [5, 6],
      [0, 0],
      [0, 0],
    ],
  );
});
