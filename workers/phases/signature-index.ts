import { numberDocuments, type Place } from '../../pipelines/dedup/numbering.ts';
import {
  readSignatureFile,
  type SignatureFile,
  type SignatureLayout,
  signatureHeaderBytes,
  signatureLayout,
} from '../../pipelines/dedup/signature-file.ts';
import { workKeys } from '../planning/plan.ts';
import { mapPhaseName, signaturesKind } from './map-outputs.ts';
import type { OpenBuild } from './open-build.ts';
import { openRemovedBefore } from './removed-before.ts';

/** One partition's signature file, and the rows of it whose documents no earlier step took out. */
export interface IndexedPartition {
  readonly key: string;
  readonly layout: SignatureLayout;
  readonly rows: Uint32Array;
  readonly ordinals: Uint32Array;
}

/** The documents that a MinHash step compares, numbered through all partitions. */
export interface SignatureIndex {
  readonly partitions: readonly IndexedPartition[];
  readonly documents: number;
  /** The partition of a document, and its place among that partition's `rows`. */
  readonly placeOf: (document: number) => Place;
}

/** Reads headers and ordinals of all partitions' signature files. Memory: 8 bytes a document. */
export async function openSignatureIndex(build: OpenBuild, segment: number, step: string): Promise<SignatureIndex> {
  const isRemoved = await openRemovedBefore(build, segment, step);
  const partitions: IndexedPartition[] = [];
  for (let partition = 0; partition < build.plan.partitions; partition++) {
    const key = workKeys.output(build.folder, mapPhaseName(segment), partition, signaturesKind(step));
    const layout = signatureLayout(await build.storage.getRange(key, 0, signatureHeaderBytes));
    const bytes = await build.storage.getRange(key, layout.ordinalsAt, layout.startsAt);
    const all = new Uint32Array(new Uint8Array(bytes).buffer);
    const rows = Uint32Array.from(all.keys()).filter((row) => !isRemoved(partition, all[row] ?? 0));
    partitions.push({ key, layout, rows, ordinals: rows.map((row) => all[row] ?? 0) });
  }
  const counts = partitions.map(({ rows }) => rows.length);
  return {
    partitions,
    documents: counts.reduce((sum, count) => sum + count, 0),
    placeOf: numberDocuments(counts),
  };
}

/** The hashes of one band, for the rows of an indexed partition. */
export async function readBand(
  build: OpenBuild,
  { key, layout, rows }: IndexedPartition,
  band: number,
): Promise<BigUint64Array> {
  const start = layout.bandsAt + 8 * band * layout.documents;
  const bytes = await build.storage.getRange(key, start, start + 8 * layout.documents);
  const hashes = new BigUint64Array(new Uint8Array(bytes).buffer);
  return BigUint64Array.from(rows, (row) => hashes[row] ?? 0n);
}

const openFiles = 64;

/** Opens signature files as they are asked for, and keeps the last few. Memory: `openFiles` of them. */
export function openSignatureFiles(
  build: OpenBuild,
  index: SignatureIndex,
): (partition: number) => Promise<SignatureFile> {
  const open = new Map<number, SignatureFile>();
  return async (partition) => {
    const known = open.get(partition);
    if (known !== undefined) return known;
    const oldest = open.keys().next().value;
    if (open.size >= openFiles && oldest !== undefined) open.delete(oldest);
    const file = readSignatureFile(await build.storage.get(index.partitions[partition]?.key ?? ''));
    open.set(partition, file);
    return file;
  };
}
