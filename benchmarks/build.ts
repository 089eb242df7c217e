/**
 * Claim: a whole build costs a small part of what datatrove and Data-Juicer take for the same input, and its memory does not
 * grow with the input.
 *
 * JSON lines, Gopher's filters, MinHash, tokens; two workers on all sides, each engine in turn, once for each kind of words:
 * spaCy's, datatrove's default, and those of `str.split()`. Ours includes the start of Node.js and Temporal, fates, measures,
 * manifest and packing; datatrove's time begins after its imports, it writes token files without packing, merges unverified
 * candidates and joins chains of them. Data-Juicer (`--data-juicer`) has other filters, words of its own, and no tokens.
 * CPU seconds and memory of ours are those of all processes: command line and worker, hosts, Temporal server.
 *
 *     node dist/benchmarks/build.js [--data-juicer] [--ours] [FOLDER GLOB TOKENIZER.json]
 *
 * `--ours` leaves the peers out. The tokenizer's vocabulary must be below 65,536. Linux.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { glob, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { terminalTable } from '../quality/terminal-table.ts';
import { packageRoot } from '../storage/package-root.ts';
import { conditions } from './conditions.ts';
import { datatroveEnvironment, type PeerWords } from './datatrove-environment.ts';
import { type RoleUse, type TreeUse, watchTree } from './process-tree.ts';
import { pythonEnvironment } from './python-environment.ts';

const dataJuicerPackages = ['py-data-juicer==1.6.1', 'aiohttp'];
const shared = fileURLToPath(new URL('../shared/data/', packageRoot));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'data-juicer': { type: 'boolean', default: false }, ours: { type: 'boolean', default: false } },
});
const [
  source = join(shared, 'text'),
  pattern = 'dev-small-part-*.jsonl.gz',
  tokenizer = join(shared, 'tokenizers/bytelevel-32k.json'),
] = positionals;

interface Measured {
  readonly wall: number;
  readonly cpu: number;
  readonly kept: string;
  readonly tokens: number;
}

interface Ours extends Measured {
  readonly use: TreeUse;
}

interface Peer extends Measured {
  readonly versions: Readonly<Record<string, string>>;
}

const folder = mkdtempSync(join(tmpdir(), 'millrace-benchmark-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const megabytes = (await textBytes()) / 1e6;
const ours = new Map<PeerWords, Ours>();
const peers: [name: string, words: PeerWords, run: Peer][] = [];
for (const words of ['spacy', 'whitespace'] as const) {
  ours.set(words, await runOurs(words));
  if (!values.ours) peers.push([`datatrove, ${words}`, words, await runDatatrove(words)]);
}
if (values['data-juicer']) peers.push(['Data-Juicer', 'whitespace', await runDataJuicer()]);
report();

function report(): void {
  const versions = Object.assign({}, ...peers.map(([, , { versions }]) => versions)) as Record<string, string>;
  console.log(conditions(`node dist/benchmarks/build.js ${process.argv.slice(2).join(' ')}`.trim(), versions));
  console.log(`input     ${megabytes.toFixed(1)} MB of text, unpacked\n`);
  const headings = ['', 'wall s', 'CPU s', 'MB/s', 'MB per CPU-s', 'tokens', 'documents', 'ours: wall', 'ours: CPU'];
  const row = (name: string, { wall, cpu, tokens, kept }: Measured, ratios: readonly string[]): string[] => [
    name,
    ...[wall, cpu, megabytes / wall, megabytes / cpu].map((value) => value.toFixed(2)),
    tokens.toLocaleString('en'),
    kept,
    ...ratios,
  ];
  const rows = [...ours].map(([words, run]) => row(`millrace, ${words}`, run, ['', '']));
  for (const [name, words, run] of peers) {
    const own = ours.get(words);
    const ratios =
      own === undefined ? ['', ''] : [run.wall / own.wall, run.cpu / own.cpu].map((ratio) => `${ratio.toFixed(1)} ×`);
    rows.push(row(name, run, ratios));
  }
  print(headings, rows);
  const use = (name: string, { cpuSeconds, peakBytes, residentBytes }: RoleUse): string[] => [
    name,
    cpuSeconds.toFixed(2),
    (peakBytes / 1e6).toFixed(0),
    (residentBytes / 1e6).toFixed(0),
  ];
  const roles = [...ours].flatMap(([words, { use: all }]) => [
    use(`${words} words, all together`, all),
    ...[...all.roles].map(([role, part]) => use(`  ${role}`, part)),
  ]);
  console.log(
    '\nOurs by process; memory is the most at one moment, pages that processes share counted once, or for each (RSS):',
  );
  print(['', 'CPU s', 'peak MB', 'RSS MB'], roles);
}

function print(headings: readonly string[], rows: readonly string[][]): void {
  const columns = headings.map((heading, index) => ({
    heading,
    align: index === 0 ? ('left' as const) : ('right' as const),
  }));
  console.log(terminalTable(columns, rows).join('\n'));
}

async function textBytes(): Promise<number> {
  let bytes = 0;
  for await (const path of glob(join(source, pattern))) {
    bytes += path.endsWith('.gz') ? gunzipSync(await readFile(path)).length : (await stat(path)).size;
  }
  return bytes;
}

async function runOurs(words: PeerWords): Promise<Ours> {
  const recipe = join(folder, `${words}.yaml`);
  writeFileSync(
    recipe,
    `version: 1
dataset: bench
kind: text
sources: [ { format: jsonl, path: '${join(resolve(source), pattern)}', id: id, text: text } ]
stages:
  - gopher-repetition: { words: ${words} }
  - gopher-quality: { words: ${words} }
  - dedup-minhash: { words: ${words} }
tokenizer: { file: '${resolve(tokenizer)}' }
`,
  );
  const main = fileURLToPath(new URL('../cli/main.js', import.meta.url));
  const command = [main, 'build', recipe, '--store', join(folder, words), '--threads', '2', '--json'];
  const started = performance.now();
  const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'ignore'] });
  const { stop } = watchTree(child.pid ?? 0, roleOf);
  let answer = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    answer += text;
  });
  await new Promise((resolve) => child.once('close', resolve));
  const wall = (performance.now() - started) / 1000;
  const use = stop();
  const { records, tokens } = JSON.parse(answer);
  return { wall, cpu: use.cpuSeconds, kept: String(records.kept), tokens, use };
}

function roleOf(command: string): string {
  if (/server start-dev/.test(command) && !command.startsWith('/bin/sh')) return 'Temporal server';
  if (/host-process|millrace-host/.test(command)) return 'hosts';
  return /cli\/main/.test(command) ? 'command line and worker' : 'keeper of the server';
}

async function runDatatrove(words: PeerWords): Promise<Peer> {
  const arguments_ = [resolve(source), pattern, resolve(tokenizer), join(folder, `datatrove-${words}`), words];
  return runPython(await datatroveEnvironment(), 'build-datatrove.py', arguments_);
}

async function runDataJuicer(): Promise<Peer> {
  const python = await pythonEnvironment('data-juicer', dataJuicerPackages);
  return runPython(python, 'build-data-juicer.py', [resolve(source), pattern, join(folder, 'data-juicer')]);
}

function runPython(python: string, script: string, words: readonly string[]): Peer {
  const path = fileURLToPath(new URL(`benchmarks/${script}`, packageRoot));
  const { status, stdout, stderr } = spawnSync(python, [path, ...words], { encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (status !== 0) throw new Error(`${script} ended with ${status}:\n${stderr.slice(-2000)}`);
  const { wall, cpu, tokens, kept, ...versions } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  return { wall, cpu, tokens, kept: String(kept), versions };
}
