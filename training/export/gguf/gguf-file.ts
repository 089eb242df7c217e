import { type TensorType, tensorTypes } from './tensor-types.ts';

/** A value of a file's metadata. Numbers say how they are kept. */
export type GgufValue =
  | { readonly u32: number }
  | { readonly f32: number }
  | { readonly flag: boolean }
  | { readonly text: string }
  | { readonly texts: readonly string[] }
  | { readonly i32s: readonly number[] };

export interface GgufTensor {
  readonly name: string;
  /** Row-major, the rows first. */
  readonly shape: readonly number[];
  readonly type: TensorType;
  readonly bytes: Uint8Array;
}

const version = 3;
/** Tensors begin at multiples of it. */
const alignment = 32;
const valueTypes = { u32: 4, i32: 5, f32: 6, flag: 7, text: 8, array: 9 } as const;

/**
 * A GGUF file, little-endian: header, metadata, places of the tensors, tensors.
 * Source: ggml, `docs/gguf.md`.
 */
export function encodeGguf(metadata: Readonly<Record<string, GgufValue>>, tensors: readonly GgufTensor[]): Uint8Array {
  const entries = Object.entries(metadata);
  let offset = 0;
  const places = tensors.map(({ name, shape, type, bytes }) => {
    const place = [text(name), u32(shape.length), ...shape.toReversed().map(u64), u32(tensorTypes[type]), u64(offset)];
    offset += aligned(bytes.length);
    return Buffer.concat(place);
  });
  const head = Buffer.concat([
    Buffer.from('GGUF'),
    ...[u32(version), u64(tensors.length), u64(entries.length)],
    ...entries.map(([key, value]) => Buffer.concat([text(key), encodeValue(value)])),
    ...places,
  ]);
  const file = new Uint8Array(aligned(head.length) + offset);
  file.set(head);
  let at = aligned(head.length);
  for (const { bytes } of tensors) {
    file.set(bytes, at);
    at += aligned(bytes.length);
  }
  return file;
}

function aligned(length: number): number {
  return Math.ceil(length / alignment) * alignment;
}

function encodeValue(value: GgufValue): Buffer {
  if ('u32' in value) return Buffer.concat([u32(valueTypes.u32), u32(value.u32)]);
  if ('f32' in value) return Buffer.concat([u32(valueTypes.f32), Buffer.from(Float32Array.of(value.f32).buffer)]);
  if ('flag' in value) return Buffer.concat([u32(valueTypes.flag), Buffer.of(value.flag ? 1 : 0)]);
  if ('text' in value) return Buffer.concat([u32(valueTypes.text), text(value.text)]);
  if ('texts' in value) return array(valueTypes.text, value.texts.length, Buffer.concat(value.texts.map(text)));
  return array(valueTypes.i32, value.i32s.length, Buffer.from(Int32Array.from(value.i32s).buffer));
}

function array(type: number, length: number, elements: Buffer): Buffer {
  return Buffer.concat([u32(valueTypes.array), u32(type), u64(length), elements]);
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([u64(bytes.length), bytes]);
}

function u32(value: number): Buffer {
  return Buffer.from(Uint32Array.of(value).buffer);
}

function u64(value: number): Buffer {
  return Buffer.from(BigUint64Array.of(BigInt(value)).buffer);
}
