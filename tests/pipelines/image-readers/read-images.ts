import { createHash } from 'node:crypto';
import type { ImageReader, ReferencedFiles, SourceImage } from '../../../pipelines/image-readers/image-reader.ts';
import { packageRoot } from '../../../storage/package-root.ts';
import { inPieces } from '../readers/read-all.ts';

export const limits = { recordBytes: 1 << 20, expansionRatio: 200 };
export const fixtures = new URL('tests/fixtures/image-sources/', packageRoot);

const noFiles: ReferencedFiles = { read: async () => ({ problem: 'missing-image' }) };

/** Files by their path, as a reader's records name them. */
export function filesOf(files: Readonly<Record<string, Uint8Array>>): ReferencedFiles {
  return { read: async (path) => files[path] ?? { problem: 'missing-image' } };
}

export interface Reading {
  readonly pieceBytes?: number;
  readonly recordBytes?: number;
  readonly expansionRatio?: number;
  readonly references?: ReferencedFiles;
}

/** A file in memory as readers take it. */
export function inputOf(key: string, bytes: Uint8Array, pieceBytes = 1 << 16) {
  return {
    key,
    folder: 'class',
    firstLine: 1,
    fileBytes: bytes.length,
    pieces: inPieces(bytes, pieceBytes),
    range: async (start: number, end: number) => bytes.subarray(start, end),
  };
}

/** All records of a file. */
export async function readImages(
  reader: ImageReader<unknown>,
  key: string,
  bytes: Uint8Array,
  options: unknown = {},
  { pieceBytes, references = noFiles, ...more }: Reading = {},
): Promise<SourceImage[]> {
  const input = { ...inputOf(key, bytes, pieceBytes), references };
  const records: SourceImage[] = [];
  for await (const chunk of reader.images(input, reader.options.parse(options), { ...limits, ...more })) {
    records.push(...chunk);
  }
  return records;
}

/** A record with a digest in the place of its bytes. */
export function digested(record: SourceImage) {
  return 'problem' in record ? record : { ...record, bytes: digest(record.bytes) };
}

export function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16);
}
