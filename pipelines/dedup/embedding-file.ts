import { corrupt, formatVersion, readHeader } from './file-header.ts';
import type { UnitVectors } from './unit-vectors.ts';

const magic = 0x6d726d65;
const headerBytes = 16;

/** The vectors of a partition's documents, in their order, with what `weightOf` tells of each. */
export interface EmbeddingFile {
  readonly ordinals: Uint32Array;
  readonly weights: Uint32Array;
  readonly vectors: UnitVectors;
}

/** Bytes, little-endian: magic, version, documents, width (4 × u32); ordinals and weights (u32); vectors (i16). */
export function writeEmbeddingFile({ ordinals, weights, vectors }: EmbeddingFile): Uint8Array {
  const documents = ordinals.length;
  const bytes = new Uint8Array(headerBytes + 8 * documents + 2 * vectors.numbers.length);
  new Uint32Array(bytes.buffer, 0, 4).set([magic, formatVersion, documents, vectors.width]);
  new Uint32Array(bytes.buffer, headerBytes, documents).set(ordinals);
  new Uint32Array(bytes.buffer, headerBytes + 4 * documents, documents).set(weights);
  new Int16Array(bytes.buffer, headerBytes + 8 * documents).set(vectors.numbers);
  return bytes;
}

/** Throws MillraceError `embedding-file-corrupt` for bytes that are none. */
export function readEmbeddingFile(bytes: Uint8Array): EmbeddingFile {
  const [, , documents = 0, width = 0] = readHeader(bytes, 'embedding', magic, headerBytes);
  const expected = headerBytes + documents * (8 + 2 * width);
  if ((width === 0 && documents > 0) || bytes.length !== expected)
    throw corrupt('embedding', `${expected} bytes`, `${bytes.length}`);
  const { buffer } = new Uint8Array(bytes);
  return {
    ordinals: new Uint32Array(buffer, headerBytes, documents),
    weights: new Uint32Array(buffer, headerBytes + 4 * documents, documents),
    vectors: { width, numbers: new Int16Array(buffer, headerBytes + 8 * documents) },
  };
}
