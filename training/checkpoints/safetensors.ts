import { byCodeUnit } from '../../core/code-unit-order.ts';
import { MillraceError } from '../../core/errors.ts';
import { printable, shorten } from '../../quality/printable.ts';
import type { HostTensor } from '../host-tensor.ts';
import { type StoredType, storedTypes } from './stored-types.ts';

/** Tensors by name, with a map of plain texts beside them. */
export interface TensorFile {
  readonly tensors: ReadonlyMap<string, HostTensor>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** Elements of one byte, as a file holds them; they are read back as int32. */
export type ByteTensor =
  | { readonly dtype: 'int8'; readonly shape: readonly number[]; readonly data: Int8Array }
  | { readonly dtype: 'uint8'; readonly shape: readonly number[]; readonly data: Uint8Array };

/** Longest header that is read: room for some 100,000 tensors. */
const mostHeaderBytes = 16 * 2 ** 20;
const metadataName = '__metadata__';
const dtypes = { float32: 'F32', int32: 'I32', int8: 'I8', uint8: 'U8' } as const;

/**
 * A safetensors file: 8 bytes with the header's length, a JSON header, then the tensors without a gap, sorted by name,
 * bytes after wider elements.
 * The header is filled up with spaces so that the tensors begin at a multiple of 8. Equal tensors give equal bytes.
 * Costs one copy of the tensors. Format: https://huggingface.co/docs/safetensors, release 0.6.
 */
export function encodeSafetensors(
  tensors: ReadonlyMap<string, HostTensor | ByteTensor>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
  const sorted = [...tensors].sort(
    ([a, { data: x }], [b, { data: y }]) => y.BYTES_PER_ELEMENT - x.BYTES_PER_ELEMENT || byCodeUnit(a, b),
  );
  const members: [string, unknown][] = [];
  if (Object.keys(metadata).length > 0) {
    members.push([metadataName, Object.fromEntries(Object.entries(metadata).sort(([a], [b]) => byCodeUnit(a, b)))]);
  }
  let offset = 0;
  for (const [name, { dtype, shape, data }] of sorted) {
    members.push([name, { dtype: dtypes[dtype], shape, data_offsets: [offset, offset + data.byteLength] }]);
    offset += data.byteLength;
  }
  const json = Buffer.from(`{${members.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`)}}`);
  const headerBytes = Math.ceil(json.length / 8) * 8;
  const file = new Uint8Array(8 + headerBytes + offset);
  new DataView(file.buffer).setBigUint64(0, BigInt(headerBytes), true);
  file.fill(0x20, 8, 8 + headerBytes);
  file.set(json, 8);
  let end = 8 + headerBytes;
  for (const [, { data }] of sorted) {
    file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), end);
    end += data.byteLength;
  }
  return file;
}

/**
 * The tensors of a safetensors file with the dtypes of {@link storedTypes}, in the order in which the file holds them, in
 * memory of their own. Throws MillraceError `bad-checkpoint` for every file that breaks the format: a header that is too long or
 * no JSON, tensors that overlap, leave a gap, end outside the file or have another size than their shape.
 * `at` is the file's name, for the error.
 */
export function decodeSafetensors(bytes: Uint8Array, at: string): TensorFile {
  const refuse = (message: string, cause?: unknown) => new MillraceError('bad-checkpoint', message, { at, cause });
  const { header, start } = readHeader(bytes, refuse);
  const { [metadataName]: metadata = {}, ...entries } = header;
  const places = Object.entries(entries)
    .map(([name, value]) => ({ name, ...readPlace(name, value, refuse) }))
    .sort((a, b) => a.begin - b.begin || a.end - b.end);
  let offset = 0;
  const tensors = new Map<string, HostTensor>();
  for (const { name, stored, shape, begin, end } of places) {
    if (begin !== offset)
      throw refuse(`tensor ${shown(name)} begins at byte ${begin}, the one before ends at ${offset}`);
    if (end > bytes.length - start) throw refuse(`tensor ${shown(name)} ends outside the file`);
    tensors.set(name, elements(name, stored, shape, bytes.subarray(start + begin, start + end), refuse));
    offset = end;
  }
  if (start + offset !== bytes.length) {
    throw refuse(`the tensors end at byte ${start + offset} of a file of ${bytes.length}`);
  }
  return { tensors, metadata: readMetadata(metadata, refuse) };
}

function elements(
  name: string,
  stored: StoredType,
  shape: readonly number[],
  bytes: Uint8Array,
  refuse: Refuse,
): HostTensor {
  try {
    return stored.read(bytes, shape);
  } catch (error) {
    throw refuse(`tensor ${shown(name)}: ${error instanceof Error ? error.message : error}`, error);
  }
}

type Refuse = (message: string, cause?: unknown) => MillraceError;

function readHeader(bytes: Uint8Array, refuse: Refuse): { header: Record<string, unknown>; start: number } {
  if (bytes.length < 8) throw refuse(`${bytes.length} bytes are no safetensors file`);
  const length = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true);
  if (length > BigInt(Math.min(mostHeaderBytes, bytes.length - 8))) {
    throw refuse(`a header of ${length} bytes in a file of ${bytes.length}; at most ${mostHeaderBytes} are read`);
  }
  const start = 8 + Number(length);
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(8, start)));
  } catch (error) {
    throw refuse('the header is no JSON', error);
  }
  if (!isObject(header)) throw refuse('the header is no JSON object');
  return { header, start };
}

function readPlace(name: string, value: unknown, refuse: Refuse) {
  const { dtype, shape, data_offsets: offsets } = isObject(value) ? value : {};
  const stored = typeof dtype === 'string' && Object.hasOwn(storedTypes, dtype) ? storedTypes[dtype] : undefined;
  if (stored === undefined) {
    const found = typeof dtype === 'string' ? shown(dtype) : 'none';
    throw refuse(`tensor ${shown(name)} has the dtype ${found}; ${Object.keys(storedTypes).join(', ')} are read`);
  }
  if (!isCounts(shape) || !isCounts(offsets) || offsets.length !== 2) {
    throw refuse(`tensor ${shown(name)} needs a shape and two data_offsets, whole numbers`);
  }
  const [begin = 0, end = 0] = offsets;
  const size = shape.reduce((product, side) => product * side, stored.bytes);
  if (end - begin !== size) throw refuse(`tensor ${shown(name)} has ${end - begin} bytes; its shape asks for ${size}`);
  return { stored, shape, begin, end } as const;
}

function readMetadata(value: unknown, refuse: Refuse): Record<string, string> {
  const entries = isObject(value) ? Object.entries(value) : undefined;
  const texts = entries?.filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  if (texts === undefined || texts.length !== entries?.length) throw refuse(`${metadataName} is no map of texts`);
  return Object.fromEntries(texts);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((each) => Number.isSafeInteger(each) && each >= 0);
}

function shown(name: string): string {
  return JSON.stringify(shorten(printable(name), 100));
}
