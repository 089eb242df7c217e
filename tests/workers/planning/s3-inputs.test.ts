import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { randomUint32 } from '../../../core/seeded-random.ts';
import { loadRecipe } from '../../../recipes/load-recipe.ts';
import { openLocalFolder } from '../../../storage/local-folder.ts';
import { s3Connection } from '../../../storage/s3/s3-client.ts';
import { openSourceFile } from '../../../storage/source-file.ts';
import { readDocuments } from '../../../workers/phases/read-documents.ts';
import { readImages } from '../../../workers/phases/read-images.ts';
import { digestInput } from '../../../workers/planning/digest-input.ts';
import { findInputs } from '../../../workers/planning/find-inputs.ts';
import { readPartition } from '../../../workers/planning/partition-file.ts';
import type { PartitionInput } from '../../../workers/planning/partition-inputs.ts';
import { type BuildPlan, workKeys } from '../../../workers/planning/plan.ts';
import { planBuild } from '../../../workers/planning/plan-build.ts';
import {
  noServer,
  pointTo,
  type S3Server,
  startBreakingProxy,
  startS3Server,
  versitygw,
} from '../../storage/s3-server.ts';

const program = versitygw();
const bucket = 'crawl-bucket';
let server: S3Server;

describe('inputs from a real S3-compatible server', { skip: program === undefined ? noServer : false }, () => {
  before(async () => {
    server = await startS3Server(program ?? '', [bucket]);
    pointTo(server.port, server.credentials);
  });
  after(() => server.stop());

  it('are those that the same pattern finds in a folder, with the same keys', async () => {
    const names = [
      ...['a.txt', 'b.jsonl', '.hidden', 'z/a.txt', 'z/.hidden/a.txt', 'z/y/b.jsonl', 'z/y/x/c.txt', 'z-1/a.txt'],
      ...['z-2/a.txt', 'z-2/[1].txt', 'with space/ä+%41&.txt', 'z.txt/inner.txt', 'Z/a.txt', '2024-01/a.txt'],
    ];
    for (const [place, name] of names.entries()) await put(`tree/${name}`, Buffer.alloc(place + 1));
    const patterns = [
      ...['*', '**', '*.txt', '**/*.txt', 'z/**', 'z*/*.txt', 'z-[12]/a.txt', '{a,b}.*', 'z/*/b.jsonl', '**/.hidden'],
      ...[
        'a.txt',
        'z',
        'z/',
        'z/y/x',
        '.hidden',
        'z/.hidden/*',
        'z-2/\\[1\\].txt',
        '!(z)/*.txt',
        '*/*',
        'with space/*',
      ],
      ...['2024-*/**', 'z.tx?', '+(z|Z)/*', 'none*', 'nowhere/**', '*/y/**/*.txt'],
    ];
    for (const pattern of patterns) {
      const [remote, local] = [
        await found(`s3://${bucket}/tree/${pattern}`),
        await found(join(localTree(), 'tree', pattern)),
      ];
      assert.deepEqual(remote, local, pattern);
    }
    assert.deepEqual(
      (await found(`s3://${bucket}/*/*.jsonl`)).map(({ key }) => key),
      [`${bucket}/tree/b.jsonl`],
    );
    assert.deepEqual((await found(`s3://${bucket}/**/*.jsonl`)).length, 2);
  });

  it('are listed to the last page, in order', async () => {
    mkdirSync(join(localTree(), 'many/folder'), { recursive: true });
    const count = 1203;
    for (let index = 0; index < count; index++) {
      writeFileSync(join(localTree(), index % 2 === 0 ? 'many' : 'many/folder', `${index}.txt`), '');
    }
    const inputs = await found(`s3://${bucket}/many/**`);
    assert.equal(inputs.length, count);
    assert.deepEqual(inputs, await found(join(localTree(), 'many/**')));
    assert.equal((await found(`s3://${bucket}/many/*`)).length, 602);
  });

  it('have the bytes, ranges and digests that they have in a folder', async () => {
    const lines = Array.from({ length: 9000 }, (_, line) => `{"text":"${'x'.repeat(randomUint32(1, line) % 90)}"}\n`);
    const bytes = Buffer.from(lines.join(''));
    await put('read/lines.jsonl', bytes);
    await put('read/empty.jsonl', Buffer.alloc(0));
    for (const name of ['lines.jsonl', 'empty.jsonl']) {
      const digests = [`s3://${bucket}/read/${name}`, join(localTree(), 'read', name)].map((path) =>
        digestInput({ source: 0, key: name, path, bytes: 0 }, 50_000, true),
      );
      const [remote, local] = await Promise.all(digests);
      assert.deepEqual(remote, local);
    }
    const file = openSourceFile(`s3://${bucket}/read/lines.jsonl`);
    assert.deepEqual(Buffer.from(await file.range(1000, 2000)), bytes.subarray(1000, 2000));
    assert.deepEqual(Buffer.from(await file.range(bytes.length - 8, bytes.length + 8)), bytes.subarray(-8));
    assert.equal((await file.range(bytes.length, bytes.length + 8)).length, 0);
    assert.equal((await file.range(5, 5)).length, 0);
    await file.close();
  });

  it('come whole through connections that break', { timeout: 30_000 }, async () => {
    const bytes = Buffer.from(Array.from({ length: 500_000 }, (_, at) => randomUint32(2, at) & 255));
    await put('read/long.bin', bytes);
    const proxy = await startBreakingProxy(server.port, 120_000);
    try {
      pointTo(proxy.port, server.credentials);
      const file = openSourceFile(`s3://${bucket}/read/long.bin`);
      assert.deepEqual(await joined(file.read()), bytes);
      assert.deepEqual(Buffer.from(await file.range(1000, 400_000)), bytes.subarray(1000, 400_000));
      assert.ok(proxy.cuts() >= 6, `${proxy.cuts()} cuts`);
    } finally {
      proxy.server.close();
      pointTo(server.port, server.credentials);
    }
  });

  it('are other inputs when an object is replaced, be it by one of the same length', async () => {
    await put('changing/a.txt', Buffer.alloc(300_000, 'a'));
    const file = openSourceFile(`s3://${bucket}/changing/a.txt`);
    await file.range(0, 10);
    await put('changing/a.txt', Buffer.alloc(300_000, 'b'));
    await assert.rejects(file.range(0, 10), { code: 's3-changed' });
    await file.close();

    const { plan, inputs } = await planned('kind: text', `{ format: text, path: 's3://${bucket}/changing/*' }`);
    assert.equal((await documents(plan, inputs)).length, 1);
    await put('changing/a.txt', Buffer.alloc(300_000, 'c'));
    await assert.rejects(documents(plan, inputs), { code: 'input-changed' });
    await put('changing/a.txt', Buffer.alloc(200_000, 'b'));
    await assert.rejects(documents(plan, inputs), { code: 'input-changed' });
    await put('changing/b.txt', Buffer.alloc(1));
    await put('changing/a.txt', Buffer.alloc(300_000, 'b'));
    assert.equal((await documents(plan, inputs)).length, 1);
  });

  it('give the records that a folder gives, of images and of what their lists name', async () => {
    const lines = ['img/a.bin', 'img/none.bin', '../read/lines.jsonl', 'img/large.bin', 'img/b.bin'];
    for (const name of ['a', 'b']) await put(`set/img/${name}.bin`, Buffer.from(name));
    await put('set/img/large.bin', Buffer.alloc(70_000));
    await put('set/list.jsonl', Buffer.from(lines.map((image) => `${JSON.stringify({ image })}\n`).join('')));
    const of = async (root: string) => {
      const entries = `{ format: jsonl, path: '${root}/set/*.jsonl', image: image }, { format: folder, path: '${root}/set/img/**', label: folder }`;
      const { plan, inputs, stored } = await planned('kind: image', entries, 'limits: { recordBytes: 64KiB }');
      const records = [];
      for await (const chunk of readImages(
        plan,
        { inputs, bytes: 0 },
        () => 'parse',
        () => undefined,
      ))
        records.push(...chunk);
      return { plan, inputs, records, stored };
    };
    const [remote, local] = [await of(`s3://${bucket}`), await of(localTree())];
    assert.deepEqual(remote.records, local.records);
    assert.deepEqual(
      remote.records.map((record) => ('problem' in record ? record.problem : record.item.bytes.length)),
      [1, 'missing-image', 'outside-folder', 'record-too-large', 1, 1, 1, 'record-too-large'],
    );
    assert.equal(remote.plan.inputs.sha256, local.plan.inputs.sha256);
    assert.equal(remote.stored.includes(server.credentials.id), false);
    assert.equal(remote.stored.includes(server.credentials.secret), false);

    await put('set/img/b.bin', Buffer.from('c'));
    await assert.rejects(
      async () => {
        for await (const _ of readImages(
          remote.plan,
          { inputs: remote.inputs, bytes: 0 },
          () => 'parse',
          () => undefined,
        ));
      },
      { code: 'input-changed' },
    );
  });
});

function localTree(): string {
  return join(server.folder, bucket);
}

async function put(key: string, body: Buffer): Promise<void> {
  await s3Connection().client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body }));
}

/** Keys and sizes, or the error's code. */
async function found(path: string) {
  const sources = [{ format: 'text', path, options: {} }];
  const files = await findInputs({ sources }, '/').catch((error: { code: string }) => [{ key: error.code, bytes: -1 }]);
  return files.map(({ key, bytes }) => ({ key, bytes }));
}

async function joined(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

async function planned(kind: string, sources: string, more = '') {
  const folder = join(server.folder, `recipe-${randomUint32(3, recipes++)}`);
  mkdirSync(folder);
  const path = join(folder, 'recipe.yaml');
  writeFileSync(path, `version: 1\ndataset: remote\n${kind}\nsources: [ ${sources} ]\nstages: []\n${more}\n`);
  const { recipe } = await loadRecipe(path);
  const storage = openLocalFolder(join(folder, 'store'));
  const plan = await planBuild(storage, recipe, folder, () => undefined);
  const inputs: PartitionInput[] = [];
  const work = workKeys.folder(plan.dataset, plan.build);
  for (let index = 0; index < plan.partitions; index++)
    inputs.push(...(await readPartition(storage, work, index)).inputs);
  let stored = '';
  for (const { key } of await storage.list('')) stored += Buffer.from(await storage.get(key)).toString();
  return { plan, inputs, stored };
}
let recipes = 0;

async function documents(plan: BuildPlan, inputs: readonly PartitionInput[]) {
  const records = [];
  for await (const chunk of readDocuments(
    plan,
    { inputs, bytes: 0 },
    () => 'parse',
    () => undefined,
  ))
    records.push(...chunk);
  return records;
}
