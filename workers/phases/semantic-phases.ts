import { type CellDocuments, cellEdges } from '../../pipelines/dedup/cell-edges.ts';
import { cellCount, learnCells, openCells, sampledDocuments } from '../../pipelines/dedup/cells.ts';
import { type Edges, joinEdges } from '../../pipelines/dedup/cluster.ts';
import { readEmbeddingFile } from '../../pipelines/dedup/embedding-file.ts';
import { numberDocuments } from '../../pipelines/dedup/numbering.ts';
import type { SemanticParameters } from '../../pipelines/dedup/semantic.ts';
import type { UnitVectors } from '../../pipelines/dedup/unit-vectors.ts';
import { mergeWalked } from '../../pipelines/dedup/walked-documents.ts';
import { workKeys } from '../planning/plan.ts';
import { type CellMembers, readCells, writeCells } from './cell-file.ts';
import { readEdges, writeEdges } from './edge-file.ts';
import { embedPhase } from './embed-texts.ts';
import { type EmbeddingIndex, openEmbeddingIndex } from './embedding-index.ts';
import type { OpenBuild } from './open-build.ts';
import type { Phase } from './phase.ts';
import { resolvePhase } from './resolve-phase.ts';

const membersOfJob = 5000;
const mostJobs = 64;

/**
 * The phases of semantic deduplication: vectors of each partition's texts, the centres of cells, the documents of each file
 * of vectors by cell, edges inside the cells, then one job that merges and removes. Documents are numbered over the files
 * in the order in which they are walked, so none of it depends on where those are cut.
 *
 * Memory: 16 bytes a document; a file's vectors, of 768 bytes a document with all-MiniLM-L6-v2, and once more for each of
 * its `probes`; in the job of centres the sample, at most 64 documents a cell; in a job that compares the vectors of its
 * cells, 1/64 of all times `probes`, or 5,000; 16 bytes an edge in the last.
 */
export function semanticPhases(segment: number, step: string, parameters: SemanticParameters): readonly Phase[] {
  return [
    embedPhase(segment, step, parameters),
    cellsPhase(step, parameters),
    assignPhase(step, parameters),
    comparePhase(step, parameters),
    resolvePhase(segment, step, async (build) => {
      const index = await openEmbeddingIndex(build, step, parameters);
      const edges: Edges[] = [];
      for (let job = 0; job < shareOf(index, parameters).jobs; job++) {
        edges.push(readEdges(await build.storage.get(edgesKey(build, step, job))));
      }
      const ordinals = index.files.map((file) => file.ordinals);
      return mergeWalked(joinEdges(edges), index, ordinals);
    }),
  ];
}

/** How many cells there are, how many of them each document is in, and how many jobs compare. */
function shareOf({ documents }: EmbeddingIndex, parameters: SemanticParameters) {
  const cells = cellCount(documents, parameters.cells);
  const probes = Math.min(cells, parameters.probes);
  const jobs = Math.min(mostJobs, cells, Math.max(1, Math.ceil((documents * probes) / membersOfJob)));
  return { cells, probes, jobs };
}

function cellsPhase(step: string, parameters: SemanticParameters): Phase {
  const { minSimilarity, cells, probes, seed } = parameters;
  return {
    name: `${step}-cells`,
    probes: false,
    settings: { minSimilarity, cells, probes, seed },
    count: async () => 1,
    run: async (build) => {
      const index = await openEmbeddingIndex(build, step, parameters);
      const count = shareOf(index, parameters).cells;
      const sampled = sampledDocuments(index.documents, count);
      const centres = learnCells(await readSample(build, index, sampled), count, seed);
      await build.storage.put(centresKey(build, step), bytesOf(centres.numbers));
      return { records: sampled.length, cells: count };
    },
  };
}

/** Vectors of documents by their places in the input, rising. */
async function readSample({ storage }: OpenBuild, index: EmbeddingIndex, places: Uint32Array): Promise<UnitVectors> {
  const { files, width } = index;
  const placeOf = numberDocuments(files.map(({ ordinals }) => ordinals.length));
  const numbers = new Int16Array(places.length * width);
  let open: { readonly partition: number; readonly vectors: UnitVectors } | undefined;
  for (const [at, place] of places.entries()) {
    const { partition, row } = placeOf(place);
    if (open?.partition !== partition) {
      const { vectors } = readEmbeddingFile(await storage.get(files[partition]?.key ?? ''));
      open = { partition, vectors };
    }
    numbers.set(open.vectors.numbers.subarray(row * width, (row + 1) * width), at * width);
  }
  return { width, numbers };
}

function assignPhase(step: string, parameters: SemanticParameters): Phase {
  const name = assignPhaseName(step);
  return {
    name,
    probes: false,
    count: async (build) => (await openEmbeddingIndex(build, step, parameters)).files.length,
    run: async (build, file) => {
      const { storage, folder } = build;
      const index = await openEmbeddingIndex(build, step, parameters);
      const { cells: count, probes } = shareOf(index, parameters);
      const { ordinals, vectors } = readEmbeddingFile(await storage.get(index.files[file]?.key ?? ''));
      const numbers = new Int16Array(new Uint8Array(await storage.get(centresKey(build, step))).buffer);
      const centres: UnitVectors = { width: index.width, numbers };
      const nearest = openCells(centres, probes);
      const cellsOfRow = Array.from(ordinals, (_, row) => nearest(vectors, row));
      const keyOf = (kind: string) => workKeys.output(folder, name, file, kind);
      await writeCells(storage, keyOf, cellsOfRow, { count, probes, vectors });
      return { records: ordinals.length };
    },
  };
}

function comparePhase(step: string, parameters: SemanticParameters): Phase {
  return {
    name: comparePhaseName(step),
    probes: false,
    count: async (build) => shareOf(await openEmbeddingIndex(build, step, parameters), parameters).jobs,
    run: async (build, job) => {
      const index = await openEmbeddingIndex(build, step, parameters);
      const { cells, jobs } = shareOf(index, parameters);
      const from = Math.floor((job * cells) / jobs);
      const to = Math.floor(((job + 1) * cells) / jobs);
      const parts: CellMembers[] = [];
      for (const file of index.files.keys()) {
        const keyOf = (kind: string) => workKeys.output(build.folder, assignPhaseName(step), file, kind);
        parts.push(await readCells(build.storage, keyOf, from, to));
      }
      const { minSimilarity } = parameters;
      const edges: Edges[] = [];
      for (let cell = from; cell < to; cell++) {
        const members = joinedCell(index, parts, cell - from);
        edges.push(cellEdges(cell, members, { minSimilarity, knownDocuments: index.knownDocuments }));
      }
      const all = joinEdges(edges);
      await build.storage.put(edgesKey(build, step, job), writeEdges(all));
      return { records: parts.reduce((sum, { rows }) => sum + rows.length, 0), edges: all.a.length };
    },
  };
}

/** The documents of one cell, from all files, by their numbers in the walk. */
function joinedCell({ numberOf, width }: EmbeddingIndex, parts: readonly CellMembers[], cell: number): CellDocuments {
  const members = parts.flatMap(({ offsets, rows }, file) => {
    const from = offsets[cell] ?? 0;
    const own = rows.subarray(from, offsets[cell + 1] ?? 0);
    return Array.from(own, (row, place) => ({ document: numberOf(file, row), file, at: from + place }));
  });
  members.sort((a, b) => a.document - b.document);
  const probes = parts.reduce((most, part) => Math.max(most, part.probes), 0);
  const cells = new Uint32Array(members.length * probes);
  const numbers = new Int16Array(members.length * width);
  for (const [place, { file, at }] of members.entries()) {
    const part = parts[file] as CellMembers;
    cells.set(part.cells.subarray(at * probes, (at + 1) * probes), place * probes);
    numbers.set(part.vectors.numbers.subarray(at * width, (at + 1) * width), place * width);
  }
  const documents = Uint32Array.from(members, ({ document }) => document);
  return { documents, cells, probes, vectors: { width, numbers } };
}

function bytesOf({ buffer, byteOffset, byteLength }: Int16Array): Uint8Array {
  return new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength);
}

function assignPhaseName(step: string): string {
  return `${step}-assign`;
}

function comparePhaseName(step: string): string {
  return `${step}-compare`;
}

function edgesKey(build: OpenBuild, step: string, job: number): string {
  return workKeys.output(build.folder, comparePhaseName(step), job, 'edges');
}

function centresKey(build: OpenBuild, step: string): string {
  return workKeys.output(build.folder, `${step}-cells`, 0, 'centres');
}
