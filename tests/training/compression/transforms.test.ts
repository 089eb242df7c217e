import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomUint32 } from '../../../core/seeded-random.ts';
import { pruneByMagnitude } from '../../../training/compression/magnitude-pruning.ts';
import {
  dequantizeInt4,
  packNibbles,
  quantizeInt4,
  unpackNibbles,
} from '../../../training/compression/quantize-int4.ts';
import { dequantizeInt8, quantizeInt8 } from '../../../training/compression/quantize-int8.ts';
import { sparsityAt } from '../../../training/compression/sparsity-schedule.ts';
import type { HostTensor } from '../../../training/host-tensor.ts';
import { peerNumbers, tensorOf } from './peer-numbers.ts';

function random(shape: readonly number[], seed: number): Extract<HostTensor, { dtype: 'float32' }> {
  const length = shape.reduce((size, side) => size * side, 1);
  const data = Float32Array.from({ length }, (_, index) => randomUint32(seed, index) / 2 ** 31 - 1);
  return { dtype: 'float32', shape, data };
}

test("magnitude pruning leaves what PyTorch's l1_unstructured and global_unstructured leave", () => {
  const { weights, sparsity, ...expected } = peerNumbers.pruning;
  const given = new Map(Object.entries(weights).map(([name, listed]) => [name, tensorOf(listed)]));
  for (const scope of ['layer', 'global'] as const) {
    const pruned = pruneByMagnitude(given, [...given.keys()], sparsity, scope);
    for (const [name, listed] of Object.entries(expected[scope])) {
      // PyTorch's mask leaves −0 where it takes a negative number out.
      assert.deepEqual(
        pruned.get(name)?.data,
        Float32Array.from(listed.data, (value) => value + 0),
        `${scope} ${name}`,
      );
    }
  }
});

test('pruning takes an exact share where all magnitudes are equal, and never gives a zero back', () => {
  const weights = new Map<string, HostTensor>([['w', { ...random([4, 5], 1), data: new Float32Array(20).fill(0.5) }]]);
  const first = pruneByMagnitude(weights, ['w'], 0.3, 'layer');
  const zeros = (tensor: HostTensor | undefined): number[] =>
    [...(tensor?.data ?? [])].flatMap((value, index) => (value === 0 ? [index] : []));
  assert.deepEqual(zeros(first.get('w')), [0, 1, 2, 3, 4, 5]);
  const further = zeros(pruneByMagnitude(first, ['w'], 0.5, 'layer').get('w'));
  assert.deepEqual(further.slice(0, 6), [0, 1, 2, 3, 4, 5]);
  assert.equal(further.length, 10);
  assert.equal(zeros(weights.get('w')).length, 0);
});

test("signed bytes and their scales are PyTorch's quantize_per_channel", () => {
  const { weight, scales, integers, dequantized } = peerNumbers.quantization;
  const found = quantizeInt8(tensorOf(weight), 0);
  assert.deepEqual([...found.scales], scales.map(Math.fround));
  assert.deepEqual([...found.data], integers);
  assert.deepEqual([...dequantizeInt8(found).data], dequantized.map(Math.fround));
});

test('quantizing what was quantized changes nothing, and the axis that loses less is taken', () => {
  const weight = random([6, 8], 2);
  for (const [index, value] of weight.data.entries()) weight.data[index] = value * 10 ** (index % 8);
  const once = quantizeInt8(weight);
  assert.equal(once.axis, 1);
  const again = quantizeInt8(dequantizeInt8(once), 1);
  assert.deepEqual(again.data, once.data);
  assert.equal(
    quantizeInt8({ ...weight, data: new Float32Array(48) }).scales.every((scale) => scale === 0),
    true,
  );
});

test("codes of 4 bits are ggml's Q4_0", () => {
  const { weight, codes } = peerNumbers.groups;
  assert.deepEqual([...quantizeInt4(tensorOf(weight), 32).codes], codes);
});

test('a group never crosses a row, zeros stay zeros, and no element is further off than its scale', () => {
  const weight = random([3, 50], 3);
  weight.data[7] = 0;
  const packed = quantizeInt4(weight, 32);
  assert.equal(packed.scales.length, 6);
  const near = dequantizeInt4(packed).data;
  assert.ok(near[7] === 0);
  for (const [index, value] of weight.data.entries()) {
    const scale = packed.scales[2 * Math.floor(index / 50) + (index % 50 < 32 ? 0 : 1)] ?? 0;
    assert.ok(Math.abs(value - (near[index] ?? 0)) <= Math.abs(scale) * 1.0001, `element ${index}`);
  }
});

test('nibbles come back as they went in, of odd numbers too', () => {
  const codes = Uint8Array.from({ length: 31 }, (_, index) => randomUint32(4, index) % 16);
  const bytes = packNibbles(codes);
  assert.equal(bytes.length, 16);
  assert.equal(bytes[0], (codes[0] ?? 0) + 16 * (codes[1] ?? 0));
  assert.deepEqual(unpackNibbles(bytes, 31), codes);
});

test('sparsity rises by the cubic of Zhu and Gupta', () => {
  const settings = { sparsity: 0.8, begin: 10, end: 50, every: 10, scope: 'layer' } as const;
  assert.equal(sparsityAt(10, settings), 0);
  assert.equal(sparsityAt(30, settings), 0.8 * (1 - 0.5 ** 3));
  assert.equal(sparsityAt(50, settings), 0.8);
  for (const step of [1, 9, 15, 51]) assert.equal(sparsityAt(step, settings), undefined);
  assert.equal(sparsityAt(50, { ...settings, every: 7 }), 0.8);
  assert.equal(sparsityAt(10, { ...settings, end: 10 }), 0.8);
});
