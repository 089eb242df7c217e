import { bandPairs } from '../../pipelines/dedup/candidates.js';
import { mergeGreedily } from '../../pipelines/dedup/cluster.js';
import { jaccard } from '../../pipelines/dedup/jaccard.js';
import { mergePairs, pairHalves } from '../../pipelines/dedup/pairs.js';
import { estimatedSimilarity } from '../../pipelines/dedup/signature.js';
import { verifyPairs } from '../../pipelines/dedup/verify.js';
import { readJson, workKeys, writeJson } from '../planning/plan.js';
import { joinEdges, readEdges, writeEdges } from './edge-file.js';
import { requireReports } from './open-build.js';
import { resolvePhase } from './resolve-phase.js';
import { openSignatureFiles, openSignatureIndex, readBand } from './signature-index.js';
const pairsOfJob = 200_000;
const mostJobs = 64;
/** Pairs whose documents' evidence is in memory at once: about 160 MB where each document has 1,000 shingles. */
const pairsOfChunk = 20_000;
/**
 * The phases of MinHash deduplication after the signatures, which the map jobs wrote: candidates of each band, true
 * similarity of the candidates, then one job that merges and removes.
 *
 * Memory: 60 bytes a document in a band's job; the evidence of 20,000 pairs in a job that verifies; 16 bytes a
 * verified pair in the last.
 */
export function minHashPhases(segment, step, parameters) {
    return [
        bandsPhase(segment, step, parameters),
        verifyPhase(segment, step, parameters),
        clusterPhase(segment, step, parameters),
    ];
}
function bandsPhase(segment, step, parameters) {
    const name = `${step}-bands`;
    return {
        name,
        probes: false,
        count: async () => parameters.bands,
        run: async (build, band) => {
            const index = await openSignatureIndex(build, segment, step, parameters);
            const pairs = bandPairs([await readBand(build, index, band)], index.knownDocuments);
            const bytes = new Uint8Array(pairs.buffer, pairs.byteOffset, pairs.byteLength);
            await build.storage.put(workKeys.output(build.folder, name, band, 'pairs'), bytes);
            return { records: index.documents, pairs: pairs.length };
        },
    };
}
function verifyPhase(segment, step, parameters) {
    const { bands, minSimilarity, verify } = parameters;
    const name = `${step}-verify`;
    return {
        name,
        probes: false,
        count: async (build) => {
            const reports = await requireReports(build, `${step}-bands`, bands);
            const pairs = reports.reduce((sum, report) => sum + report.pairs, 0);
            const jobs = Math.min(mostJobs, Math.max(1, Math.ceil(pairs / pairsOfJob)));
            await writeJson(build.storage, jobsKey(build, step), jobs);
            return jobs;
        },
        run: async (build, job) => {
            const jobs = await readJson(build.storage, jobsKey(build, step));
            const index = await openSignatureIndex(build, segment, step, parameters);
            const pairs = await readPairs(build, step, bands, job, jobs, index.documents);
            const edges = [];
            const open = openSignatureFiles(build, index);
            for (let from = 0; from < pairs.length; from += pairsOfChunk) {
                const chunk = pairs.slice(from, from + pairsOfChunk);
                const evidence = await evidenceOf(chunk, index, open);
                const of = (document) => evidence.get(document) ?? new Uint32Array();
                edges.push(verifyPairs(chunk, (a, b) => verify ? jaccard(of(a), of(b), minSimilarity) : estimatedSimilarity(of(a), of(b))));
            }
            const found = joinEdges(edges);
            await build.storage.put(workKeys.output(build.folder, name, job, 'edges'), writeEdges(found));
            return { records: pairs.length, edges: found.a.length };
        },
    };
}
function clusterPhase(segment, step, parameters) {
    return resolvePhase(segment, step, async (build) => {
        const jobs = await readJson(build.storage, jobsKey(build, step));
        const edges = [];
        for (let job = 0; job < jobs; job++) {
            edges.push(readEdges(await build.storage.get(workKeys.output(build.folder, `${step}-verify`, job, 'edges'))));
        }
        const index = await openSignatureIndex(build, segment, step, parameters);
        return mergeGreedily(joinEdges(edges)).map(({ document, into, similarity }) => {
            const from = placed(index, document);
            const target = placed(index, into);
            return { ...from, intoPartition: target.partition, intoOrdinal: target.ordinal, similarity };
        });
    });
}
/** Where a document is; the partitions of earlier versions are below zero. */
function placed(index, document) {
    const { partition, row } = index.placeOf(document);
    return { partition: partition - index.known, ordinal: index.partitions[partition]?.ordinals[row] ?? 0 };
}
/** The different pairs of all bands whose later document is in job `job`'s share of the documents. */
async function readPairs(build, step, bands, job, jobs, documents) {
    const from = BigInt(Math.ceil((job * documents) / jobs)) << 32n;
    const to = BigInt(Math.ceil(((job + 1) * documents) / jobs)) << 32n;
    let pairs = new BigUint64Array();
    for (let band = 0; band < bands; band++) {
        const bytes = await build.storage.get(workKeys.output(build.folder, `${step}-bands`, band, 'pairs'));
        const all = new BigUint64Array(new Uint8Array(bytes).buffer);
        pairs = mergePairs(pairs, all.slice(firstAtLeast(all, from), firstAtLeast(all, to)));
    }
    return pairs;
}
function firstAtLeast(sorted, value) {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
        const middle = (low + high) >>> 1;
        if ((sorted[middle] ?? 0n) < value)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
/** Copies of what the pairs' documents are compared by, read partition by partition. */
async function evidenceOf(pairs, index, open) {
    const evidence = new Map();
    const documents = [...new Set(pairHalves(pairs))].sort((a, b) => index.inputPlace(a) - index.inputPlace(b));
    for (const document of documents) {
        const { partition, row } = index.placeOf(document);
        const file = await open(partition);
        evidence.set(document, file.evidenceOf(index.partitions[partition]?.rows[row] ?? 0).slice());
    }
    return evidence;
}
function jobsKey(build, step) {
    return `${build.folder}/${step}-verify.json`;
}
//# sourceMappingURL=minhash-phases.js.map