import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { MillraceError } from '../../../core/errors.ts';
import { decodeSafetensors, encodeSafetensors } from '../../../training/checkpoints/safetensors.ts';
import type { HostTensor } from '../../../training/host-tensor.ts';
import { anyTensor, bitsOf } from './any-tensor.ts';

const anyName = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((name) => name !== '__metadata__');
const anyTensors = fc.array(fc.tuple(anyName, anyTensor), { maxLength: 6 }).map((pairs) => new Map(pairs));

/** A file of this header over so many zero bytes. */
function fileOf(header: unknown, bytes: number): Uint8Array {
  const json = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header));
  const file = Buffer.alloc(8 + json.length + bytes);
  file.writeBigUInt64LE(BigInt(json.length));
  json.copy(file, 8);
  return file;
}

function refusal(bytes: Uint8Array): MillraceError | undefined {
  try {
    decodeSafetensors(bytes, 'a.safetensors');
    return undefined;
  } catch (error) {
    assert.ok(
      error instanceof MillraceError && error.code === 'bad-checkpoint' && error.at === 'a.safetensors',
      `${error}`,
    );
    return error;
  }
}

test('the bytes are those that the format asks for', () => {
  const tensors = new Map<string, HostTensor>([
    ['b', { dtype: 'float32', shape: [2], data: Float32Array.of(1, -2) }],
    ['a', { dtype: 'int32', shape: [], data: Int32Array.of(7) }],
  ]);
  const header =
    '{"__metadata__":{"format":"pt"},"a":{"dtype":"I32","shape":[],"data_offsets":[0,4]},' +
    '"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}';
  const padded = header.padEnd(Math.ceil(header.length / 8) * 8);
  const length = Buffer.alloc(8);
  length.writeUInt32LE(padded.length);
  const values = Buffer.from('070000000000803f000000c0', 'hex');
  assert.deepEqual(
    Buffer.from(encodeSafetensors(tensors, { format: 'pt' })),
    Buffer.concat([length, Buffer.from(padded), values]),
  );
});

test('what is written is read, to the bit; order and place in memory do not matter', () => {
  fc.assert(
    fc.property(
      anyTensors,
      fc.dictionary(fc.string(), fc.string(), { maxKeys: 3 }),
      fc.nat(7),
      (tensors, texts, shift) => {
        const bytes = encodeSafetensors(tensors, texts);
        assert.deepEqual(bytes, encodeSafetensors(new Map([...tensors].reverse()), texts));
        const shifted = new Uint8Array(bytes.length + shift);
        shifted.set(bytes, shift);
        const read = decodeSafetensors(shifted.subarray(shift), 'a.safetensors');
        const sorted = (map: ReadonlyMap<string, HostTensor>) =>
          Object.fromEntries([...map].map(([name, tensor]) => [name, bitsOf(tensor)]));
        assert.deepEqual(sorted(read.tensors), sorted(tensors));
        assert.deepEqual({ ...read.metadata }, { ...texts });
      },
    ),
    { numRuns: 200 },
  );
});

test('half precision and 64-bit whole numbers are read as what they are worth', () => {
  const fileWith = (dtype: string, shape: number[], hex: string): Uint8Array => {
    const data = Buffer.from(hex, 'hex');
    const file = fileOf({ w: { dtype, shape, data_offsets: [0, data.length] } }, data.length);
    file.set(data, file.length - data.length);
    return file;
  };
  const read = (dtype: string, shape: number[], hex: string) => {
    const tensor = decodeSafetensors(fileWith(dtype, shape, hex), 'a.safetensors').tensors.get('w');
    assert.deepEqual(tensor?.shape, shape);
    return { dtype: tensor?.dtype, data: [...(tensor?.data ?? [])] };
  };
  // Halves from IEEE 754's own table of examples: 1, -2, the smallest, the largest subnormal, the largest, ∞.
  const halves = [1, -2, 2 ** -24, 2 ** -14 * (1023 / 1024), 65504, Number.POSITIVE_INFINITY];
  assert.deepEqual(read('F16', [2, 3], '003c00c00100ff03ff7b007c'), { dtype: 'float32', data: halves });
  assert.deepEqual(read('BF16', [3], '803f49404ac0'), { dtype: 'float32', data: [1, 3.140625, -3.15625] });
  assert.deepEqual(read('F64', [1], '000000000000e0bf'), { dtype: 'float32', data: [-0.5] });
  assert.deepEqual(read('I64', [2], '0700000000000000ffffffffffffffff'), { dtype: 'int32', data: [7, -1] });
  assert.match(refusal(fileWith('I64', [1], '0000000001000000'))?.message ?? 'read', /4294967296 does not fit 32 bits/);
});

test('a file that breaks the format is refused with a reason', () => {
  const good = { dtype: 'F32', shape: [2], data_offsets: [0, 8] };
  const cases: [string, RegExp, Uint8Array][] = [
    ['nothing', /no safetensors file/, new Uint8Array(7)],
    ['header longer than the file', /header of 9 bytes/, Buffer.from('0900000000000000', 'hex')],
    ['header of 2^64 − 1 bytes', /header of 18446744073709551615/, Buffer.from('ffffffffffffffff', 'hex')],
    ['broken JSON', /no JSON/, fileOf('{"a":', 0)],
    ['no UTF-8', /no JSON/, Buffer.from('0200000000000000ff7b', 'hex')],
    ['deep JSON', /no JSON/, fileOf('['.repeat(1_000_000), 0)],
    ['a list', /no JSON object/, fileOf([], 0)],
    ['no tensor', /dtype none/, fileOf({ a: 1 }, 0)],
    ['another dtype', /dtype "F8_E4M3"/, fileOf({ a: { ...good, dtype: 'F8_E4M3' } }, 8)],
    ['a dtype that every object has', /dtype "constructor"/, fileOf({ a: { ...good, dtype: 'constructor' } }, 8)],
    ['negative side', /whole numbers/, fileOf({ a: { ...good, shape: [-2] } }, 8)],
    ['fractional offset', /whole numbers/, fileOf({ a: { ...good, data_offsets: [0.5, 8.5] } }, 9)],
    ['one offset', /whole numbers/, fileOf({ a: { ...good, data_offsets: [8] } }, 8)],
    ['size that is not its shape’s', /8 bytes; its shape asks for 12/, fileOf({ a: { ...good, shape: [3] } }, 8)],
    ['sides beyond every file', /its shape asks for/, fileOf({ a: { ...good, shape: Array(99).fill(2 ** 50) } }, 8)],
    ['end before the beginning', /-8 bytes/, fileOf({ a: { ...good, data_offsets: [8, 0] } }, 8)],
    ['end outside the file', /ends outside/, fileOf({ a: good }, 7)],
    ['gap before', /begins at byte 4/, fileOf({ a: { ...good, data_offsets: [4, 12] } }, 12)],
    ['overlap', /begins at byte 4/, fileOf({ a: good, b: { ...good, data_offsets: [4, 12] } }, 12)],
    ['bytes after the last', /tensors end at byte/, fileOf({ a: good }, 9)],
    ['metadata of numbers', /no map of texts/, fileOf({ __metadata__: { a: 1 } }, 0)],
    ['a name that commands the terminal', /\ufffd\[2J/, fileOf({ '\u001b[2J': { ...good, dtype: 'F8_E5M2' } }, 8)],
  ];
  for (const [name, message, bytes] of cases) assert.match(refusal(bytes)?.message ?? 'read', message, name);
});

test('any bytes are read or refused', () => {
  const file = encodeSafetensors(new Map([['w', { dtype: 'float32', shape: [3], data: Float32Array.of(1, 2, 3) }]]));
  fc.assert(
    fc.property(fc.nat(file.length - 1), fc.nat(255), (place, value) => {
      const changed = file.slice();
      changed[place] = value;
      refusal(changed);
    }),
    { numRuns: 500 },
  );
  for (let length = 0; length < file.length; length += 1) assert.ok(refusal(file.subarray(0, length)), `${length}`);
});
