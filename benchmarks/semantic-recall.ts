/**
 * Claim: `dedup-semantic` finds nearly all pairs that a comparison of all documents finds, by a few of its cells.
 *
 * Lines of texts, each once, as vectors of all-MiniLM-L6-v2, in one cell for each 100. For each number of probes the share
 * of the pairs of a cosine that are compared (the nearest cell of one is among those of the other), and products a document.
 *
 *     node dist/benchmarks/semantic-recall.js TEXTS.jsonl.gz [--texts 9000]
 */
import { parseArgs } from 'node:util';
import { learnCells, openCells, sampledDocuments } from '../pipelines/dedup/cells.ts';
import { rowsOf } from '../pipelines/dedup/semantic-duplicates.ts';
import { cosine, lengthsOf, type UnitVectors, unitVector } from '../pipelines/dedup/unit-vectors.ts';
import { openProducts } from '../pipelines/dedup/vector-products.ts';
import { openBackend } from '../training/backend/open-backend.ts';
import { openEmbedder } from '../training/embedding/embedder.ts';
import { readyMiniLm } from '../training/embedding/ready-minilm.ts';
import { readSentenceModel } from '../training/embedding/sentence-model.ts';
import { conditions } from './conditions.ts';
import { readTexts } from './read-texts.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { texts: { type: 'string', default: '9000' } },
});
const [path] = positionals;
if (path === undefined) throw new Error('name a gzipped file of JSON lines');
const limits = [0.8, 0.85, 0.9, 0.95];
const probeCounts = [1, 2, 3, 4];
const [shortestLine, longestLine] = [40, 300];

/** Evenly spaced over all lines that are long enough, and cut where they are long. */
async function linesOf(file: string, count: number): Promise<string[]> {
  const texts = await readTexts(file, Number.POSITIVE_INFINITY);
  const all = texts.flatMap((text) => text.split('\n')).map((line) => line.trim().slice(0, longestLine));
  const lines = [...new Set(all.filter((line) => line.length >= shortestLine))];
  const taken = Math.min(count, lines.length);
  return Array.from({ length: taken }, (_, place) => lines[Math.floor((place * lines.length) / taken)] ?? '');
}

async function embedded(lines: readonly string[]): Promise<{ vectors: UnitVectors; tensorflow: string }> {
  const backend = await openBackend({ device: 'cpu', threads: 1, env: process.env });
  const embedder = openEmbedder(backend, await readSentenceModel(await readyMiniLm(process.env)));
  const { width } = embedder;
  const numbers = new Int16Array(lines.length * width);
  for (const [row, line] of lines.entries()) numbers.set(unitVector(embedder.embed(line)), row * width);
  embedder.close();
  return { vectors: { width, numbers }, tensorflow: backend.tensorflowVersion };
}

const { vectors, tensorflow } = await embedded(await linesOf(path, Number(values.texts)));
const lengths = lengthsOf(vectors);
const documents = lengths.length;
const cells = Math.max(1, Math.round(documents / 100));
const centres = learnCells(rowsOf(vectors, sampledDocuments(documents, cells)), cells, 0);
const nearest = openCells(centres, Math.max(...probeCounts));
const cellsOf = Array.from({ length: documents }, (_, row) => nearest(vectors, row));

const compared = probeCounts.map(() => 0);
const pairs = limits.map(() => 0);
const found = probeCounts.map(() => limits.map(() => 0));
const products = openProducts(vectors);
for (let b = 1; b < documents; b++) {
  const ofB = cellsOf[b] ?? [];
  for (let a = 0; a < b; a++) {
    const ofA = cellsOf[a] ?? [];
    const places = [ofA.indexOf(ofB[0] ?? -1), ofB.indexOf(ofA[0] ?? -1)].filter((place) => place !== -1);
    const similarity = cosine(products.of(b, a), lengths[b] ?? 0, lengths[a] ?? 0);
    const probes = probeCounts.map((count) => places.some((place) => place < count));
    for (const [index, isCompared] of probes.entries()) compared[index] = (compared[index] ?? 0) + Number(isCompared);
    for (const [limit, least] of limits.entries()) {
      if (similarity < least) continue;
      pairs[limit] = (pairs[limit] ?? 0) + 1;
      for (const [index, isCompared] of probes.entries()) {
        const counts = found[index] ?? [];
        counts[limit] = (counts[limit] ?? 0) + Number(isCompared);
      }
    }
  }
}

console.log(conditions(`node dist/benchmarks/semantic-recall.js ${process.argv.slice(2).join(' ')}`, { tensorflow }));
console.log(`\n${documents} texts in ${cells} cells\n`);
console.log(`| cells looked into | ${limits.map((limit) => `cosine ≥ ${limit}`).join(' | ')} | products a document |`);
console.log(`|${' --- |'.repeat(limits.length + 2)}`);
console.log(`| pairs | ${pairs.join(' | ')} | ${((documents - 1) / 2).toFixed(0)} |`);
for (const [index, count] of probeCounts.entries()) {
  const shares = limits.map(
    (_, limit) => `${((100 * (found[index]?.[limit] ?? 0)) / Math.max(1, pairs[limit] ?? 0)).toFixed(1)} %`,
  );
  console.log(`| ${count} | ${shares.join(' | ')} | ${((compared[index] ?? 0) / documents).toFixed(0)} |`);
}
