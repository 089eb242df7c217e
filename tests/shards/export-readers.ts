import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { extract } from 'tar-stream';

/** Files below a folder with their bytes, by path. */
export function filesBelow(folder: string): Record<string, Buffer> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(paths.sort().map((path) => [path.slice(folder.length + 1), readFileSync(path)]));
}

/** Members of a tar archive, in order. */
export async function tarMembers(bytes: Buffer): Promise<{ readonly name: string; readonly bytes: Buffer }[]> {
  const members: { name: string; bytes: Buffer }[] = [];
  const reader = extract();
  Readable.from([bytes]).pipe(reader);
  for await (const entry of reader) {
    const pieces: Buffer[] = [];
    for await (const piece of entry) pieces.push(piece as Buffer);
    members.push({ name: entry.header.name, bytes: Buffer.concat(pieces) });
  }
  return members;
}

/** The samples of a folder of MDS shards, each column decoded by its encoding, as MosaicML's reader does it. */
export function mdsSamples(folder: string): Record<string, unknown>[] {
  const index = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as { version: number; shards: MdsShard[] };
  return index.shards.flatMap((shard) => {
    const bytes = readFileSync(join(folder, shard.raw_data.basename));
    if (bytes.length !== shard.raw_data.bytes || bytes.readUInt32LE(0) !== shard.samples)
      throw new Error('wrong shard');
    return Array.from({ length: shard.samples }, (_, sample) => {
      const start = bytes.readUInt32LE(4 + 4 * sample);
      return mdsSample(bytes.subarray(start, bytes.readUInt32LE(8 + 4 * sample)), shard);
    });
  });
}

interface MdsShard {
  readonly column_names: readonly string[];
  readonly column_encodings: readonly string[];
  readonly column_sizes: readonly (number | null)[];
  readonly raw_data: { readonly basename: string; readonly bytes: number };
  readonly samples: number;
}

function mdsSample(bytes: Buffer, shard: MdsShard): Record<string, unknown> {
  let header = 0;
  const sizes = shard.column_sizes.map((size) => {
    if (size !== null) return size;
    header += 4;
    return bytes.readUInt32LE(header - 4);
  });
  let at = header;
  const values = shard.column_names.map((name, column): [string, unknown] => {
    const value = bytes.subarray(at, at + (sizes[column] ?? 0));
    at += value.length;
    return [name, decoded(value, shard.column_encodings[column] ?? '')];
  });
  if (at !== bytes.length) throw new Error(`a sample of ${bytes.length} bytes has values of ${at}`);
  return Object.fromEntries(values);
}

function decoded(bytes: Buffer, encoding: string): unknown {
  if (encoding === 'str') return bytes.toString('utf8');
  if (encoding === 'json') return JSON.parse(bytes.toString('utf8'));
  if (encoding === 'uint32') return bytes.readUInt32LE(0);
  if (encoding === 'jpeg') return Uint8Array.from(bytes);
  const [kind, type, shape] = encoding.split(':');
  const width = type === 'uint16' ? 2 : type === 'uint32' ? 4 : 0;
  if (kind !== 'ndarray' || width * Number(shape) !== bytes.length) throw new Error(`no value of ${encoding}`);
  return Array.from({ length: Number(shape) }, (_, index) => bytes.readUIntLE(width * index, width));
}
