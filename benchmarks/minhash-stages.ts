/**
 * Claim: MinHash deduplication from files to files costs a small part of the CPU time that datatrove 0.10.1 takes for it.
 *
 * datatrove's four stages (signature, buckets, cluster, filter) as its users run them, with two tasks and workers, against the
 * jobs of our phases, one after another in one process: both read gzipped JSON lines and write the documents that are left.
 * `to removals` leaves the last stage out: our last phases also measure the documents (languages, personal data, repetition),
 * write Parquet and one fate for each record. Words are spaCy's, datatrove's default, or those of `str.split()`, the same on
 * both sides. Ours verifies each candidate, datatrove none. Imports are in neither; in turn, the ratio is the rounds' median.
 *
 *     node dist/benchmarks/minhash-stages.js [--rounds 3] [FOLDER GLOB]
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { terminalTable } from '../quality/terminal-table.ts';
import { packageRoot } from '../storage/package-root.ts';
import { conditions } from './conditions.ts';
import { datatroveEnvironment, type PeerWords } from './datatrove-environment.ts';
import { median } from './median.ts';
import type { StagesRun } from './minhash-stages-millrace.ts';

interface PeerRun extends StagesRun {
  readonly python: string;
  readonly datatrove: string;
  readonly numpy: string;
  readonly spacy: string;
  readonly xxhash: string;
}

const run = promisify(execFile);
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '3' } },
});
const [folder = fileURLToPath(new URL('../shared/data/text/', packageRoot)), pattern = 'dev-small-part-*.jsonl.gz'] =
  positionals;

async function runOurs(words: PeerWords): Promise<StagesRun> {
  const script = fileURLToPath(new URL('minhash-stages-millrace.js', import.meta.url));
  const { stdout } = await run(process.execPath, [script, resolve(folder), pattern, words]);
  return JSON.parse(stdout) as StagesRun;
}

async function runPeer(python: string, words: PeerWords): Promise<PeerRun> {
  const script = fileURLToPath(new URL('benchmarks/minhash-stages-datatrove.py', packageRoot));
  const output = await mkdtemp(join(tmpdir(), 'millrace-stages-'));
  try {
    const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' };
    const { stdout } = await run(python, [script, resolve(folder), pattern, output, words], { env });
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as PeerRun;
  } finally {
    await rm(output, { recursive: true, force: true });
  }
}

const python = await datatroveEnvironment();
const rows: string[][] = [];
let versions: Record<string, string> = {};
for (const words of ['spacy', 'whitespace'] as const) {
  const rounds: (readonly [StagesRun, PeerRun])[] = [];
  for (let round = 0; round < Number(values.rounds); round++)
    rounds.push([await runOurs(words), await runPeer(python, words)]);
  const [ours, peer] = rounds[0] ?? [];
  if (ours === undefined || peer === undefined) throw new Error('Expected at least one round.');
  const { python: version, datatrove, numpy, spacy, xxhash } = peer;
  versions = { python: version, datatrove, numpy, spacy, xxhash };
  for (const [name, part] of [
    ['to removals', 'dedup'],
    ['all four', 'all'],
  ] as const) {
    rows.push([
      `${words}, ${name}`,
      median(rounds.map(([own]) => own[part])).toFixed(2),
      median(rounds.map(([, theirs]) => theirs[part])).toFixed(2),
      median(rounds.map(([own, theirs]) => theirs[part] / own[part])).toFixed(1),
      `${ours.removed} / ${peer.removed}`,
    ]);
  }
}
console.log(conditions(`node dist/benchmarks/minhash-stages.js ${process.argv.slice(2).join(' ')}`.trim(), versions));
const columns = ['words', 'ours, CPU s', 'datatrove, CPU s', 'ratio', 'removed'].map((heading, index) => ({
  heading,
  align: index === 0 ? ('left' as const) : ('right' as const),
}));
console.log(`\n${terminalTable(columns, rows).join('\n')}`);
