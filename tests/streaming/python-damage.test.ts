import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, type TestContext, test } from 'node:test';
import { randomUint32 } from '../../core/seeded-random.ts';
import { readManifest, type StoredManifest } from '../../shards/catalogue.ts';
import type { Manifest } from '../../shards/manifest.ts';
import { openLocalFolder } from '../../storage/local-folder.ts';
import { noServer, pointTo, startS3Server, versitygw } from '../storage/s3-server.ts';
import { temporaryFolder } from '../storage/temporary-folder.ts';
import { asked, makeStore, python, skip } from './python-comparison.ts';
import { openPythonReader, type PythonRead, type PythonReader } from './python-reader.ts';

describe('millrace_stream, the Python reader, on what is damaged', { skip, timeout: 300_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-python-'));
  let reader: PythonReader;
  let version: StoredManifest;

  before(async () => {
    ({ version } = await makeStore(folder));
    reader = openPythonReader(String(python));
  });
  after(async () => {
    await reader?.close();
    rmSync(folder, { recursive: true, force: true });
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

  test('what comes over a network is held to the checksum of its group', async (t) => {
    const program = versitygw();
    if (program === undefined) return t.skip(noServer);
    const server = await startS3Server(program, ['stores']);
    t.after(server.stop);
    const to = join(server.folder, 'stores/team');
    await reader.ask({ ask: 'recoded', store: folder, reference: 'synthetic@2', to, codec: null, crc32: true });
    const env: NodeJS.ProcessEnv = {};
    pointTo(server.port, server.credentials, env);
    const remote = openPythonReader(String(python), env);
    t.after(remote.close);
    const request = asked('s3://stores/team', 'synthetic', { split: 'holdout' });
    const { sizes } = await remote.ask<PythonRead>(request);
    assert.deepEqual(sizes, [300]);
    const manifest = JSON.parse(readFileSync(join(to, 'synthetic/versions/00000001.json'), 'utf8')) as Manifest;
    const file = manifest.shards[1]?.file ?? '';
    const path = join(to, 'synthetic', file);
    const bytes = readFileSync(path);
    const { offset = 0, bytes: length = 0 } = manifest.shards[1]?.rowGroups[0] ?? {};
    // A token: nothing else can tell.
    bytes.writeUInt8(bytes.readUInt8(offset + length / 2) ^ 1, offset + length / 2);
    writeFileSync(path, bytes);
    await assert.rejects(remote.ask(request), {
      code: 'bad-file',
      at: `s3://stores/team/synthetic/${file}`,
      message: /checksum/,
    });
    assert.deepEqual((await reader.ask<PythonRead>(asked(to, 'synthetic', { split: 'holdout' }))).sizes, [300]);
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
});

function copyOf(folder: string, t: TestContext): string {
  const copy = join(temporaryFolder(t), 'store');
  cpSync(folder, copy, { recursive: true });
  return copy;
}
