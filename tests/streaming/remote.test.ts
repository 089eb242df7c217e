import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, type TestContext, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { sha256Hex } from '../../storage/digest.ts';
import { openLocalFolder } from '../../storage/local-folder.ts';
import { openStorage } from '../../storage/open-storage.ts';
import { openStream, type StreamOptions } from '../../streaming/open-stream.ts';
import { noServer, pointTo, type S3Server, startS3Server, versitygw } from '../storage/s3-server.ts';
import { temporaryFolder } from '../storage/temporary-folder.ts';
import { commitSynthetic } from './synthetic-version.ts';

const program = versitygw();
describe('a store on S3', { skip: program === undefined ? noServer : false }, () => {
  let server: S3Server;
  before(async () => {
    server = await startS3Server(program as string, ['bucket']);
    pointTo(server.port, server.credentials);
  });
  after(() => server.stop());

  /** A version in the server's own folder: what is damaged there comes damaged from the server. */
  async function remoteVersion(name: string, sequences = [2_000, 1_500, 700], length = 64) {
    const path = join(server.folder, 'bucket', name);
    mkdirSync(path);
    const local = openLocalFolder(path);
    const version = await commitSynthetic(local, { dataset: 'set', sequences, length, documents: [] });
    const options = { version, content: 'tokens', split: 'train', batch: 100, seed: 7, threads: 2 } as const;
    const shards = version.manifest.shards.map(({ file }) => join(path, 'set', file));
    return { local, remote: openStorage(`s3://bucket/${name}`), options, shards };
  }

  test('gives the batches of a local one, with any cache, and from the cache alone', async (t) => {
    const { local, remote, options } = await remoteVersion('whole');
    const expected = await digestOf({ ...options, storage: local });
    assert.equal(await digestOf({ ...options, storage: remote }), expected);
    const groupBytes = 256 * 64 * 2;
    for (const bytes of [groupBytes, 12 * groupBytes, 2 ** 30]) {
      const cache = { folder: join(temporaryFolder(t), 'cache'), bytes };
      const folders = await Promise.all([1, 2, 3].map(() => digestOf({ ...options, storage: remote, cache })));
      assert.deepEqual(folders, [expected, expected, expected]);
      assert.ok(bytesIn(cache.folder) <= bytes * (1 + 2 / 16), `${bytesIn(cache.folder)} of ${bytes}`);
      if (bytes !== 2 ** 30) continue;
      assert.ok(bytesIn(cache.folder) > 4_200 * 64 * 2);
      pointTo(1, server.credentials);
      assert.equal(await digestOf({ ...options, storage: remote, cache, threads: 1 }), expected);
      pointTo(server.port, server.credentials);
    }
  });

  test('groups of the window after next are fetched ahead', async (t) => {
    const { remote, options } = await remoteVersion('ahead', [60_000], 4);
    const cache = { folder: join(temporaryFolder(t), 'cache'), bytes: 2 ** 30 };
    const stream = await openStream({ ...options, storage: remote, cache });
    const batches = stream.batches();
    await batches.next();
    // 64 groups of 256 sequences make a window: one is in use, one is read.
    const deadline = performance.now() + 60_000;
    while (readdirSync(cache.folder).length < 3 * 64 && performance.now() < deadline) await pause(20);
    assert.equal(readdirSync(cache.folder).length, 3 * 64);
    await batches.return();
    await stream.close();
  });

  test('a cached group that was changed is fetched again', async (t) => {
    const { remote, options } = await remoteVersion('cached');
    const cache = { folder: join(temporaryFolder(t), 'cache'), bytes: 2 ** 30 };
    const stream = { ...options, storage: remote, cache };
    const expected = await digestOf(stream);
    const files = readdirSync(cache.folder).map((name) => join(cache.folder, name));
    for (const path of files) writeFileSync(path, readFileSync(path).fill(0xa5, 5_000, 5_001));
    writeFileSync(files[0] as string, '');
    assert.equal(await digestOf(stream), expected);
  });

  test('a shard that is broken or cut ends the stream with its name', async (t) => {
    for (const [name, damage, code] of [
      ['changed', (bytes: Buffer) => bytes.fill(0xa5, 40_000, 40_001), 'bad-file'],
      ['cut', (bytes: Buffer) => bytes.subarray(0, 60_000), 'short-read'],
    ] as const) {
      const { remote, options, shards } = await remoteVersion(name);
      const path = shards[1] as string;
      writeFileSync(path, damage(readFileSync(path)));
      const cache = { folder: join(temporaryFolder(t), 'cache'), bytes: 2 ** 30 };
      await assert.rejects(digestOf({ ...options, storage: remote, cache }), (error: Error & { at?: string }) => {
        assert.equal((error as { code?: string }).code, code);
        assert.match(error.at ?? '', new RegExp(path.split('/').at(-1) as string));
        return true;
      });
    }
  });

  test('an answer that was broken on its way is asked for again', async (t) => {
    const { local, remote, options } = await remoteVersion('way');
    t.after(() => pointTo(server.port, server.credentials));
    const warnings: string[] = [];
    const onWarning = ({ message }: Error): void => void warnings.push(message);
    process.on('warning', onWarning);
    t.after(() => process.off('warning', onWarning));
    for (const augment of [[], [{ name: 'random-swap', parameters: { share: 0.5 } }]]) {
      const proxy = await startCorruptingProxy(t, server.port);
      pointTo(proxy.port, server.credentials);
      const expected = await digestOf({ ...options, augment, storage: local });
      assert.equal(await digestOf({ ...options, augment, storage: remote }), expected);
      assert.equal(proxy.changed(), 1);
    }
  });
});

async function digestOf(options: StreamOptions): Promise<string> {
  const stream = await openStream(options);
  const parts: string[] = [];
  try {
    for await (const { tokens, used, rows } of stream.batches())
      parts.push(sha256Hex(`${tokens.join()} ${used.join()} ${rows.join()}`));
    return sha256Hex(parts.join());
  } finally {
    await stream.close();
  }
}

function bytesIn(folder: string): number {
  return readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}

/** A way to the server that changes one byte of the first long piece of an answer. */
async function startCorruptingProxy(t: TestContext, to: number) {
  let changed = 0;
  const proxy = createServer((client) => {
    const server = connect(to, '127.0.0.1');
    client.pipe(server);
    server.on('data', (piece) => {
      if (changed === 0 && piece.length > 20_000) {
        changed++;
        piece[10_000] = (piece[10_000] as number) ^ 1;
      }
      client.write(piece);
    });
    server.on('close', () => client.destroy());
    client.on('close', () => server.destroy());
    for (const socket of [client, server]) socket.on('error', () => undefined);
  });
  await new Promise<void>((listening) => proxy.listen(0, '127.0.0.1', listening));
  t.after(() => proxy.close());
  const address = proxy.address();
  return { port: typeof address === 'object' ? (address?.port ?? 0) : 0, changed: () => changed };
}
