// A whole build, ours and datatrove's, on the same input in one run: JSON lines, Gopher's filters, MinHash, tokens.
// usage: node dist/benchmarks/build.js [FOLDER GLOB TOKENIZER.json]
// Words are those of str.split() on both sides. Ours includes the Temporal server, fates, manifest and packing;
// datatrove writes token files without packing, merges unverified candidates, and joins chains of them. Both use two
// workers. CPU seconds include all child processes; ours also the start of Node.js and Temporal, datatrove's begin after
// its imports. The tokenizer's vocabulary must be below 65,536.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { glob, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { terminalTable } from '../quality/terminal-table.ts';
import { packageRoot } from '../storage/package-root.ts';
import { conditions } from './conditions.ts';
import { pythonEnvironment } from './python-environment.ts';

const packages = [
  ...['datatrove==0.10.1', 'numpy==2.4.6', 'regex==2026.11.15', 'spacy==3.8.18', 'xxhash==3.8.2'],
  ...['tokenizers==0.23.3', 'orjson==3.11.4'],
];
const shared = fileURLToPath(new URL('../shared/data/', packageRoot));
const [
  source = join(shared, 'text'),
  pattern = 'dev-small-part-*.jsonl.gz',
  tokenizer = join(shared, 'tokenizers/bytelevel-32k.json'),
] = process.argv.slice(2);

interface Measured {
  readonly wall: number;
  readonly cpu: number;
  readonly kept: string;
  readonly tokens: number;
}

const folder = mkdtempSync(join(tmpdir(), 'millrace-benchmark-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const megabytes = (await textBytes()) / 1e6;
const python = await pythonEnvironment('build', packages);
const ours = runOurs();
const theirs = runDatatrove();
const { versions } = theirs;
console.log(conditions(`node dist/benchmarks/build.js ${process.argv.slice(2).join(' ')}`.trim(), versions));
console.log(`input     ${megabytes.toFixed(1)} MB of text, unpacked\n`);
const columns = ['', 'wall s', 'CPU s', 'MB/s', 'MB per CPU-s', 'tokens', 'documents'].map((heading, index) => ({
  heading,
  align: index === 0 ? ('left' as const) : ('right' as const),
}));
const row = (name: string, { wall, cpu, tokens, kept }: Measured): string[] => [
  name,
  ...[wall, cpu, megabytes / wall, megabytes / cpu].map((value) => value.toFixed(2)),
  tokens.toLocaleString('en'),
  kept,
];
const ratio = ['ratio', '', '', (theirs.wall / ours.wall).toFixed(1), (theirs.cpu / ours.cpu).toFixed(1), '', ''];
console.log(terminalTable(columns, [row('millrace', ours), row('datatrove', theirs), ratio]).join('\n'));

async function textBytes(): Promise<number> {
  let bytes = 0;
  for await (const path of glob(join(source, pattern))) {
    bytes += path.endsWith('.gz') ? gunzipSync(await readFile(path)).length : (await stat(path)).size;
  }
  return bytes;
}

function runOurs(): Measured {
  const recipe = join(folder, 'build.yaml');
  writeFileSync(
    recipe,
    `version: 1
dataset: bench
kind: text
sources: [ { format: jsonl, path: '${join(resolve(source), pattern)}', id: id, text: text } ]
stages:
  - gopher-repetition: { words: whitespace }
  - gopher-quality: { words: whitespace }
  - dedup-minhash
tokenizer: { file: '${resolve(tokenizer)}' }
`,
  );
  const main = fileURLToPath(new URL('../cli/main.js', import.meta.url));
  const words = [main, 'build', recipe, '--store', join(folder, 'store'), '--threads', '2', '--json'];
  const before = childCpuSeconds();
  const started = performance.now();
  const answer = JSON.parse(
    execFileSync(process.execPath, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
  );
  return {
    wall: (performance.now() - started) / 1000,
    cpu: childCpuSeconds() - before,
    kept: String(answer.records.kept),
    tokens: answer.tokens,
  };
}

function runDatatrove(): Measured & { readonly versions: Record<string, string> } {
  const script = fileURLToPath(new URL('benchmarks/build-datatrove.py', packageRoot));
  const { status, stdout, stderr } = spawnSync(
    python,
    [script, resolve(source), pattern, resolve(tokenizer), join(folder, 'datatrove')],
    { encoding: 'utf8', maxBuffer: 2 ** 26 },
  );
  if (status !== 0) throw new Error(`datatrove ended with ${status}:\n${stderr.slice(-2000)}`);
  const { wall, cpu, tokens, kept, ...versions } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  return { wall, cpu, tokens, kept: String(kept), versions };
}

/** CPU seconds of children that have ended and were waited for. Linux: fields 16 and 17 of /proc/self/stat, in ticks of 10 ms. */
function childCpuSeconds(): number {
  const fields =
    execFileSync('cat', [`/proc/${process.pid}/stat`], { encoding: 'utf8' })
      .split(') ')[1]
      ?.split(' ') ?? [];
  return (Number(fields[13]) + Number(fields[14])) / 100;
}
