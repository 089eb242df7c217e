import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { randomUint32 } from '../../core/seeded-random.ts';
import { readManifest, type StoredManifest } from '../../shards/catalogue.ts';
import { advanceLatest } from '../../shards/latest.ts';
import { sha256Hex } from '../../storage/digest.ts';
import { openLocalFolder } from '../../storage/local-folder.ts';
import { packageRoot } from '../../storage/package-root.ts';
import type { Storage } from '../../storage/storage.ts';
import type { Cursor } from '../../streaming/cursor.ts';
import { cursorText } from '../../streaming/cursor-file.ts';
import { permutation } from '../../streaming/permutation.ts';
import { millrace } from '../cli/command.ts';
import { noServer, pointTo, startS3Server, versitygw } from '../storage/s3-server.ts';
import { temporaryFolder } from '../storage/temporary-folder.ts';
import { asked, type Both, length, makeStore, python, readHere, skip, total } from './python-comparison.ts';
import { pythonExamples } from './python-examples.ts';
import { openPythonReader, type PythonRead, type PythonReader } from './python-reader.ts';
import { commitSynthetic } from './synthetic-version.ts';

describe('millrace_stream, the Python reader', { skip, timeout: 300_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-python-'));
  let reader: PythonReader;
  let storage: Storage;
  let version: StoredManifest;
  let split: StoredManifest;

  before(async () => {
    ({ storage, version, split } = await makeStore(folder));
    reader = openPythonReader(String(python));
  });
  after(async () => {
    await reader?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const there = (both: Both, reference = 'synthetic@1', more: object = {}): Promise<PythonRead> =>
    reader.ask({ ...asked(folder, reference, both), ...more });

  test('draws and permutations are those of the generator, draws that are refused among them', async () => {
    let refused = 0;
    for (const seed of [0, 1, 0x9e3779b9, 2 ** 31, 2 ** 32 - 1]) {
      const counters = [0, 1, 2, 65_536, 2 ** 31, 2 ** 32 - 1];
      const expected = counters.map((counter) => randomUint32(seed, counter));
      assert.deepEqual(await reader.ask({ ask: 'draws', seed, counters }), expected);
      for (const count of [0, 1, 2, 5, 300, 16_384, 150_000]) {
        const order = permutation(count, seed);
        const digest = sha256Hex(new Uint8Array(order.buffer, order.byteOffset, order.byteLength));
        assert.equal(await reader.ask({ ask: 'permuted', seed, count }), digest, `${count} with seed ${seed}`);
        for (let last = count - 1, counter = 0; last > 0; last--, counter++) {
          if (randomUint32(seed, counter) >= 2 ** 32 - (2 ** 32 % (last + 1))) refused++;
        }
      }
    }
    assert.ok(refused > 3, `${refused} draws were refused`);
  });

  test('reads what Node reads, in its order and with its cursors: seeds, epochs, ranks, splits, whole batches', async () => {
    const cases: readonly Both[] = [
      {},
      { seed: 7, epoch: 3 },
      { seed: 2 ** 32 - 1, epoch: 2 ** 32 - 1, batch: 64 },
      { seed: 7, ranks: 2, rank: 0 },
      { seed: 7, ranks: 2, rank: 1 },
      { seed: 7, ranks: 3, rank: 0, batch: 333 },
      { seed: 7, ranks: 3, rank: 1, batch: 333, dropLast: true },
      { seed: 7, ranks: 3, rank: 2, batch: 333, dropLast: true },
      { batch: 16_384, dropLast: true },
      { batch: total },
    ];
    for (const each of cases) {
      assert.deepEqual(await there(each), await readHere(storage, version, each), JSON.stringify(each));
    }
    for (const each of [{ split: 'holdout', batch: 70 }, { seed: 9 }] as const) {
      const found = await there(each, 'synthetic@2');
      assert.deepEqual(found, await readHere(storage, split, each));
      assert.equal(found.cursors.at(-1)?.position, each.split === 'holdout' ? 300 : total - 300);
    }
  });

  test('goes on from every cursor of Node, and Node from its own, with other ranks', async () => {
    const { cursors } = await readHere(storage, version, { seed: 5, batch: 2000 });
    assert.equal(cursors.length, 19);
    for (const [place, from] of cursors.entries()) {
      const both: Both = { seed: 5, from, ranks: 1 + (place % 3), rank: place % (1 + (place % 3)), batch: 700 };
      const found = await there(both);
      assert.deepEqual(found, await readHere(storage, version, both), `from ${from.position}`);
      const [own] = found.cursors;
      if (own === undefined || place % 6 > 0) continue;
      const rest: Both = { seed: 5, from: own, ranks: 2, rank: 1 };
      assert.deepEqual(await there(rest), await readHere(storage, version, rest), `from ${own.position}`);
    }
  });

  test('a file of a cursor goes from the command to Python and back, byte for byte', async (t) => {
    const file = join(temporaryFolder(t), 'place.json');
    const words = ['stream', 'synthetic@1', '--store', folder, '--json', '--batch', '500', '--seed', '4'];
    const orders: string[] = [];
    for (let turn = 0; turn < 2; turn++) {
      const { code, out, err } = await millrace([...words, '--batches', '3', '--cursor', file]);
      assert.equal(code, 0, err);
      orders.push((JSON.parse(out) as PythonRead).orderSha256);
      const here = await there({ batch: 500, seed: 4 }, 'synthetic@1', { stop: 3, cursor_file: file });
      assert.equal(readFileSync(file, 'utf8'), cursorText(here.cursors.at(-1) ?? here.start));
      orders.push(here.orderSha256);
    }
    const { cursors } = await readHere(storage, version, { batch: 1500, seed: 4 });
    for (const [leg, order] of orders.entries()) {
      const from = cursors[leg - 1];
      const whole = await there({ batch: 500, seed: 4, ...(from && { from }) }, 'synthetic@1', { stop: 3 });
      assert.equal(order, whole.orderSha256, `leg ${leg}`);
    }
  });

  test('readers that take batches in turn have those of one reader, through the end of an epoch', async () => {
    const whole = await there({ batch: 900, seed: 2 }, 'synthetic@1', { endless: true, stop: 90 });
    assert.equal(whole.cursors[89]?.epoch, 2);
    for (const every of [2, 3]) {
      const cursors: Cursor[] = [];
      const sizes: number[] = [];
      for (let turn = 0; turn < every; turn++) {
        const part = await there({ batch: 900, seed: 2 }, 'synthetic@1', {
          endless: true,
          stop: 90 / every,
          every,
          skip: turn,
        });
        for (const [place, cursor] of part.cursors.entries()) cursors[turn + place * every] = cursor;
        for (const [place, size] of part.sizes.entries()) sizes[turn + place * every] = size;
      }
      assert.deepEqual([cursors, sizes], [whole.cursors, whole.sizes]);
    }
  });

  test('a version is resolved as everywhere, and its digest is that of the manifest', async () => {
    const refused = (reference: string) => ({ code: codeOf(reference) });
    const codeOf = (reference: string): string =>
      ({ 'synthetic@3': 'version-not-found', 'synthetic@latest': 'version-not-found', nothing: 'dataset-not-found' })[
        reference
      ] ?? 'bad-reference';
    for (const reference of ['synthetic', 'synthetic@1', 'synthetic@2']) {
      const { key, sha256, manifest } = await readManifest(storage, reference);
      const found = await reader.ask({ ask: 'version', store: folder, reference });
      assert.deepEqual(found, { key, sha256, version: manifest.version });
    }
    for (const reference of [
      'synthetic@3',
      'synthetic@latest',
      'nothing',
      'synthetic@0',
      'a@b@c',
      '../synthetic',
      '',
    ]) {
      await assert.rejects(readManifest(storage, reference), refused(reference), reference);
      await assert.rejects(reader.ask({ ask: 'version', store: folder, reference }), refused(reference), reference);
    }
    await advanceLatest(storage, 'synthetic', { version: 1, manifestSha256: version.sha256 });
    for (const reference of ['synthetic', 'synthetic@latest']) {
      assert.deepEqual(await reader.ask({ ask: 'version', store: folder, reference }), {
        key: version.key,
        sha256: version.sha256,
        version: 1,
      });
    }
  });

  test('a store is a folder or a URL that can be opened', async () => {
    for (const store of ['', 'http://example.org/store', 's3:///nothing', 'gs://bucket']) {
      const refused = { code: 'storage-unsupported', kind: 'usage' };
      await assert.rejects(reader.ask({ ask: 'version', store, reference: 'synthetic' }), refused, store);
    }
    const { href } = pathToFileURL(folder);
    const found = await reader.ask<{ sha256: string }>({ ask: 'version', store: href, reference: 'synthetic@2' });
    assert.equal(found.sha256, split.sha256);
  });

  test('a cursor of another stream is refused, and so is what is no cursor or no number', async () => {
    const { cursors } = await there({ seed: 5 });
    const from = cursors[3];
    assert.ok(from !== undefined);
    for (const [field, both] of [
      ['seed', { seed: 6, from }],
      ['split', { seed: 5, from, split: 'holdout' }],
      ['epoch', { seed: 5, from, epoch: 1 }],
      ['position', { seed: 5, from: { ...from, position: total + 1 } }],
      ['manifestSha256', { seed: 5, from: { ...from, manifestSha256: '0'.repeat(64) } }],
    ] as const) {
      const reference = field === 'split' ? 'synthetic@2' : 'synthetic@1';
      const used = field === 'split' ? { ...both, from: { ...from, manifestSha256: split.sha256 } } : both;
      const same = { code: 'cursor-mismatch', kind: 'usage', message: new RegExp(`expected ${field} `) };
      await assert.rejects(there(used, reference), same, field);
      await assert.rejects(readHere(storage, field === 'split' ? split : version, used), same, field);
    }
    const bad = { code: 'bad-cursor', kind: 'usage' };
    for (const more of [{ position: -1 }, { position: true }, { seed: 0.5 }, { format: 'other' }, { more: 1 }]) {
      await assert.rejects(there({ seed: 5 }, 'synthetic@1', { cursor: { ...from, ...more } }), bad);
    }
    const end = { ...from, position: total };
    assert.deepEqual((await there({ seed: 5, from: end, epoch: 1 })).start, { ...from, epoch: 1, position: 0 });
    for (const more of [{ batch: 0 }, { seed: -1 }, { ranks: 2, rank: 2 }, { threads: 0 }, { batch: 'x' }]) {
      await assert.rejects(there({}, 'synthetic@1', more), { code: 'bad-stream', kind: 'usage' });
    }
    await assert.rejects(there({ split: 'holdout' }), { code: 'no-samples', kind: 'usage' });
  });

  test('groups may be compressed or not', async (t) => {
    const { orderSha256, ...expected } = await there({ seed: 3 });
    for (const codec of [null, 'zstd', 'lz4']) {
      const to = join(temporaryFolder(t), 'store');
      await reader.ask({ ask: 'recoded', store: folder, reference: 'synthetic@1', to, codec });
      const found = await reader.ask<PythonRead>(asked(to, 'synthetic', { seed: 3 }));
      const { tokensSha256, usedSha256, judgedSha256 } = expected;
      assert.deepEqual(
        [found.tokensSha256, found.usedSha256, found.judgedSha256],
        [tokensSha256, usedSha256, judgedSha256],
      );
      assert.notEqual(found.orderSha256, orderSha256);
    }
  });

  test('the examples of the docs run, and the first goes on from where it was', async (t) => {
    const cwd = temporaryFolder(t);
    const sequences = [300, 500];
    await commitSynthetic(openLocalFolder(join(cwd, '.millrace')), {
      dataset: 'river',
      sequences,
      length,
      documents: [],
    });
    const [example = '', mix = ''] = pythonExamples();
    const env = { ...process.env, PYTHONPATH: fileURLToPath(new URL('python/', packageRoot)) };
    const places: unknown[] = [];
    for (let turn = 0; turn < 2; turn++) {
      await promisify(execFile)(String(python), ['-c', example], { cwd, env });
      const { epoch, position } = JSON.parse(readFileSync(join(cwd, 'place.json'), 'utf8')) as Cursor;
      places.push([epoch, position]);
    }
    await commitSynthetic(openLocalFolder(join(cwd, '.millrace')), {
      dataset: 'lake',
      sequences,
      length,
      documents: [],
    });
    const { stdout } = await promisify(execFile)(String(python), ['-c', `${mix}\nprint(batch.cursor['position'])`], {
      cwd,
      env,
    });
    assert.equal(stdout.trim(), '1000');
    // 100 batches of 4 for each of 2 ranks are an epoch.
    assert.deepEqual(places, [
      [0, 800],
      [1, 800],
    ]);
  });

  test('reads a store on S3, and says what it cannot reach without its keys', async (t) => {
    const program = versitygw();
    if (program === undefined) return t.skip(noServer);
    const server = await startS3Server(program, ['stores']);
    t.after(server.stop);
    mkdirSync(join(server.folder, 'stores/team'));
    cpSync(folder, join(server.folder, 'stores/team'), { recursive: true });
    const env: NodeJS.ProcessEnv = {};
    pointTo(server.port, server.credentials, env);
    const remote = openPythonReader(String(python), env);
    t.after(remote.close);
    const both = { seed: 7, ranks: 2, rank: 1 };
    const found = await remote.ask<PythonRead>(asked('s3://stores/team', 'synthetic@1', both));
    assert.deepEqual(found, await readHere(storage, version, both));
    const missing = remote.ask(asked('s3://stores/elsewhere', 'synthetic', {}));
    await assert.rejects(missing, { code: 'dataset-not-found', hint: 'the store has none yet' });
    pointTo(server.port, { ...server.credentials, secret: 'canary-of-another' }, env);
    const stranger = openPythonReader(String(python), env);
    t.after(stranger.close);
    await assert.rejects(stranger.ask(asked('s3://stores/team', 'synthetic', {})), (error: object) => {
      assert.doesNotMatch(JSON.stringify(error), /canary|CANARY|Signature/);
      return (error as { code?: string }).code === 'not-readable';
    });
  });
});
