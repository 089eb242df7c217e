import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { terminalTable } from '../quality/terminal-table.ts';
import { readManifest } from '../shards/catalogue.ts';
import { openStorage } from '../storage/open-storage.ts';
import { s3Connection } from '../storage/s3/s3-client.ts';
import type { Cursor } from '../streaming/cursor.ts';
import { openStream, type StreamOptions } from '../streaming/open-stream.ts';
import { noServer, pointTo, startS3Server, versitygw } from '../tests/storage/s3-server.ts';
import { conditions } from './conditions.ts';
import { median } from './median.ts';
import type { LineState } from './slow-line.ts';

/*
 * Claim: from a store on S3 a stream brings its tokens nearly as fast as plain reads of the same ranges.
 *
 *   node dist/benchmarks/stream-remote.js STORE DATASET [EPOCHS] [ROUNDS]
 *
 * Serves a folder that holds a built dataset by an S3 server of this machine, straight and over lines of stated bandwidth
 * and round trip (slow-line.ts). In turn: all groups of the token shards by plain range reads of AWS's client, 16 at once,
 * as often as there are epochs; the stream, 2 threads, 8 groups each; the same with a cache that is empty at first. The
 * time of all is from the first bytes asked for to the last, the start of the threads, each with an S3 client of its own,
 * included; CPU is that of this process, without the server's. Then a stream is opened anew at its beginning and in its
 * middle: seconds and requests until the first batch, `latest` and the manifest included.
 */
const lines = [
  { name: 'loopback', megabits: 0, roundTripMs: 0 },
  { name: '1 Gbit/s, 5 ms', megabits: 1000, roundTripMs: 5 },
  { name: '400 Mbit/s, 20 ms', megabits: 400, roundTripMs: 20 },
] as const;
const [store = '', dataset = '', epochs = '4', rounds = '1'] = process.argv.slice(2);
const program = versitygw();
if (program === undefined) throw new Error(noServer);
const server = await startS3Server(program, []);
const folder = mkdtempSync(join(tmpdir(), 'millrace-benchmark-'));
const columns = ['line', 'what', 'MB/s', 'of plain ranges', 'CPU ms a MB', 'first batch s', 'requests'];
try {
  symlinkSync(resolve(store), join(server.folder, 'bucket'));
  const rows: string[][] = [];
  for (const line of lines) rows.push(...(await overLine(line)));
  console.log(conditions(`node dist/benchmarks/stream-remote.js ${process.argv.slice(2).join(' ')}`, {}));
  const headings = columns.map((heading, index) => ({
    heading,
    align: index < 2 ? ('left' as const) : ('right' as const),
  }));
  console.log(terminalTable(headings, rows).join('\n'));
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function overLine({ name, megabits, roundTripMs }: (typeof lines)[number]): Promise<string[][]> {
  if (megabits === 0) {
    pointTo(server.port, server.credentials);
    return await measured(name, undefined);
  }
  const program = fileURLToPath(new URL('slow-line.js', import.meta.url));
  const line = fork(program, [server.port, megabits, roundTripMs].map(String));
  try {
    const [{ port }] = (await once(line, 'message')) as [LineState];
    pointTo(port, server.credentials);
    return await measured(name, line);
  } finally {
    line.kill();
  }
}

interface Run {
  readonly seconds: number;
  readonly cpuMs: number;
}

async function measured(name: string, line: ChildProcess | undefined): Promise<string[][]> {
  const storage = openStorage('s3://bucket');
  const version = await readManifest(storage, dataset);
  const shards = version.manifest.shards.filter(({ content, split }) => content === 'tokens' && split === 'train');
  const groups = shards.flatMap(({ file, rowGroups }) => rowGroups.map((group) => ({ file, ...group })));
  const megabytes = (groups.reduce((sum, { bytes }) => sum + bytes, 0) * Number(epochs)) / 1e6;
  const options = { storage, version, content: 'tokens', split: 'train', batch: 32, seed: 1, threads: 2 } as const;
  const plain = async (): Promise<void> => {
    const ranges = Array.from({ length: Number(epochs) }, () => groups)
      .flat()
      .values();
    const read = async (): Promise<void> => {
      for (const { file, offset, bytes } of ranges) {
        const Range = `bytes=${offset}-${offset + bytes - 1}`;
        const command = new GetObjectCommand({ Bucket: 'bucket', Key: `${dataset}/${file}`, Range });
        const { Body } = await s3Connection().client.send(command);
        if ((await Body?.transformToByteArray())?.length !== bytes) throw new Error('an answer is short');
      }
    };
    await Promise.all(Array.from({ length: 16 }, read));
  };
  const runs: Record<'plain ranges' | 'stream' | 'stream, cache', Run[]> = {
    'plain ranges': [],
    stream: [],
    'stream, cache': [],
  };
  for (let round = 0; round < Number(rounds); round++) {
    const cache = { folder: mkdtempSync(join(folder, 'cache-')), bytes: 2 ** 40 };
    runs['plain ranges'].push(await timed(plain));
    runs.stream.push(await timed(() => readAll(options)));
    runs['stream, cache'].push(await timed(() => readAll({ ...options, cache })));
  }
  const middle = await cursorAfter(options, Math.floor(groups.length / 2) * 8);
  const starts = [await firstBatch(line, undefined), await firstBatch(line, middle)];
  const rate = (each: readonly Run[]): number => megabytes / median(each.map(({ seconds }) => seconds));
  return [
    ...Object.entries(runs).map(([what, each]) => [
      ...[name, what, rate(each).toFixed(0), (rate(each) / rate(runs['plain ranges'])).toFixed(2)],
      ...[(median(each.map(({ cpuMs }) => cpuMs)) / megabytes).toFixed(1), '', ''],
    ]),
    ...starts.map(({ seconds, requests }, index) => [
      ...[name, index === 0 ? 'start' : 'resume', '', '', '', seconds.toFixed(2), requests],
    ]),
  ];
}

async function timed(work: () => Promise<void>): Promise<Run> {
  const startMs = performance.now();
  const cpu = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return { seconds: (performance.now() - startMs) / 1000, cpuMs: (user + system) / 1000 };
}

async function readAll(options: StreamOptions): Promise<void> {
  const stream = await openStream(options);
  let samples = 0;
  for await (const batch of stream.epochs()) {
    samples += batch.samples;
    if (samples === Number(epochs) * stream.samples) break;
  }
  await stream.close();
}

async function cursorAfter(options: StreamOptions, batches: number): Promise<Cursor | undefined> {
  const stream = await openStream(options);
  let left = batches;
  for await (const { cursor } of stream.epochs()) {
    if (--left > 0) continue;
    await stream.close();
    return cursor;
  }
  return undefined;
}

async function firstBatch(
  line: ChildProcess | undefined,
  from: Cursor | undefined,
): Promise<{ readonly seconds: number; readonly requests: string }> {
  const before = await requestsOf(line);
  const startMs = performance.now();
  const storage = openStorage('s3://bucket');
  const version = await readManifest(storage, dataset);
  const shape = { storage, version, content: 'tokens', split: 'train', batch: 32, seed: 1, threads: 2 } as const;
  const stream = await openStream({ ...shape, ...(from === undefined ? {} : { from }) });
  await stream.batches().next();
  const seconds = (performance.now() - startMs) / 1000;
  const after = await requestsOf(line);
  await stream.close();
  return { seconds, requests: before === undefined ? '' : String((after ?? 0) - before) };
}

async function requestsOf(line: ChildProcess | undefined): Promise<number | undefined> {
  if (line === undefined) return undefined;
  line.send({});
  const [{ requests }] = (await once(line, 'message')) as [LineState];
  return requests;
}
