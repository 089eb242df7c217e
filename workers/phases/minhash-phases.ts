import { bandPairs } from '../../pipelines/dedup/candidates.ts';
import { type Edges, joinEdges } from '../../pipelines/dedup/cluster.ts';
import { jaccard } from '../../pipelines/dedup/jaccard.ts';
import type { MinHashParameters } from '../../pipelines/dedup/minhash.ts';
import { mergePairs, type Pairs, pairHalves } from '../../pipelines/dedup/pairs.ts';
import { estimatedSimilarity } from '../../pipelines/dedup/signature.ts';
import { verifyPairs } from '../../pipelines/dedup/verify.ts';
import { mergeWalked } from '../../pipelines/dedup/walked-documents.ts';
import { readJson, workKeys, writeJson } from '../planning/plan.ts';
import { readEdges, writeEdges } from './edge-file.ts';
import { type OpenBuild, requireReports } from './open-build.ts';
import type { JobReport, Phase } from './phase.ts';
import { resolvePhase } from './resolve-phase.ts';
import { openSignatureFiles, openSignatureIndex, readBands, type SignatureIndex } from './signature-index.ts';
import { collectVerified, readVerified, type SignaturePlace, unknownSimilarity } from './verified-pairs.ts';

/** Hashes of documents in bands that are in memory at once; of more documents than this, one band's. */
const hashesOfJob = 2 ** 21;
const pairsOfJob = 200_000;
const mostJobs = 64;
/** Pairs whose documents' evidence is in memory at once: about 160 MB where each document has 1,000 shingles. */
const pairsOfChunk = 20_000;

/**
 * The phases of MinHash deduplication after the signatures, which the map jobs wrote: candidates of each band, true
 * similarity of the candidates, then one job that merges and removes.
 *
 * Memory: 60 bytes a document, or 64 MB where that is more, in a band's job; the evidence of 20,000 pairs in a job that verifies; 16 bytes a
 * verified pair in the last.
 */
export function minHashPhases(segment: number, step: string, parameters: MinHashParameters): readonly Phase[] {
  return [
    bandsPhase(segment, step, parameters),
    verifyPhase(segment, step, parameters),
    clusterPhase(segment, step, parameters),
  ];
}

interface BandReport extends JobReport {
  readonly pairs: number;
}

function bandsPhase(segment: number, step: string, parameters: MinHashParameters): Phase {
  const { bands } = parameters;
  const name = bandsName(step);
  return {
    name,
    probes: false,
    count: async (build) => {
      const { documents } = await openSignatureIndex(build, segment, step, parameters);
      const bandsOfJob = Math.max(1, Math.min(bands, Math.floor(hashesOfJob / Math.max(1, documents))));
      await writeJson(build.storage, bandsKey(build, step), bandsOfJob);
      return Math.ceil(bands / bandsOfJob);
    },
    run: async (build, job): Promise<BandReport> => {
      const bandsOfJob = await readJson<number>(build.storage, bandsKey(build, step));
      const index = await openSignatureIndex(build, segment, step, parameters);
      const from = job * bandsOfJob;
      const columns = await readBands(build, index, from, Math.min(bands, from + bandsOfJob));
      let pairs: Pairs = new BigUint64Array();
      for (const column of columns) pairs = mergePairs(pairs, bandPairs([column], index.knownDocuments));
      const bytes = new Uint8Array(pairs.buffer, pairs.byteOffset, pairs.byteLength);
      await build.storage.put(workKeys.output(build.folder, name, job, 'pairs'), bytes);
      return { records: index.documents, pairs: pairs.length };
    },
  };
}

/** How many jobs find candidates. */
async function bandJobs(build: OpenBuild, step: string, { bands }: MinHashParameters): Promise<number> {
  return Math.ceil(bands / (await readJson<number>(build.storage, bandsKey(build, step))));
}

function verifyPhase(segment: number, step: string, parameters: MinHashParameters): Phase {
  const { minSimilarity, verify } = parameters;
  const name = `${step}-verify`;
  return {
    name,
    probes: false,
    count: async (build) => {
      const found = await bandJobs(build, step, parameters);
      const reports = await requireReports<BandReport>(build, bandsName(step), found);
      const pairs = reports.reduce((sum, report) => sum + report.pairs, 0);
      const jobs = Math.min(mostJobs, Math.max(1, Math.ceil(pairs / pairsOfJob)));
      await writeJson(build.storage, jobsKey(build, step), jobs);
      return jobs;
    },
    run: async (build, job) => {
      const jobs = await readJson<number>(build.storage, jobsKey(build, step));
      const index = await openSignatureIndex(build, segment, step, parameters);
      const found = await bandJobs(build, step, parameters);
      const pairs = await readPairs(build, step, { found, job, jobs, documents: index.documents });
      const edges: Edges[] = [];
      const open = openSignatureFiles(build, index);
      const known = await readVerified(build, segment, name, { job, index });
      const verified = collectVerified(pairs.length);
      for (let from = 0; from < pairs.length; from += pairsOfChunk) {
        const chunk = pairs.slice(from, from + pairsOfChunk);
        const found = known.next(chunk);
        const evidence = await evidenceOf(documentsOfUnknown(chunk, found), index, open);
        const of = (document: number): Uint32Array => evidence.get(document) ?? new Uint32Array();
        let pair = 0;
        edges.push(
          verifyPairs(chunk, (a, b) => {
            let similarity: number | undefined = found[pair++];
            if (similarity === unknownSimilarity)
              similarity = verify ? jaccard(of(a), of(b), minSimilarity) : estimatedSimilarity(of(a), of(b));
            verified.add(signatureOf(index, a), signatureOf(index, b), similarity);
            return Number.isNaN(similarity) ? undefined : similarity;
          }),
        );
      }
      await verified.write(build, name, job);
      const all = joinEdges(edges);
      await build.storage.put(workKeys.output(build.folder, name, job, 'edges'), writeEdges(all));
      return { records: pairs.length, edges: all.a.length };
    },
  };
}

function clusterPhase(segment: number, step: string, parameters: MinHashParameters): Phase {
  return resolvePhase(segment, step, async (build) => {
    const jobs = await readJson<number>(build.storage, jobsKey(build, step));
    const edges: Edges[] = [];
    for (let job = 0; job < jobs; job++) {
      edges.push(readEdges(await build.storage.get(workKeys.output(build.folder, `${step}-verify`, job, 'edges'))));
    }
    const index = await openSignatureIndex(build, segment, step, parameters);
    const ordinals = index.partitions.map((partition) => partition.ordinals);
    return mergeWalked(joinEdges(edges), index, ordinals);
  });
}

/** Where a document's signature is. */
function signatureOf(index: SignatureIndex, document: number): SignaturePlace {
  const { partition, row } = index.placeOf(document);
  return { partition: partition - index.known, row: index.partitions[partition]?.rows[row] ?? 0 };
}

/** The different documents of the pairs whose similarity is not known. */
function documentsOfUnknown(pairs: Pairs, similarities: Float64Array): ReadonlySet<number> {
  const halves = pairHalves(pairs);
  const documents = new Set<number>();
  for (let pair = 0; pair < pairs.length; pair++) {
    if (similarities[pair] !== unknownSimilarity) continue;
    documents.add(halves[2 * pair] as number).add(halves[2 * pair + 1] as number);
  }
  return documents;
}

interface PairShare {
  /** How many jobs found candidates. */
  readonly found: number;
  readonly job: number;
  readonly jobs: number;
  readonly documents: number;
}

/** The different pairs of all bands whose later document is in job `job`'s share of the documents. */
async function readPairs(build: OpenBuild, step: string, { found, job, jobs, documents }: PairShare): Promise<Pairs> {
  const from = BigInt(Math.ceil((job * documents) / jobs)) << 32n;
  const to = BigInt(Math.ceil(((job + 1) * documents) / jobs)) << 32n;
  let pairs: Pairs = new BigUint64Array();
  for (let bands = 0; bands < found; bands++) {
    const bytes = await build.storage.get(workKeys.output(build.folder, bandsName(step), bands, 'pairs'));
    const all = new BigUint64Array(new Uint8Array(bytes).buffer);
    pairs = mergePairs(pairs, all.slice(firstAtLeast(all, from), firstAtLeast(all, to)));
  }
  return pairs;
}

function firstAtLeast(sorted: BigUint64Array, value: bigint): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0n) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Copies of what documents are compared by, read partition by partition. */
async function evidenceOf(
  some: ReadonlySet<number>,
  index: SignatureIndex,
  open: ReturnType<typeof openSignatureFiles>,
): Promise<ReadonlyMap<number, Uint32Array>> {
  const evidence = new Map<number, Uint32Array>();
  const documents = [...some].sort((a, b) => index.inputPlace(a) - index.inputPlace(b));
  const ofPartition = Map.groupBy(documents, (document) => index.placeOf(document).partition);
  for (const [partition, wanted] of ofPartition) {
    const evidenceOfRow = await open(partition, wanted.length);
    for (const document of wanted) {
      const { row } = index.placeOf(document);
      evidence.set(document, await evidenceOfRow(index.partitions[partition]?.rows[row] ?? 0));
    }
  }
  return evidence;
}

function bandsName(step: string): string {
  return `${step}-bands`;
}

/** Where it says how many bands a job looks at. */
function bandsKey(build: OpenBuild, step: string): string {
  return `${build.folder}/${bandsName(step)}.json`;
}

function jobsKey(build: OpenBuild, step: string): string {
  return `${build.folder}/${step}-verify.json`;
}
