import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { terminalTable } from '../quality/terminal-table.ts';
import { readManifest } from '../shards/catalogue.ts';
import { openStorage } from '../storage/open-storage.ts';
import { openStream, type StreamOptions } from '../streaming/open-stream.ts';
import { noServer, pointTo, startS3Server, versitygw } from '../tests/storage/s3-server.ts';
import { conditions } from './conditions.ts';
import { median } from './median.ts';

/*
 * Claim: from a store on S3 a stream brings its tokens nearly as fast as plain reads of the same ranges.
 *
 *   node dist/benchmarks/stream-remote.js STORE DATASET [EPOCHS] [ROUNDS]
 *
 * Serves a folder that holds a built dataset by an S3 server of this machine. In turn: all groups of the token shards by
 * plain range reads, 16 at once, as often as there are epochs; the stream, 2 threads; the same with a cache that is empty at
 * first. The start of the threads, each with an S3 client of its own, is in it.
 */
const [store = '', dataset = '', epochs = '1', rounds = '1'] = process.argv.slice(2);
const program = versitygw();
if (program === undefined) throw new Error(noServer);
const server = await startS3Server(program, []);
const folder = mkdtempSync(join(tmpdir(), 'millrace-benchmark-'));
try {
  symlinkSync(resolve(store), join(server.folder, 'bucket'));
  pointTo(server.port, server.credentials);
  await measure();
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function measure(): Promise<void> {
  const storage = openStorage('s3://bucket');
  const version = await readManifest(storage, dataset);
  const shards = version.manifest.shards.filter(({ content, split }) => content === 'tokens' && split === 'train');
  const bytes = shards.flatMap(({ rowGroups }) => rowGroups).reduce((sum, group) => sum + group.bytes, 0);
  const options = { storage, version, content: 'tokens', split: 'train', batch: 32, seed: 1, threads: 2 } as const;
  const plain = async (): Promise<void> => {
    const once = shards.flatMap(({ file, rowGroups }) =>
      rowGroups.map((group) => ({ key: `${dataset}/${file}`, ...group })),
    );
    const ranges = Array.from({ length: Number(epochs) }, () => once)
      .flat()
      .values();
    const read = async (): Promise<void> => {
      for (const { key, offset, bytes } of ranges) await storage.getRange(key, offset, offset + bytes);
    };
    await Promise.all(Array.from({ length: 16 }, read));
  };
  const seconds: Record<'ranges' | 'stream' | 'cache', number[]> = { ranges: [], stream: [], cache: [] };
  for (let round = 0; round < Number(rounds); round++) {
    const cache = { folder: join(folder, String(round)), bytes: 2 ** 40 };
    seconds.ranges.push(await timed(plain));
    seconds.stream.push(await timed(() => readAll(options)));
    seconds.cache.push(await timed(() => readAll({ ...options, cache })));
  }
  console.log(conditions(`node dist/benchmarks/stream-remote.js ${process.argv.slice(2).join(' ')}`, {}));
  console.log(`input     ${(bytes / 1e6).toFixed(1)} MB in ${shards.length} shards, ${epochs} epochs\n`);
  const rate = (each: readonly number[]): number => (Number(epochs) * bytes) / 1e6 / median(each);
  const lines = Object.entries(seconds).map(([name, each]) => [
    name,
    rate(each).toFixed(0),
    (rate(each) / rate(seconds.ranges)).toFixed(2),
  ]);
  const columns = ['what', 'MB/s', 'of plain ranges'].map((heading, index) => ({
    heading,
    align: index === 0 ? ('left' as const) : ('right' as const),
  }));
  console.log(terminalTable(columns, lines).join('\n'));
}

async function timed(work: () => Promise<void>): Promise<number> {
  const startMs = performance.now();
  await work();
  return (performance.now() - startMs) / 1000;
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
