import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomUint32 } from '../../../core/seeded-random.ts';
import { decodeSafetensors, encodeSafetensors } from '../../../training/checkpoints/safetensors.ts';
import { type PackedWeight, readWeight, storeWeight, unpacked } from '../../../training/compression/packed-weight.ts';
import { quantizeInt4 } from '../../../training/compression/quantize-int4.ts';
import { quantizeInt8 } from '../../../training/compression/quantize-int8.ts';
import type { HostTensor } from '../../../training/host-tensor.ts';

const shape = [37, 64];
const count = 37 * 64;

/** A weight with about the share `zeros` of 0. */
function weight(zeros: number): HostTensor & { readonly data: Float32Array } {
  const data = Float32Array.from({ length: count }, (_, index) =>
    randomUint32(1, index) / 2 ** 32 < zeros ? 0 : randomUint32(2, index) / 2 ** 31 - 1,
  );
  return { dtype: 'float32', shape, data };
}

function packings(zeros: number): readonly PackedWeight[] {
  const tensor = weight(zeros);
  return [{ kind: 'float32', shape, data: tensor.data }, quantizeInt8(tensor), quantizeInt4(tensor, 32)];
}

test('weights come back from a file as they were packed, dense and without their zeros', () => {
  for (const zeros of [0, 0.03, 0.6, 1]) {
    for (const packed of packings(zeros)) {
      const { layout, tensors } = storeWeight('w', packed);
      const file = encodeSafetensors(tensors);
      const read = readWeight('w', layout, decodeSafetensors(file, 'w.safetensors').tensors);
      assert.deepEqual(read, packed, `${packed.kind}, ${zeros} zeros`);
      assert.deepEqual(unpacked(read).shape, shape);
    }
  }
});

test('a file has the bytes that its bits ask for', () => {
  const bytesOf = (packed: PackedWeight | undefined): number => {
    if (packed === undefined) return 0;
    return [...storeWeight('w', packed).tensors.values()].reduce((sum, { data }) => sum + data.byteLength, 0);
  };
  const [float32, int8, int4] = packings(0);
  const scales = quantizeInt8(weight(0)).scales.byteLength;
  assert.equal(bytesOf(float32), 4 * count);
  assert.equal(bytesOf(int8), count + scales);
  assert.equal(bytesOf(int4), count / 2 + (4 * count) / 32);
  const left = weight(0.6).data.filter((value) => value !== 0).length;
  assert.equal(bytesOf(packings(0.6)[0]), 4 * left + count / 8);
});

test('zeros that save less than their mask costs are stored', () => {
  assert.deepEqual(
    packings(0.02).map((packed) => storeWeight('w', packed).layout.sparse),
    [false, false, false],
  );
  assert.deepEqual(
    packings(0.5).map((packed) => storeWeight('w', packed).layout.sparse),
    [true, true, true],
  );
});

test('tensors that do not fit their layout are refused', () => {
  const { layout, tensors } = storeWeight('w', packings(0.6)[1] ?? assert.fail('no packing'));
  const read = decodeSafetensors(encodeSafetensors(tensors), 'w.safetensors').tensors;
  const mask = read.get('w.mask') ?? assert.fail('no mask');
  const full = new Map(read).set('w.mask', { ...mask, data: Int32Array.from(mask.data, () => 255) } as HostTensor);
  assert.throws(() => readWeight('w', layout, full), RangeError);
  const without = new Map(read);
  without.delete('w.scales');
  assert.throws(() => readWeight('w', layout, without), RangeError);
});
