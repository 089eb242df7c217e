import { keepRecent } from '../../core/keep-recent.ts';
import type { Merging } from '../../pipelines/dedup/dedup-stage.ts';
import {
  readSignatureFile,
  type SignatureFile,
  type SignatureLayout,
  signatureHeaderBytes,
  signatureLayout,
} from '../../pipelines/dedup/signature-file.ts';
import { type WalkedDocuments, walkDocuments } from '../../pipelines/dedup/walked-documents.ts';
import { workKeys } from '../planning/plan.ts';
import { knownFiles } from './known-version.ts';
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

/** The documents that a MinHash step compares; rows are places among a partition's `rows`. */
export interface SignatureIndex extends WalkedDocuments {
  /** Files of earlier versions, then those of the build's own partitions. */
  readonly partitions: readonly IndexedPartition[];
  /** The document of a row of a partition that is of no earlier version; -1 where it takes no part. */
  readonly documentAt: (partition: number, row: number) => number;
}

let opened: { readonly name: string; readonly index: Promise<SignatureIndex> } | undefined;

/**
 * Reads headers, ordinals and weights of all partitions' signature files. The last index stays open, since every job of a
 * thread asks for it. Memory: 28 bytes a document.
 */
export function openSignatureIndex(
  build: OpenBuild,
  segment: number,
  step: string,
  merging: Merging,
): Promise<SignatureIndex> {
  const name = `${build.storage.location}\0${build.folder}\0${step}`;
  if (opened?.name !== name) opened = { name, index: readIndex(build, segment, step, merging) };
  return opened.index;
}

async function readIndex(
  build: OpenBuild,
  segment: number,
  step: string,
  { keep, against }: Merging,
): Promise<SignatureIndex> {
  const isRemoved = await openRemovedBefore(build, segment, step);
  const files = against.length === 0 ? [] : await knownFiles(build, step, signaturesKind(step));
  const partitions: IndexedPartition[] = [];
  const weights: Uint32Array[] = [];
  const add = async (key: string, stays: (ordinal: number) => boolean): Promise<void> => {
    const layout = signatureLayout(await build.storage.getRange(key, 0, signatureHeaderBytes));
    const { ordinalsAt, weightsAt, startsAt } = layout;
    const bytes = new Uint8Array(await build.storage.getRange(key, ordinalsAt, startsAt)).buffer;
    const ordinals = new Uint32Array(bytes, 0, layout.documents);
    const all = new Uint32Array(bytes, weightsAt - ordinalsAt, layout.documents);
    const rows = Uint32Array.from(ordinals.keys()).filter((row) => stays(ordinals[row] ?? 0));
    partitions.push({ key, layout, rows, ordinals: rows.map((row) => ordinals[row] ?? 0) });
    weights.push(rows.map((row) => all[row] ?? 0));
  };
  for (const key of files) await add(key, () => true);
  for (let partition = 0; partition < build.plan.partitions; partition++) {
    const key = workKeys.output(build.folder, mapPhaseName(segment), partition, signaturesKind(step));
    await add(key, (ordinal) => !isRemoved(partition, ordinal));
  }
  const walked = walkDocuments(weights, keep, files.length);
  return {
    partitions,
    ...walked,
    documentAt: (partition, row) => {
      const at = files.length + partition;
      const place = placeIn(partitions[at]?.rows ?? new Uint32Array(), row);
      return place < 0 ? -1 : walked.numberOf(at, place);
    },
  };
}

/** Where a number is among rising ones; -1 where it is not. */
function placeIn(rising: Uint32Array, number: number): number {
  // None was taken out before it.
  if (rising[number] === number) return number;
  let low = 0;
  let high = Math.min(rising.length, number);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rising[middle] as number) < number) low = middle + 1;
    else high = middle;
  }
  return rising[low] === number ? low : -1;
}

/**
 * The hashes of bands [from, to), a column for each, for the documents of an index by their numbers. Memory: 16 bytes a
 * document and band.
 */
export async function readBands(
  build: OpenBuild,
  index: SignatureIndex,
  from: number,
  to: number,
): Promise<readonly BigUint64Array[]> {
  // Halves, since each number of a BigUint64Array that is touched becomes an object.
  const ofInput = Array.from({ length: to - from }, () => new Uint32Array(2 * index.documents));
  let at = 0;
  for (const { key, layout, rows } of index.partitions) {
    const column = 8 * layout.documents;
    const start = layout.bandsAt + from * column;
    const bytes = new Uint8Array(await build.storage.getRange(key, start, start + (to - from) * column));
    const halves = new Uint32Array(bytes.buffer);
    for (const [band, hashes] of ofInput.entries()) {
      const first = 2 * band * layout.documents;
      if (rows.length === layout.documents) hashes.set(halves.subarray(first, first + 2 * rows.length), 2 * at);
      else for (const [place, row] of rows.entries()) copyPair(halves, first + 2 * row, hashes, 2 * (at + place));
    }
    at += rows.length;
  }
  return ofInput.map((hashes) => {
    const column = new BigUint64Array(index.documents);
    const halves = new Uint32Array(column.buffer);
    for (let document = 0; document < index.documents; document++)
      copyPair(hashes, 2 * index.inputPlace(document), halves, 2 * document);
    return column;
  });
}

function copyPair(from: Uint32Array, source: number, to: Uint32Array, target: number): void {
  to[target] = from[source] as number;
  to[target + 1] = from[source + 1] as number;
}

const openBytes = 2 ** 26;
/** A file is read whole where this share of its rows is asked for, or asking for them would cost as much. */
const manyRows = 1 / 16;

/** Copies what a row of a signature file is compared by. */
export type RowEvidence = (row: number) => Promise<Uint32Array>;

/**
 * Opens signature files as they are asked for, with the number of rows that will be, and keeps the last few that it reads
 * whole. Memory: 64 MiB of them, or one where that is more.
 */
export function openSignatureFiles(
  build: Pick<OpenBuild, 'storage'>,
  { partitions }: Pick<SignatureIndex, 'partitions'>,
): (partition: number, rows: number) => Promise<RowEvidence> {
  const largest = partitions.reduce((most, { layout }) => Math.max(most, layout.fileBytes), 1);
  const recent = keepRecent<number, Promise<SignatureFile>>(Math.max(1, Math.floor(openBytes / largest)));
  return async (partition, rows) => {
    const { key, layout } = partitions[partition] as IndexedPartition;
    const { requestCostBytes } = build.storage;
    const isFew = rows < manyRows * layout.documents && rows * requestCostBytes < layout.fileBytes;
    if (isFew) return rowsOf(build, key, layout);
    const file = await recent(partition, async () => readSignatureFile(await build.storage.get(key)));
    return async (row) => file.evidenceOf(row).slice();
  };
}

/** Reads rows one by one. */
async function rowsOf(
  { storage }: Pick<OpenBuild, 'storage'>,
  key: string,
  { startsAt, numbersAt }: SignatureLayout,
): Promise<RowEvidence> {
  const read = async (from: number, to: number): Promise<Uint32Array> =>
    new Uint32Array(new Uint8Array(await storage.getRange(key, from, to)).buffer);
  const starts = await read(startsAt, numbersAt);
  return (row) => read(numbersAt + 4 * (starts[row] as number), numbersAt + 4 * (starts[row + 1] as number));
}
