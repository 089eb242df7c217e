/**
 * Claim: trained as nanoGPT's README says for a CPU, our loss on Tiny Shakespeare is PyTorch's within 0.005 in the mean of
 * three seeds, and the time is its time.
 *
 * For each seed the same loop twice, from the same weights, over the same batches: 2,000 steps of 12 windows of 64 characters, then
 * the loss over the whole validation split. Ours is the traced graph, PyTorch 2.9.1 runs eagerly; one after the other.
 *
 *     node dist/benchmarks/shakespeare.js [FILE] [--threads 2] [--seeds 1337,1338,1339] [--python PATH]
 *
 * PyTorch is fetched at the first run, as in `train-step.ts`; `--python` names a Python that has it.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { type CharacterText, readCharacters } from '../examples/shakespeare/characters.ts';
import { configuration, engineOptions, learningRates } from '../examples/shakespeare/configuration.ts';
import { train, validationLoss } from '../examples/shakespeare/train.ts';
import { drawStarts } from '../examples/shakespeare/windows.ts';
import { terminalTable } from '../quality/terminal-table.ts';
import { packageRoot } from '../storage/package-root.ts';
import type { Backend } from '../training/backend/backend.ts';
import { openBackend } from '../training/backend/open-backend.ts';
import type { EngineState } from '../training/engine.ts';
import { openGraphEngine } from '../training/engines/graph-engine.ts';
import { conditions } from './conditions.ts';
import { pythonEnvironment } from './python-environment.ts';

/** What a run came to: seconds of the 2,000 steps and CPU seconds of them, mean loss of the last 100, and validation. */
interface Result {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly trainingLoss: number;
  readonly validationLoss: number;
}

const { values: options, positionals } = parseArgs({
  options: {
    threads: { type: 'string', default: String(availableParallelism()) },
    seeds: { type: 'string', default: '1337,1338,1339' },
    python: { type: 'string' },
  },
  allowPositionals: true,
});
const shared = new URL('../shared/data/shakespeare/tinyshakespeare.txt', packageRoot);
const text = readCharacters(
  await readFile(positionals[0] ?? shared, 'utf8'),
  configuration.batch * configuration.length,
);
const threads = Number(options.threads);
const seeds = options.seeds.split(',').map(Number);
const python = options.python ?? (await pythonEnvironment('torch', ['torch==2.9.1', 'numpy==2.4.6']));
const folder = await mkdtemp(join(tmpdir(), 'millrace-shakespeare-'));
try {
  const backend = await openBackend({ device: 'cpu', threads, env: process.env });
  const pairs: Pair[] = [];
  for (const seed of seeds) {
    const ours = await runOurs(backend, seed);
    pairs.push({ seed, ours, theirs: await runTorch() });
  }
  print(backend, pairs);
} finally {
  await rm(folder, { recursive: true });
}

async function runOurs(backend: Backend, seed: number): Promise<Result> {
  const engine = openGraphEngine(backend, engineOptions(text.vocabulary.length, threads, seed));
  await writeWork(text, engine.readState().weights, seed);
  const losses: number[] = [];
  const before = process.cpuUsage();
  const seconds = train(
    engine,
    text,
    ({ step, loss }) => {
      losses.push(loss);
      if (step % 500 === 0) console.error(`seed ${seed}, ours: step ${step}, loss ${loss.toFixed(3)}`);
    },
    seed,
  );
  const used = process.cpuUsage(before);
  const result = {
    seconds,
    cpuSeconds: (used.user + used.system) / 1e6,
    trainingLoss: losses.slice(-100).reduce((sum, loss) => sum + loss, 0) / 100,
    validationLoss: validationLoss(engine, text),
  };
  engine.close();
  return result;
}

/** What PyTorch takes over: the text, where each window begins, the first weights, and the settings. */
async function writeWork(
  { training, validation }: CharacterText,
  weights: EngineState['weights'],
  seed: number,
): Promise<void> {
  const shapes = [...weights].map(([name, { shape }]) => ({ name, shape }));
  const work = { ...configuration, vocabulary: text.vocabulary.length, threads, learningRates, weights: shapes };
  await writeFile(join(folder, 'work.json'), JSON.stringify(work));
  await writeFile(join(folder, 'weights.bin'), Buffer.concat([...weights.values()].map(({ data }) => bytesOf(data))));
  await writeFile(join(folder, 'training.bin'), bytesOf(training));
  await writeFile(join(folder, 'validation.bin'), bytesOf(validation));
  await writeFile(join(folder, 'starts.bin'), bytesOf(drawStarts(training.length, seed)));
}

interface TorchResult extends Result {
  readonly version: string;
}

interface Pair {
  readonly seed: number;
  readonly ours: Result;
  readonly theirs: TorchResult;
}

async function runTorch(): Promise<TorchResult> {
  const script = fileURLToPath(new URL('benchmarks/shakespeare-torch.py', packageRoot));
  const { stdout } = await promisify(execFile)(python, [script, folder], { timeout: 3_600_000 });
  return JSON.parse(stdout) as TorchResult;
}

function print({ tensorflowVersion }: Backend, pairs: readonly Pair[]): void {
  const columns = [
    { heading: 'seed', align: 'right' },
    { heading: 'engine', align: 'left' },
    { heading: 'validation loss', align: 'right' },
    { heading: 'loss of last 100 steps', align: 'right' },
    { heading: 'seconds', align: 'right' },
    { heading: 'CPU seconds', align: 'right' },
  ] as const;
  const row = (seed: string, engine: string, { validationLoss, trainingLoss, seconds, cpuSeconds }: Result) => [
    ...[seed, engine, validationLoss.toFixed(4), trainingLoss.toFixed(4), seconds.toFixed(1), cpuSeconds.toFixed(1)],
  ];
  const rows = pairs.flatMap(({ seed, ours, theirs }) => [
    row(`${seed}`, 'millrace', ours),
    row('', 'PyTorch eager', theirs),
  ]);
  console.log(terminalTable(columns, rows).join('\n'));
  const mean = (value: (pair: Pair) => number): number =>
    pairs.reduce((sum, pair) => sum + value(pair), 0) / pairs.length;
  const above = mean(({ ours }) => ours.validationLoss) - mean(({ theirs }) => theirs.validationLoss);
  const time = mean(({ ours }) => ours.seconds) / mean(({ theirs }) => theirs.seconds);
  console.log(`\nmean validation loss ${above.toFixed(4)} above PyTorch's; time ${time.toFixed(2)} of PyTorch's`);
  const versions = { tensorflow: tensorflowVersion, torch: pairs[0]?.theirs.version ?? '' };
  console.log(conditions(`node dist/benchmarks/shakespeare.js --threads ${threads} --seeds ${seeds}`, versions));
}

function bytesOf(data: Float32Array | Int32Array): Buffer {
  return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
}
