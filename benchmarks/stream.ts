import { execFile, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { terminalTable } from '../quality/terminal-table.ts';
import { readManifest } from '../shards/catalogue.ts';
import { groupsOf } from '../shards/row-file.ts';
import { openTokenReader } from '../shards/tokens.ts';
import { openLocalFolder } from '../storage/local-folder.ts';
import { packageRoot } from '../storage/package-root.ts';
import { conditions } from './conditions.ts';
import { pythonEnvironment } from './python-environment.ts';
import type { StreamRun } from './stream-millrace.ts';

/*
 * Claim: Millrace streams shuffled token rows faster than litdata and MosaicML Streaming, and goes on from a place as
 * quickly.
 *
 *   node dist/benchmarks/stream.js [--length 1024] [--epochs 6] [--rounds 1] [FOLDER GLOB TOKENIZER.json]
 *
 * Builds a version from JSON lines, writes its rows anew with the peers' own writers, and streams them all: batches of
 * 32, shuffled, each loader in a process of its own, in turn, `rounds` times; the table shows medians. All read
 * plain uint16, and ours gives int32. Each sums every 64th token, and the program fails where rows or sums differ.
 * Imports are excluded on all sides; CPU seconds include all processes. The tokenizer's vocabulary must be at most
 * 65,536.
 */
const peers = ['litdata==0.2.76', 'mosaicml-streaming==0.13.0', 'torch==2.9.1', 'torchvision==0.24.1'];
const shared = fileURLToPath(new URL('../shared/data/', packageRoot));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    length: { type: 'string', default: '1024' },
    epochs: { type: 'string', default: '6' },
    rounds: { type: 'string', default: '1' },
  },
});
const [
  source = join(shared, 'text'),
  pattern = 'dev-100/part-*.jsonl.gz',
  tokenizer = join(shared, 'tokenizers/bytelevel-32k.json'),
] = positionals;
const { length, epochs } = values;
const run = promisify(execFile);

const folder = mkdtempSync(join(tmpdir(), 'millrace-benchmark-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const store = join(folder, 'store');
build();
const rows = await writeRows();
const python = await pythonEnvironment('stream', peers);
const program = fileURLToPath(new URL('benchmarks/stream-peers.py', packageRoot));
for (const peer of ['litdata', 'mosaicml-streaming']) {
  await run(python, [program, 'write', peer, join(folder, 'rows.bin'), length, join(folder, peer)]);
}

interface Loader {
  readonly name: string;
  readonly workers: number;
  readonly runs: StreamRun[];
}

const loaders: readonly Loader[] = [
  ...[1, 2].map((workers) => ({ name: 'millrace', workers, runs: [] })),
  ...['litdata', 'mosaicml-streaming'].flatMap((name) => [0, 2].map((workers) => ({ name, workers, runs: [] }))),
];
for (let round = 0; round < Number(values.rounds); round++) {
  for (const { name, workers, runs } of loaders) runs.push(await stream(name, workers));
}
await report();

function build(): void {
  const recipe = join(folder, 'rows.yaml');
  writeFileSync(
    recipe,
    `version: 1
dataset: rows
kind: text
sources: [ { format: jsonl, path: '${join(resolve(source), pattern)}', id: id, text: text } ]
tokenizer: { file: '${resolve(tokenizer)}' }
pack: { length: ${length} }
output: { holdout: 0 }
`,
  );
  const main = fileURLToPath(new URL('../cli/main.js', import.meta.url));
  execFileSync(process.execPath, [main, 'build', recipe, '--store', store], { stdio: ['ignore', 'ignore', 'inherit'] });
}

/** Writes the rows of all token shards to `rows.bin`, uint16; gives their number. */
async function writeRows(): Promise<number> {
  const storage = openLocalFolder(store);
  const { manifest } = await readManifest(storage, 'rows');
  const shape = { length: Number(length), vocabulary: manifest.lineage.tokenizer?.vocabulary ?? 0 };
  const file = createWriteStream(join(folder, 'rows.bin'));
  let written = 0;
  for (const shard of manifest.shards.filter(({ content }) => content === 'tokens')) {
    for await (const group of groupsOf(await openTokenReader(storage, `rows/${shard.file}`, shape))) {
      for (const { tokens } of group) {
        if (!file.write(Buffer.from(Uint16Array.from(tokens).buffer))) await once(file, 'drain');
      }
      written += group.length;
    }
  }
  await new Promise<void>((done) => file.end(done));
  return written;
}

async function stream(name: string, workers: number): Promise<StreamRun> {
  const ours = fileURLToPath(new URL('stream-millrace.js', import.meta.url));
  const [command, words]: [string, string[]] =
    name === 'millrace'
      ? [process.execPath, [ours, store, 'rows', String(workers), epochs]]
      : [python, [program, 'read', name, join(folder, name), length, String(workers), epochs]];
  const { stdout } = await run(command, words, { maxBuffer: 2 ** 24 });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as StreamRun;
}

async function report(): Promise<void> {
  const all = loaders.flatMap(({ runs }) => runs);
  const versions = Object.fromEntries(loaders.slice(2).map(({ name, runs }) => [name, runs[0]?.version ?? '?']));
  console.log(conditions(`node dist/benchmarks/stream.js ${process.argv.slice(2).join(' ')}`.trim(), versions));
  const [ours, ...theirs] = await Promise.all(['store/rows/data', 'litdata', 'mosaicml-streaming'].map(megabytes));
  console.log(`input     ${rows} rows of ${length} tokens, ${epochs} epochs`);
  console.log(`files     MB: ${ours} with the documents, of the peers ${theirs.join(' and ')}\n`);
  const columns = ['loader', 'workers', 'Mtok/s', 'Mtok per CPU-s', 'first batch s', 'resumed s', 'peak RSS MB'];
  const lines = loaders.map(({ name, workers, runs }) => {
    const tokens = (rows * Number(epochs) * Number(length)) / 1e6;
    const middle = (of: (each: StreamRun) => number): number =>
      runs.map(of).sort((a, b) => a - b)[runs.length >> 1] ?? 0;
    return [
      name,
      String(workers),
      middle(({ wallSeconds }) => tokens / wallSeconds).toFixed(1),
      middle(({ cpuSeconds }) => tokens / cpuSeconds).toFixed(1),
      middle(({ firstBatchSeconds }) => firstBatchSeconds).toFixed(3),
      middle(({ resumeSeconds }) => resumeSeconds).toFixed(3),
      middle(({ peakRssBytes }) => peakRssBytes / 1e6).toFixed(0),
    ];
  });
  const headings = columns.map((heading, index) => ({
    heading,
    align: index === 0 ? ('left' as const) : ('right' as const),
  }));
  console.log(terminalTable(headings, lines).join('\n'));
  const [expected] = all;
  const wrong = all.filter((each) => each.rows !== rows * Number(epochs) || each.sum !== expected?.sum);
  if (wrong.length > 0) throw new Error(`${wrong.length} of ${all.length} runs read other rows`);
}

async function megabytes(name: string): Promise<string> {
  const path = join(folder, name);
  const files = await readdir(path, { withFileTypes: true });
  const bytes = await Promise.all(files.map(async (file) => (await stat(join(path, file.name))).size));
  return (bytes.reduce((sum, each) => sum + each, 0) / 1e6).toFixed(1);
}
