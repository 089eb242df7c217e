import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, type TestContext, test } from 'node:test';
import { randomUint32 } from '../../core/seeded-random.ts';
import { commitVersion, readManifest, type StoredManifest } from '../../shards/catalogue.ts';
import { writeLatest } from '../../shards/latest.ts';
import { sha256Hex, streamingSha256 } from '../../storage/digest.ts';
import { openLocalFolder } from '../../storage/local-folder.ts';
import type { Storage } from '../../storage/storage.ts';
import type { Cursor } from '../../streaming/cursor.ts';
import { cursorText } from '../../streaming/cursor-file.ts';
import { openStream, type StreamOptions } from '../../streaming/open-stream.ts';
import { permutation } from '../../streaming/permutation.ts';
import { gpt } from '../../training/models/gpt.ts';
import { causal } from '../../training/objectives/causal.ts';
import { millrace } from '../cli/command.ts';
import { testPython } from '../python-environment.ts';
import { noServer, pointTo, startS3Server, versitygw } from '../storage/s3-server.ts';
import { temporaryFolder } from '../storage/temporary-folder.ts';
import { openPythonReader, type PythonRead, type PythonReader } from './python-reader.ts';
import { commitSynthetic, tokenizer } from './synthetic-version.ts';

const python = await testPython().catch((error: unknown) =>
  error instanceof Error ? error : new Error(String(error)),
);
const skip = python instanceof Error ? `no Python with pyarrow and numpy: ${python.message}` : false;
const length = 4;
const vocabulary = tokenizer.vocabularySize;
/** Three windows, and groups that are not full. */
const sequences = [16_700, 300, 20_100];
const total = 37_100;
const objective = causal.build({}, gpt.build({ layers: 1, heads: 1, width: 4, bias: true }, { vocabulary, length }), {
  samples: 1,
  length,
  classes: [],
});

/** The same stream as options of both. */
interface Both
  extends Partial<Pick<StreamOptions, 'batch' | 'seed' | 'epoch' | 'ranks' | 'rank' | 'split' | 'dropLast'>> {
  readonly from?: Cursor;
}

/** Reads a stream of Node as `read` of python_reader.py does. */
async function readHere(storage: Storage, version: StoredManifest, both: Both): Promise<PythonRead> {
  const options = { storage, version, content: 'tokens', split: 'train', batch: 1000, seed: 0, threads: 2 } as const;
  const stream = await openStream({ ...options, ...both });
  const [tokens, used, judged] = [streamingSha256(), streamingSha256(), streamingSha256()];
  const ids: string[] = [];
  const cursors: Cursor[] = [];
  const sizes: number[] = [];
  for await (const batch of stream.batches()) {
    for (const [sample, row] of batch.rows.entries()) ids.push(`${stream.shards[batch.shards[sample] ?? -1]}:${row}`);
    const { inputs } = objective.resize(batch.samples).collate(batch);
    for (const [digest, values] of [
      [tokens, batch.tokens],
      [used, batch.used],
      [judged, inputs['targets']?.data],
      [judged, inputs['judged']?.data],
    ] as const) {
      if (values === undefined) throw new Error('the objective has other inputs');
      digest.update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    }
    cursors.push(batch.cursor);
    sizes.push(batch.samples);
  }
  await stream.close();
  return {
    orderSha256: sha256Hex(ids.join('\n')),
    tokensSha256: tokens.hex(),
    usedSha256: used.hex(),
    judgedSha256: judged.hex(),
    cursors,
    sizes,
    batches: cursors.length,
    start: stream.start,
  };
}

function asked(store: string, reference: string, { from, dropLast, batch = 1000, ...rest }: Both) {
  const more = { ...(from === undefined ? {} : { cursor: from }), ...(dropLast ? { drop_last: true } : {}) };
  return { ask: 'read', store, reference, batch, ...rest, ...more };
}

/** A store of its own with version 1, and with version 2, of which one of three shards is held out. */
async function makeStore(
  folder: string,
): Promise<{ storage: Storage; version: StoredManifest; split: StoredManifest }> {
  const storage = openLocalFolder(folder);
  const version = await commitSynthetic(storage, { dataset: 'synthetic', sequences, length, documents: [] });
  const shards = version.manifest.shards.map((shard, place) =>
    place === 1 ? { ...shard, split: 'holdout' as const } : shard,
  );
  return { storage, version, split: await commitVersion(storage, { ...version.manifest, shards }) };
}

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
    await writeLatest(storage, 'synthetic', { version: 1, manifestSha256: version.sha256 });
    for (const reference of ['synthetic', 'synthetic@latest']) {
      assert.deepEqual(await reader.ask({ ask: 'version', store: folder, reference }), {
        key: version.key,
        sha256: version.sha256,
        version: 1,
      });
    }
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

  for (const [name, damage, code] of [
    ['cut', (path: string) => writeFileSync(path, readFileSync(path).subarray(0, 1_000)), 'short-read'],
    ['overwritten', (path: string) => writeFileSync(path, readFileSync(path).fill(0xa5, 2_000)), 'bad-file'],
    ['missing', (path: string) => rmSync(path), 'not-found'],
  ] as const) {
    test(`a shard that is ${name} names itself`, async (t) => {
      const copy = copyOf(folder, t);
      const file = version.manifest.shards[2]?.file ?? '';
      damage(join(copy, 'synthetic', file));
      await assert.rejects(reader.ask(asked(copy, 'synthetic@1', {})), {
        code,
        at: `${copy}/synthetic/${file}`,
      });
    });
  }

  test('whatever is wrong in a group, the answer is its values or an error that names the shard', async (t) => {
    const copy = copyOf(folder, t);
    const shard = version.manifest.shards[1];
    const group = shard?.rowGroups[1];
    assert.ok(shard !== undefined && group !== undefined);
    const path = join(copy, 'synthetic', shard.file);
    const good = readFileSync(path);
    let damaged = 0;
    for (let draw = 0; draw < 150; draw++) {
      const bytes = Buffer.from(good);
      // Most in the header, where lengths and places are.
      const within = draw % 3 === 0 ? group.bytes : 400;
      bytes[group.offset + (randomUint32(draw, 0) % within)] = randomUint32(draw, 1) % 256;
      writeFileSync(path, bytes);
      try {
        await reader.ask(asked(copy, 'synthetic@2', { split: 'holdout' }));
      } catch (error) {
        assert.deepEqual(
          { code: (error as { code?: string }).code, at: (error as { at?: string }).at },
          { code: 'bad-file', at: `${copy}/synthetic/${shard.file}` },
        );
        damaged++;
      }
    }
    assert.ok(damaged > 20, `${damaged} of 150`);
  });

  test('a buffer that ends before its rows do is not read beyond its end', async (t) => {
    const to = join(temporaryFolder(t), 'store');
    await reader.ask({ ask: 'recoded', store: folder, reference: 'synthetic@2', to, codec: null });
    const { manifest } = await readManifest(openLocalFolder(to), 'synthetic');
    const shard = manifest.shards[1];
    const group = shard?.rowGroups[1];
    assert.ok(shard !== undefined && group !== undefined);
    const path = join(to, 'synthetic', shard.file);
    const good = readFileSync(path);
    // The lengths of the buffers of `tokens` and `used`.
    for (const length of [group.rows * 4 * 2, group.rows * 4]) {
      const bytes = Buffer.from(good);
      const field = Buffer.alloc(8);
      field.writeBigInt64LE(BigInt(length));
      bytes.writeBigInt64LE(8n, bytes.indexOf(field, group.offset));
      writeFileSync(path, bytes);
      await assert.rejects(reader.ask(asked(to, 'synthetic', { split: 'holdout' })), { code: 'bad-file' });
    }
  });

  test('a manifest that names a file elsewhere, or lacks a field, is refused', async (t) => {
    const copy = copyOf(folder, t);
    const path = join(copy, version.key);
    const text = readFileSync(path, 'utf8');
    for (const [from, to, named] of [
      [/"data\/[0-9a-f]{64}\.arrow"/, '"../../elsewhere.arrow"', /shards\.0\.file/],
      [/"offset": \d+/, '"offset": -1', /rowGroups\.0\.offset/],
      [/"rows": 256/, '"rows": "256"', /rowGroups\.0\.rows/],
      [/"millrace-manifest\/1"/, '"millrace-manifest/9"', /format/],
      [/^\{/, '[', /JSON/],
    ] as const) {
      writeFileSync(path, text.replace(from, to));
      const refused = reader.ask(asked(copy, 'synthetic@1', {}));
      await assert.rejects(refused, { code: 'bad-manifest', at: version.key, message: named });
    }
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

function copyOf(folder: string, t: TestContext): string {
  const copy = join(temporaryFolder(t), 'store');
  cpSync(folder, copy, { recursive: true });
  return copy;
}
