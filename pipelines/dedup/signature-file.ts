import { aligned, corrupt, formatVersion, readHeader } from './file-header.ts';

/** What a file keeps of each document to compare it by: its set of shingles, or its signature. */
export type Evidence = 'shingles' | 'signature';

/** What one partition's documents are compared by. Row r of every column is about the same document. */
export interface SignatureColumns {
  readonly evidence: Evidence;
  readonly bands: number;
  /** 16 bytes that are equal for all files that can be compared. */
  readonly parametersKey: Uint8Array;
  /** The documents' ordinals in the partition, rising. */
  readonly ordinals: Uint32Array;
  /** What `walk-order.ts` knows them by. */
  readonly weights: Uint32Array;
  /** Hashes, all of band 0, then all of band 1, … */
  readonly bandHashes: BigUint64Array;
  /** `ordinals.length + 1` places in `numbers`: where each document's evidence begins, and the end. */
  readonly starts: Uint32Array;
  readonly numbers: Uint32Array;
}

/** Columns whose numbers come in parts. */
export type WrittenColumns = Omit<SignatureColumns, 'numbers'> & { readonly numbers: readonly Uint32Array[] };

/** Where the columns lie in a file: bytes from its start. */
export interface SignatureLayout {
  readonly documents: number;
  readonly bands: number;
  readonly evidence: Evidence;
  readonly parametersKey: Uint8Array;
  readonly bandsAt: number;
  readonly ordinalsAt: number;
  readonly weightsAt: number;
  readonly startsAt: number;
  readonly numbersAt: number;
  readonly fileBytes: number;
}

/** Bytes at the start of a file that say where all else is. */
export const signatureHeaderBytes = 64;

const magic = 0x67_69_73_6d; // 'msig'

/**
 * Signature file, little-endian:
 *
 *     0   'msig', version, bands, documents D, evidence (0 shingles, 1 signature), numbers N   (6 × u32)
 *     24  parametersKey (16 bytes), then zeros up to 64
 *     64  bandHashes (bands × D × u64): one band's hashes are one range
 *         ordinals (D × u32)
 *         weights (D × u32)
 *         starts ((D + 1) × u32)
 *         numbers (N × u32)
 */
export function writeSignatureFile(columns: WrittenColumns): Uint8Array {
  const { bands, ordinals, weights, bandHashes, starts, numbers } = columns;
  const header = new Uint8Array(signatureHeaderBytes);
  const evidence = columns.evidence === 'shingles' ? 0 : 1;
  const counts = new Uint32Array(header.buffer);
  const count = numbers.reduce((sum, part) => sum + part.length, 0);
  counts.set([magic, formatVersion, bands, ordinals.length, evidence, count]);
  header.set(columns.parametersKey, 24);
  const layout = signatureLayout(header);
  const bytes = new Uint8Array(layout.fileBytes);
  bytes.set(header);
  new BigUint64Array(bytes.buffer, layout.bandsAt, bandHashes.length).set(bandHashes);
  new Uint32Array(bytes.buffer, layout.ordinalsAt, ordinals.length).set(ordinals);
  new Uint32Array(bytes.buffer, layout.weightsAt, weights.length).set(weights);
  new Uint32Array(bytes.buffer, layout.startsAt, starts.length).set(starts);
  const written = new Uint32Array(bytes.buffer, layout.numbersAt, count);
  let at = 0;
  for (const part of numbers) {
    written.set(part, at);
    at += part.length;
  }
  return bytes;
}

/**
 * The layout of the file that begins with `header`, at least {@link signatureHeaderBytes} bytes: enough to fetch a band,
 * or the evidence of a few documents, by range.
 *
 * @throws {MillraceError} `signature-file-corrupt`
 */
export function signatureLayout(header: Uint8Array): SignatureLayout {
  const [, , bands = 0, documents = 0, evidence = 0, count = 0] = readHeader(
    header,
    'signature',
    magic,
    signatureHeaderBytes,
  );
  if (evidence > 1) throw corrupt('signature', 'evidence 0 or 1', `${evidence}`);
  const bandsAt = signatureHeaderBytes;
  const ordinalsAt = bandsAt + 8 * bands * documents;
  const weightsAt = ordinalsAt + 4 * documents;
  const startsAt = weightsAt + 4 * documents;
  const numbersAt = startsAt + 4 * (documents + 1);
  return {
    documents,
    bands,
    evidence: evidence === 0 ? 'shingles' : 'signature',
    parametersKey: new Uint8Array(header.subarray(24, 40)),
    bandsAt,
    ordinalsAt,
    weightsAt,
    startsAt,
    numbersAt,
    fileBytes: numbersAt + 4 * count,
  };
}

/** A file's columns as views of its bytes. */
export interface SignatureFile extends SignatureColumns {
  /** The hashes of one band, a row each. */
  readonly band: (band: number) => BigUint64Array;
  /** What a row's document is compared by: sorted shingles, or its signature. */
  readonly evidenceOf: (row: number) => Uint32Array;
}

/**
 * Reads a whole file. Copies nothing where the bytes begin at a multiple of 8.
 *
 * @throws {MillraceError} `signature-file-corrupt` where header, length, ordinals or starts are not as written
 */
export function readSignatureFile(bytes: Uint8Array): SignatureFile {
  const layout = signatureLayout(bytes);
  const { documents, bands } = layout;
  if (bytes.length !== layout.fileBytes) throw corrupt('signature', `${layout.fileBytes} bytes`, `${bytes.length}`);
  const { buffer, byteOffset } = aligned(bytes);
  const count = (layout.fileBytes - layout.numbersAt) / 4;
  const bandHashes = new BigUint64Array(buffer, byteOffset + layout.bandsAt, bands * documents);
  const ordinals = new Uint32Array(buffer, byteOffset + layout.ordinalsAt, documents);
  const weights = new Uint32Array(buffer, byteOffset + layout.weightsAt, documents);
  const starts = new Uint32Array(buffer, byteOffset + layout.startsAt, documents + 1);
  const numbers = new Uint32Array(buffer, byteOffset + layout.numbersAt, count);
  if (!rises(ordinals, 1)) throw corrupt('signature', 'rising ordinals', 'others');
  if (starts[0] !== 0 || starts[documents] !== count || !rises(starts, 0)) {
    throw corrupt('signature', `starts that rise from 0 to ${count}`, 'others');
  }
  return {
    evidence: layout.evidence,
    bands,
    parametersKey: layout.parametersKey,
    ordinals,
    weights,
    bandHashes,
    starts,
    numbers,
    band: (band) => bandHashes.subarray(band * documents, (band + 1) * documents),
    evidenceOf: (row) => numbers.subarray(starts[row], starts[row + 1]),
  };
}

function rises(values: Uint32Array, least: number): boolean {
  for (let i = 1; i < values.length; i++) if ((values[i] ?? 0) - (values[i - 1] ?? 0) < least) return false;
  return true;
}
