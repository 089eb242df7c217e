import { cellCount, cellOf, learnCells, sampledDocuments } from '../../pipelines/dedup/cells.ts';
import { mergeCell } from '../../pipelines/dedup/merge-cell.ts';
import { numberDocuments } from '../../pipelines/dedup/numbering.ts';
import type { Removal } from '../../pipelines/dedup/removal.ts';
import type { SemanticParameters } from '../../pipelines/dedup/semantic.ts';
import type { UnitVectors } from '../../pipelines/dedup/unit-vectors.ts';
import { workKeys } from '../planning/plan.ts';
import { type CellMembers, readCells, writeCells } from './cell-file.ts';
import { readEdges, writeEdges } from './edge-file.ts';
import { type EmbedReport, embedPhase, embedPhaseName, readEmbeddings } from './embed-texts.ts';
import { type OpenBuild, requireReports } from './open-build.ts';
import type { Phase } from './phase.ts';
import { resolvePhase } from './resolve-phase.ts';

const documentsOfJob = 5000;
const mostJobs = 64;

/**
 * The phases of semantic deduplication: vectors of each partition's texts, the centres of cells, each partition's
 * documents by cell, merges inside the cells, then one job that removes. Documents are numbered over the partitions in
 * their order, so none of it depends on where those are cut.
 *
 * Memory: a partition's vectors of 768 bytes a document with all-MiniLM-L6-v2; in the job of centres the sample, at most
 * 64 documents a cell; in a job that compares those of its cells, 1/64 of all documents or 5,000.
 */
export function semanticPhases(segment: number, step: string, parameters: SemanticParameters): readonly Phase[] {
  return [
    embedPhase(segment, step, parameters),
    cellsPhase(step, parameters),
    assignPhase(step, parameters),
    comparePhase(step, parameters),
    resolvePhase(segment, step, (build) => collect(build, step, parameters)),
  ];
}

/** Documents of each partition, in order, and the cells and jobs that they ask for. */
async function countsOf(build: OpenBuild, step: string, { cells }: SemanticParameters) {
  const reports = await requireReports<EmbedReport>(build, embedPhaseName(step), build.plan.partitions);
  const counts = reports.map(({ documents }) => documents);
  const documents = counts.reduce((sum, count) => sum + count, 0);
  const count = cellCount(documents, cells);
  const jobs = Math.min(mostJobs, count, Math.max(1, Math.ceil(documents / documentsOfJob)));
  return { counts, documents, cells: count, jobs };
}

function cellsPhase(step: string, parameters: SemanticParameters): Phase {
  const name = `${step}-cells`;
  return {
    name,
    probes: false,
    count: async () => 1,
    run: async (build) => {
      const { counts, documents, cells } = await countsOf(build, step, parameters);
      const sample = await readSample(build, step, counts, sampledDocuments(documents, cells));
      const centres = learnCells(sample, cells, parameters.seed);
      const { buffer, byteOffset, byteLength } = centres.numbers;
      await build.storage.put(centresKey(build, step), new Uint8Array(buffer, byteOffset, byteLength));
      return { records: sampledDocuments(documents, cells).length, cells };
    },
  };
}

async function readSample(
  build: OpenBuild,
  step: string,
  counts: readonly number[],
  documents: Uint32Array,
): Promise<UnitVectors> {
  const placeOf = numberDocuments(counts);
  let width = 0;
  let numbers = new Int16Array();
  let open: { readonly partition: number; readonly vectors: UnitVectors } | undefined;
  for (const [index, document] of documents.entries()) {
    const { partition, row } = placeOf(document);
    if (open?.partition !== partition) {
      open = { partition, vectors: (await readEmbeddings(build, step, partition)).vectors };
    }
    const { vectors } = open;
    if (index === 0) {
      width = vectors.width;
      numbers = new Int16Array(documents.length * width);
    }
    numbers.set(vectors.numbers.subarray(row * width, (row + 1) * width), index * width);
  }
  return { width, numbers };
}

function assignPhase(step: string, parameters: SemanticParameters): Phase {
  const name = assignPhaseName(step);
  return {
    name,
    probes: false,
    count: async ({ plan }) => plan.partitions,
    run: async (build, partition) => {
      const { cells } = await countsOf(build, step, parameters);
      const { weights, vectors } = await readEmbeddings(build, step, partition);
      const { width } = vectors;
      const bytes = await build.storage.get(centresKey(build, step));
      const centres: UnitVectors = { width, numbers: new Int16Array(new Uint8Array(bytes).buffer) };
      const members = Array.from({ length: cells }, (): number[] => []);
      for (const row of weights.keys()) members[cellOf(vectors, row, centres)]?.push(row);
      const { storage, folder } = build;
      await writeCells(storage, (kind) => workKeys.output(folder, name, partition, kind), members, weights, vectors);
      return { records: weights.length, width };
    },
  };
}

function comparePhase(step: string, parameters: SemanticParameters): Phase {
  const name = comparePhaseName(step);
  return {
    name,
    probes: false,
    count: async (build) => (await countsOf(build, step, parameters)).jobs,
    run: async (build, job) => {
      const { counts, cells, jobs } = await countsOf(build, step, parameters);
      const from = Math.floor((job * cells) / jobs);
      const to = Math.floor(((job + 1) * cells) / jobs);
      const parts: CellMembers[] = [];
      let start = 0;
      for (const [partition, count] of counts.entries()) {
        const keyOf = (kind: string) => workKeys.output(build.folder, assignPhaseName(step), partition, kind);
        parts.push(await readCells(build.storage, keyOf, { from, to, start }));
        start += count;
      }
      const edges: { document: number; into: number; similarity: number }[] = [];
      for (let cell = 0; cell < to - from; cell++) {
        const { documents, weights, vectors } = joined(parts, cell);
        for (const { document, into, similarity } of mergeCell({ weights, vectors }, parameters)) {
          edges.push({ document: documents[document] ?? 0, into: documents[into] ?? 0, similarity });
        }
      }
      const found = writeEdges({
        a: Uint32Array.from(edges, ({ document }) => document),
        b: Uint32Array.from(edges, ({ into }) => into),
        similarity: Float64Array.from(edges, ({ similarity }) => similarity),
      });
      await build.storage.put(workKeys.output(build.folder, name, job, 'edges'), found);
      return { records: parts.reduce((sum, { documents }) => sum + documents.length, 0), edges: edges.length };
    },
  };
}

/** The documents of one cell, from all partitions, by rising number. */
function joined(parts: readonly CellMembers[], cell: number) {
  const each = parts.map(({ offsets, documents, weights, vectors }) => {
    const from = offsets[cell] ?? 0;
    const to = offsets[cell + 1] ?? 0;
    const { width, numbers } = vectors;
    return {
      width,
      documents: documents.subarray(from, to),
      weights: weights.subarray(from, to),
      numbers: numbers.subarray(from * width, to * width),
    };
  });
  const width = Math.max(0, ...each.map((part) => part.width));
  const count = each.reduce((sum, part) => sum + part.documents.length, 0);
  const documents = new Uint32Array(count);
  const weights = new Uint32Array(count);
  const numbers = new Int16Array(count * width);
  let at = 0;
  for (const part of each) {
    documents.set(part.documents, at);
    weights.set(part.weights, at);
    numbers.set(part.numbers, at * width);
    at += part.documents.length;
  }
  return { documents, weights, vectors: { width, numbers } };
}

async function collect(build: OpenBuild, step: string, parameters: SemanticParameters): Promise<Removal[]> {
  const { counts, jobs } = await countsOf(build, step, parameters);
  const placeOf = numberDocuments(counts);
  const ordinals: Uint32Array[] = [];
  for (const partition of counts.keys()) ordinals.push((await readEmbeddings(build, step, partition)).ordinals.slice());
  const placed = (document: number) => {
    const { partition, row } = placeOf(document);
    return { partition, ordinal: ordinals[partition]?.[row] ?? 0 };
  };
  const removals: Removal[] = [];
  for (let job = 0; job < jobs; job++) {
    const key = workKeys.output(build.folder, comparePhaseName(step), job, 'edges');
    const { a, b, similarity } = readEdges(await build.storage.get(key));
    for (const [index, document] of a.entries()) {
      const into = placed(b[index] ?? 0);
      removals.push({
        ...placed(document),
        intoPartition: into.partition,
        intoOrdinal: into.ordinal,
        similarity: similarity[index] ?? 0,
      });
    }
  }
  return removals;
}

function assignPhaseName(step: string): string {
  return `${step}-assign`;
}

function comparePhaseName(step: string): string {
  return `${step}-compare`;
}

function centresKey(build: OpenBuild, step: string): string {
  return workKeys.output(build.folder, `${step}-cells`, 0, 'centres');
}
