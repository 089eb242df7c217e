import { corrupt, formatVersion, readHeader } from './file-header.ts';
import type { UnitVectors } from './unit-vectors.ts';

const magic = 0x6d726d65;
/** Bytes at the start of a file that say where all else is. */
export const embeddingHeaderBytes = 16;

/** The vectors of a partition's documents, in their order, with what `weightOf` tells of each. */
export interface EmbeddingFile {
  readonly ordinals: Uint32Array;
  readonly weights: Uint32Array;
  readonly vectors: UnitVectors;
}

/** Where the columns lie in a file: bytes from its start. */
export interface EmbeddingLayout {
  readonly documents: number;
  readonly width: number;
  readonly weightsAt: number;
  readonly vectorsAt: number;
  readonly fileBytes: number;
}

/** Bytes, little-endian: magic, version, documents, width (4 × u32); ordinals and weights (u32); vectors (i16). */
export function writeEmbeddingFile({ ordinals, weights, vectors }: EmbeddingFile): Uint8Array {
  const documents = ordinals.length;
  const bytes = new Uint8Array(embeddingHeaderBytes + 8 * documents + 2 * vectors.numbers.length);
  new Uint32Array(bytes.buffer, 0, 4).set([magic, formatVersion, documents, vectors.width]);
  new Uint32Array(bytes.buffer, embeddingHeaderBytes, documents).set(ordinals);
  new Uint32Array(bytes.buffer, embeddingHeaderBytes + 4 * documents, documents).set(weights);
  new Int16Array(bytes.buffer, embeddingHeaderBytes + 8 * documents).set(vectors.numbers);
  return bytes;
}

/** The layout of the file that begins with `header`. Throws MillraceError `embedding-file-corrupt` for bytes that are none. */
export function embeddingLayout(header: Uint8Array): EmbeddingLayout {
  const [, , documents = 0, width = 0] = readHeader(header, 'embedding', magic, embeddingHeaderBytes);
  if (width === 0 && documents > 0) throw corrupt('embedding', 'vectors', 'a width of 0');
  const weightsAt = embeddingHeaderBytes + 4 * documents;
  const vectorsAt = weightsAt + 4 * documents;
  return { documents, width, weightsAt, vectorsAt, fileBytes: vectorsAt + 2 * width * documents };
}

/** Throws MillraceError `embedding-file-corrupt` for bytes that are none. */
export function readEmbeddingFile(bytes: Uint8Array): EmbeddingFile {
  const { documents, width, weightsAt, vectorsAt, fileBytes } = embeddingLayout(bytes);
  if (bytes.length !== fileBytes) throw corrupt('embedding', `${fileBytes} bytes`, `${bytes.length}`);
  const { buffer } = new Uint8Array(bytes);
  return {
    ordinals: new Uint32Array(buffer, embeddingHeaderBytes, documents),
    weights: new Uint32Array(buffer, weightsAt, documents),
    vectors: { width, numbers: new Int16Array(buffer, vectorsAt) },
  };
}
