/**
 * Claim: a build after one of a thousand inputs was changed, added or removed takes a small part of the CPU time of a full one,
 * and writes the same bytes.
 *
 * The texts of some JSON lines, cut into a thousand files, through normalizing, a filter, exact and near deduplication, a
 * late filter, a tokenizer and packing. All jobs in one thread of one process, one after another, by the code that hosts
 * run; no command line, no Temporal. First a build that grows warm, then, for each change, one upon it and one in an empty
 * store: the full one that the shares are of. `open` is naming a phase's jobs and taking over those that are done.
 *
 *     node dist/benchmarks/incremental.js [--files 1000] [--times 1] [--rows 0] [--train] [--only change] [GLOB TOKENIZER.json]
 *
 * `--times` makes each file so many times as large, and each shard: beside every document stand copies of which a quarter
 * of the words, drawn by a seed, are words drawn from all texts, so that deduplication keeps them. `--rows` takes so many
 * documents and no more; `--train` trains the tokenizer in the build.
 */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { glob, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { canonicalJson } from '../core/canonical-json.ts';
import { randomUint32, unitInterval } from '../core/seeded-random.ts';
import { terminalTable } from '../quality/terminal-table.ts';
import { loadRecipe } from '../recipes/load-recipe.ts';
import { readVersion } from '../shards/catalogue.ts';
import type { Manifest } from '../shards/manifest.ts';
import { openLocalFolder } from '../storage/local-folder.ts';
import { packageRoot } from '../storage/package-root.ts';
import type { Storage } from '../storage/storage.ts';
import { commitBuild } from '../workers/commit-build.ts';
import type { OpenBuild } from '../workers/phases/open-build.ts';
import { openPhase } from '../workers/phases/open-phase.ts';
import type { JobReport } from '../workers/phases/phase.ts';
import { phasesOf } from '../workers/phases/phases.ts';
import { workKeys, writeJson } from '../workers/planning/plan.ts';
import { planBuild } from '../workers/planning/plan-build.ts';
import { conditions } from './conditions.ts';

const shared = fileURLToPath(new URL('../shared/data/', packageRoot));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    files: { type: 'string', default: '1000' },
    times: { type: 'string', default: '1' },
    rows: { type: 'string', default: '0' },
    train: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
});
const [
  source = join(shared, 'text/dev-100/part-*.jsonl.gz'),
  tokenizer = join(shared, 'tokenizers/bytelevel-32k.json'),
] = positionals;
const files = Number(values.files);
const times = Number(values.times);

const folder = mkdtempSync(join(tmpdir(), 'millrace-incremental-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const inputs = join(folder, 'in');
mkdirSync(inputs);
const pathOf = (file: number): string => join(inputs, `${String(file).padStart(5, '0')}.jsonl`);

const { documents, megabytes, changed, added } = await writeInputs();
const recipe = join(folder, 'recipe.yaml');
const settings = (minCharacters: number): string => `version: 1
dataset: set
kind: text
sources: [ { format: jsonl, path: 'in/*.jsonl', id: id, text: text } ]
stages:
  - normalize
  - gopher-quality: { words: whitespace }
  - dedup-exact
  - dedup-minhash: { words: whitespace }
  - length: { minCharacters: ${minCharacters} }
tokenizer: ${values.train ? '{ train: { vocabulary: 16000 } }' : `{ file: '${resolve(tokenizer)}' }`}
pack: { length: 2048 }
output: { shardBytes: ${times}MiB }
`;
writeFileSync(recipe, settings(200));

const changes: Readonly<Record<string, () => unknown>> = {
  change: () => writeFileSync(pathOf(Math.floor(files / 2)), changed),
  add: () => writeFileSync(pathOf(files), added),
  remove: () => rmSync(pathOf(Math.floor(files / 3))),
  'late stage': () => writeFileSync(recipe, settings(300)),
};

console.log(conditions(`node dist/benchmarks/incremental.js ${process.argv.slice(2).join(' ')}`.trim(), {}));
console.log(`input     ${files} files, ${documents} documents, ${megabytes.toFixed(1)} MB`);
let before: ReadonlySet<string> = new Set();
// Files that were written a moment ago are read again by the next build.
await setTimeout(2500);
const grown = openLocalFolder(join(folder, 'grown'));
before = (await build(grown)).written;
for (const [name, change] of Object.entries(changes)) {
  if (values.only !== undefined && values.only !== name) continue;
  change();
  const again = await build(grown);
  const fresh = openLocalFolder(join(folder, `fresh ${name}`));
  const full = await build(fresh);
  assert.deepEqual(contentOf(again.manifest), contentOf(full.manifest));
  report(name, full, again);
}

interface Built {
  readonly manifest: Manifest;
  /** By phase, and for what is none: CPU milliseconds of the part that names jobs, of the jobs, and how many ran of how many. */
  readonly parts: ReadonlyMap<string, Part>;
  readonly written: ReadonlySet<string>;
}

interface Part {
  open: number;
  run: number;
  ran: number;
  jobs: number;
}

async function build(storage: Storage): Promise<Built> {
  const parts = new Map<string, Part>();
  let at = process.cpuUsage();
  const used = (): number => {
    const { user, system } = process.cpuUsage(at);
    at = process.cpuUsage();
    return (user + system) / 1000;
  };
  const { recipe: read, folder: recipeFolder } = await loadRecipe(recipe, []);
  const plan = await planBuild(storage, read, recipeFolder, () => undefined);
  parts.set('plan', { open: used(), run: 0, ran: 0, jobs: 0 });
  const work = workKeys.folder(plan.dataset, plan.build);
  const opened: OpenBuild = {
    plan,
    storage,
    folder: work,
    report: async (phase, index) => {
      const found = await storage.getTagged(workKeys.report(work, phase, index));
      return found === undefined ? undefined : (JSON.parse(new TextDecoder().decode(found.bytes)) as JobReport);
    },
  };
  for (const phase of phasesOf(plan)) {
    const jobs = await openPhase(opened, phase.name);
    const part: Part = { open: used(), run: 0, ran: 0, jobs };
    for (let index = 0; index < jobs; index++) {
      if ((await opened.report(phase.name, index)) !== undefined) continue;
      const done = await phase.run(opened, index, () => undefined, undefined);
      await writeJson(storage, workKeys.report(work, phase.name, index), done);
      part.ran++;
    }
    part.run = used();
    parts.set(phase.name, part);
  }
  const { version } = await commitBuild(opened);
  parts.set('commit', { open: used(), run: 0, ran: 0, jobs: 0 });
  const { manifest } = await readVersion(storage, plan.dataset, version);
  return { manifest, parts, written: new Set(manifest.shards.map(({ file }) => file)) };
}

function report(name: string, full: Built, again: Built): void {
  const total = ({ parts }: Built): number => [...parts.values()].reduce((sum, { open, run }) => sum + open + run, 0);
  const [all, some] = [total(full), total(again)];
  const rows = [...full.parts].map(([phase, part]) => {
    const own = again.parts.get(phase) ?? { open: 0, run: 0, ran: 0, jobs: 0 };
    const spent = own.open + own.run;
    return [
      phase,
      ...[part.open, part.run].map((each) => each.toFixed(0)),
      ...[own.open, own.run].map((each) => each.toFixed(0)),
      part.jobs === 0 ? '' : `${own.ran} of ${own.jobs}`,
      `${((100 * spent) / (part.open + part.run)).toFixed(1)} %`,
      `${((100 * spent) / all).toFixed(2)} %`,
    ];
  });
  const headings = ['', 'full: open', 'full: jobs', 'again: open', 'again: jobs', 'jobs run', 'of the phase', 'of all'];
  const columns = headings.map((heading, index) => ({
    heading,
    align: index === 0 ? ('left' as const) : ('right' as const),
  }));
  console.log(
    `\n${name}: CPU ms; full ${all.toFixed(0)}, again ${some.toFixed(0)}: ${((100 * some) / all).toFixed(2)} %`,
  );
  console.log(terminalTable(columns, rows).join('\n'));
  const shards = again.manifest.shards;
  const bytes = shards.reduce((sum, shard) => sum + shard.bytes, 0);
  const rewritten = shards.filter(({ file }) => !before.has(file)).reduce((sum, shard) => sum + shard.bytes, 0);
  if (before.size > 0)
    console.log(`${((100 * rewritten) / bytes).toFixed(1)} % of the bytes of its ${shards.length} shards are new.`);
  before = again.written;
}

async function readLines(): Promise<string[]> {
  const paths: string[] = [];
  for await (const path of glob(source)) paths.push(path);
  const all: string[] = [];
  for (const path of paths.sort()) {
    const bytes = await readFile(path);
    const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
    all.push(...text.split('\n').filter((line) => line !== ''));
  }
  const rows = Number(values.rows);
  return rows === 0 ? all : all.slice(0, rows);
}

/** Writes the files, and gives what changes write. No text stays in memory: the collector's work is that of builds alone. */
async function writeInputs(): Promise<{ documents: number; megabytes: number; changed: Buffer; added: Buffer }> {
  const lines = await readLines();
  const spare = lines.splice(-40);
  const words = times === 1 ? [] : wordsOf(lines);
  let megabytes = 0;
  for (let file = 0; file < files; file++) {
    const [from, to] = [file, file + 1].map((each) => Math.floor((each * lines.length) / files));
    const bytes = fileOf(lines.slice(from, to), words);
    writeFileSync(pathOf(file), bytes);
    megabytes += bytes.length / 1e6;
  }
  const [changed, added] = [fileOf(spare.slice(0, 12), words), fileOf(spare.slice(12, 24), words)];
  return { documents: lines.length * times, megabytes, changed, added };
}

/** Words of the texts, as often as they come: one of each sixteen. */
function wordsOf(some: readonly string[]): readonly string[] {
  const all: string[] = [];
  for (const line of some) {
    const { text } = JSON.parse(line) as { text: string };
    for (const [place, word] of text.split(' ').entries()) if (place % 16 === 0 && !word.includes('\n')) all.push(word);
  }
  return all;
}

/** A file of these lines and their copies. */
function fileOf(some: readonly string[], words: readonly string[]): Buffer {
  const all: string[] = [...some];
  for (let copy = 1; copy < times; copy++) all.push(...some.map((line) => copyOf(line, copy, words)));
  return Buffer.from(`${all.join('\n')}\n`);
}

function copyOf(line: string, copy: number, words: readonly string[]): string {
  const { id, text } = JSON.parse(line) as { id: string; text: string };
  const seed = 2 ** 32 * unitInterval(`${id}-${copy}`);
  const other = text.split(' ').map((word, place) => {
    const draw = randomUint32(seed, place);
    return draw % 4 === 0 && !word.includes('\n') ? (words[(draw >>> 2) % words.length] as string) : word;
  });
  return JSON.stringify({ id: `${id}-${copy}`, text: other.join(' ') });
}

/** What is the same in every store, whatever was built there before. */
function contentOf({ version: _, parent: __, drift: ___, ...content }: Manifest): object {
  return JSON.parse(canonicalJson(content)) as object;
}
