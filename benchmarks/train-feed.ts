import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { terminalTable } from '../quality/terminal-table.ts';
import type { Cursor } from '../streaming/cursor.ts';
import { openFeeder } from '../training/distributed/feeder.ts';
import { pythonEnvironment, pythonOf } from '../training/distributed/python.ts';
import type { HostTensor } from '../training/host-tensor.ts';
import type { FedBatch, RunFeed } from '../training/run-feed.ts';
import { conditions } from './conditions.ts';

/*
 * Claim: the socket between this process and the ranks that it feeds costs little beside a training step.
 *
 *   MILLRACE_PYTHON=PYTHON node dist/benchmarks/train-feed.js [RANKS]
 *
 * Micro-batches that lie in memory are fed to ranks that only read them: chats (16 of 1,024 tokens, five tensors), and
 * images (64 of 224 × 224, float32). CPU of this side is that of the whole process, of theirs that of one rank from its
 * first slice to its last.
 */
const ranks = Number(process.argv[2] ?? 2);
const shapes = [
  {
    name: 'chats, 16 × 1,024',
    samples: 16,
    inputs: ['ids', 'places', 'texts', 'targets', 'judged'],
    each: [1024],
    count: 2000,
  },
  { name: 'images, 64 × 224 × 224', samples: 64, inputs: ['pixels'], each: [224, 224, 3], count: 60 },
] as const;
const cursor: Cursor = {
  ...({ format: 'millrace-cursor/1', manifestSha256: 'a'.repeat(64), content: 'documents', split: 'train' } as const),
  ...{ seed: 1, epoch: 0, position: 0 },
};
const reader = `
import json, sys, time
from types import SimpleNamespace
from millrace_train.prepared_feed import PreparedFeed
feed = PreparedFeed(SimpleNamespace(feed=sys.argv[1]), "train", int(sys.argv[2]))
slices = feed.epochs()
next(slices)
began, cpu, size = time.perf_counter(), time.process_time(), 0
for _ in range(int(sys.argv[3])):
    size += sum(each.nbytes for each in next(slices).inputs.values())
print(json.dumps([time.perf_counter() - began, time.process_time() - cpu, size]))
`;

const rows: string[][] = [];
for (const shape of shapes) rows.push(await measured(shape));
console.log(conditions(`node dist/benchmarks/train-feed.js ${ranks}`, {}));
const columns = ['micro-batch', 'MB', 'a second', 'MB/s', 'CPU ms here', 'CPU ms a rank'];
const headings = columns.map((heading, index) => ({
  heading,
  align: index === 0 ? ('left' as const) : ('right' as const),
}));
console.log(terminalTable(headings, rows).join('\n'));

async function measured({ name, samples, inputs, each, count }: (typeof shapes)[number]): Promise<string[]> {
  const size = each.reduce<number>((product, side) => product * side, samples);
  const tensor = (): HostTensor => ({ dtype: 'float32', shape: [samples, ...each], data: new Float32Array(size) });
  const step = { inputs: Object.fromEntries(inputs.map((input) => [input, tensor()])), targets: 1 };
  const batch: FedBatch = {
    ...{ inputs: [step], samples, labels: new Int32Array(samples), units: samples, places: 0, cursor },
  };
  async function* batches(): AsyncGenerator<FedBatch, void, undefined> {
    for (;;) yield batch;
  }
  const train: RunFeed = { batchSamples: samples, batches, epochs: batches };
  const feeder = await openFeeder({ train, holdout: undefined, validationBatches: 1, batch: samples, ranks });
  const before = process.cpuUsage();
  const env = pythonEnvironment(process.env);
  const told = await Promise.all(
    Array.from({ length: ranks }, async (_, rank) => {
      const words = ['-c', reader, feeder.socket, String(rank), String(count)];
      const { stdout } = await promisify(execFile)(pythonOf(process.env), words, { env });
      return JSON.parse(stdout) as [seconds: number, cpu: number, bytes: number];
    }),
  );
  const { user, system } = process.cpuUsage(before);
  await feeder.close();
  const seconds = Math.max(...told.map(([each]) => each));
  const megabytes = told.reduce((sum, [, , bytes]) => sum + bytes, 0) / 1e6;
  const cpu = told.reduce((sum, [, each]) => sum + each, 0) / ranks;
  const figures = [megabytes / count, count / seconds, megabytes / seconds];
  const costs = [(user + system) / 1000 / count, (cpu * 1000) / count];
  return [name, ...figures.map((figure) => figure.toFixed(1)), ...costs.map((cost) => cost.toFixed(2))];
}
