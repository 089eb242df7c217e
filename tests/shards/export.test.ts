import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, describe, type TestContext, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { openExportFolder } from '../../shards/export/export-folder.ts';
import { type ExportRequest, exportVersion } from '../../shards/export/export-version.ts';
import { recordKey } from '../../shards/export/record-key.ts';
import type { StoredImage } from '../../shards/images.ts';
import { openLocalFolder } from '../../storage/local-folder.ts';
import type { Storage } from '../../storage/storage.ts';
import { temporaryFolder } from '../storage/temporary-folder.ts';
import { filesBelow, mdsSamples, tarMembers } from './export-readers.ts';
import { hostileIds, writeImageVersion, writeTextVersion } from './export-version.ts';
import { anyText } from './sample-rows.ts';

const store = mkdtempSync(join(tmpdir(), 'millrace-export-'));
const storage = openLocalFolder(store);
let images: Awaited<ReturnType<typeof writeImageVersion>>;
let texts: Awaited<ReturnType<typeof writeTextVersion>>;

before(async () => {
  images = await writeImageVersion(storage);
  texts = await writeTextVersion(storage);
});
test.after(() => rmSync(store, { recursive: true }));

type Wanted = Pick<ExportRequest, 'format' | 'content'> & Partial<ExportRequest>;

/** Exports into a folder of its own and gives that, with the number of records that were told. */
async function exported(t: TestContext, from: Storage, wanted: Wanted): Promise<{ out: string; records: number }> {
  const out = join(temporaryFolder(t), 'out');
  const folder = await openExportFolder(out);
  const manifest = (wanted.content === 'images' ? images : texts).stored.manifest;
  try {
    const told: number[] = [];
    const records = await exportVersion(from, manifest, folder, {
      ...{ shardBytes: 8_000, gzip: false, signal: AbortSignal.timeout(60_000) },
      onProgress: (count) => told.push(count),
      ...wanted,
    });
    await folder.finish();
    assert.equal(told.at(-1), records);
    assert.equal(folder.files, Object.keys(filesBelow(out)).length);
    assert.equal(
      folder.bytes,
      Object.values(filesBelow(out)).reduce((sum, { length }) => sum + length, 0),
    );
    return { out, records };
  } catch (error) {
    await folder.abort();
    throw error;
  }
}

/** All but the image's bytes. */
const about = ({ image: _, ...more }: StoredImage): object => more;
const json = (value: object): unknown => JSON.parse(JSON.stringify(value));
const lines = (text: string): unknown[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

test('a key names one record, in letters that no format takes for its own', () => {
  assert.deepEqual(['', 'a-b_1', '../a', 'é', '-rf', 'A~'].map(recordKey), [
    '~',
    'a-b_1',
    '~2E~2E~2Fa',
    '~C3~A9',
    '~2Drf',
    'A~7E',
  ]);
  const ids = fc.oneof(anyText, fc.string({ unit: fc.constantFrom('a', '~', '-', '.', '2', 'E'), maxLength: 90 }));
  fc.assert(
    fc.property(fc.uniqueArray(ids, { maxLength: 12 }), (some) => {
      const distinct = new Set([...some, ...hostileIds]);
      const keys = [...distinct].map(recordKey);
      assert.equal(new Set(keys).size, distinct.size);
      for (const key of keys) assert.match(key, /^[\w~][\w~-]{0,87}$/);
    }),
  );
});

describe('webdataset', () => {
  const extensions = { jpeg: 'jpg', png: 'png' } as Readonly<Record<string, string>>;

  test('has every image with its label, caption and the rest, in order', async (t) => {
    const { out, records } = await exported(t, storage, { format: 'webdataset', content: 'images' });
    assert.equal(records, 60);
    const files = filesBelow(out);
    const labels = JSON.parse(files['labels.json']?.toString() ?? '') as string[];
    assert.deepEqual(labels, ['label 0 😀', 'label 1 😀', 'label 2 😀', 'label 3 😀', 'label 4 😀']);
    for (const split of ['train', 'holdout'] as const) {
      const shards = Object.keys(files).filter((path) => path.startsWith(`${split}/`));
      assert.ok(shards.length > 1);
      assert.equal(shards[1], `${split}/${split}-000001.tar`);
      const members = [];
      for (const path of shards) {
        const own = await tarMembers(files[path] ?? Buffer.alloc(0));
        assert.ok((files[path]?.length ?? 0) <= 8_000 || new Set(own.map(({ name }) => name.split('.')[0])).size === 1);
        members.push(...own);
      }
      const expected = images[split].flatMap((image) => {
        const key = recordKey(image.id);
        return [
          { name: `${key}.${extensions[image.format]}`, value: [...image.image] },
          ...(image.label === null ? [] : [{ name: `${key}.cls`, value: String(labels.indexOf(image.label)) }]),
          ...(image.caption === null ? [] : [{ name: `${key}.txt`, value: image.caption }]),
          { name: `${key}.json`, value: json(about(image)) },
        ];
      });
      const found = members.map(({ name, bytes }) => {
        if (name.endsWith('.json')) return { name, value: JSON.parse(bytes.toString()) as unknown };
        return { name, value: /\.(cls|txt)$/.test(name) ? bytes.toString() : [...bytes] };
      });
      assert.deepEqual(found, expected);
    }
  });

  test('has documents as text, and sequences as NumPy arrays', async (t) => {
    const { out } = await exported(t, storage, { format: 'webdataset', content: 'documents', shardBytes: 2 ** 20 });
    const members = await tarMembers(filesBelow(out)['train/train-000000.tar'] ?? Buffer.alloc(0));
    assert.deepEqual(
      members.filter(({ name }) => name.endsWith('.txt')).map(({ bytes }) => bytes.toString()),
      texts.train.map(({ text }) => text),
    );
    const tokens = await exported(t, storage, { format: 'webdataset', content: 'tokens', shardBytes: 2 ** 30 });
    const [array] = await tarMembers(filesBelow(tokens.out)['train/train-000000.tar'] ?? Buffer.alloc(0));
    const header = "\x93NUMPY\x01\x00\x76\x00{'descr': '<u2', 'fortran_order': False, 'shape': (8,), }";
    assert.equal(array?.bytes.subarray(0, header.length).toString('latin1'), header);
    assert.equal(array?.bytes.readUInt16LE(128 + 14), texts.sequences[0]?.tokens[7]);
    assert.match(array?.name ?? '', /^[0-9a-f]{16}-0\.npy$/);
  });
});

describe('mds', () => {
  test('has every image, document and sequence, in shards of the wanted size', async (t) => {
    const pictures = await exported(t, storage, { format: 'mds', content: 'images' });
    const documents = await exported(t, storage, { format: 'mds', content: 'documents', shardBytes: 2 ** 20 });
    for (const split of ['train', 'holdout'] as const) {
      assert.deepEqual(
        mdsSamples(join(pictures.out, split)),
        images[split].map((image) => ({ ...(json(about(image)) as object), image: Uint8Array.from(image.image) })),
      );
      assert.deepEqual(mdsSamples(join(documents.out, split)), texts[split]);
    }
    const shards = Object.entries(filesBelow(pictures.out)).filter(([path]) => /^train\/shard\.\d{5}\.mds$/.test(path));
    assert.ok(shards.length > 4);
    for (const [, bytes] of shards) assert.ok(bytes.length <= 8_000 || bytes.readUInt32LE() === 1);
    const { out } = await exported(t, storage, { format: 'mds', content: 'tokens' });
    const { sha256 } = texts.stored.manifest.shards[2] ?? assert.fail();
    assert.deepEqual(
      mdsSamples(join(out, 'train')),
      texts.sequences.map((sequence, row) => ({ id: `${sha256}:${row}`, ...sequence })),
    );
  });
});

describe('jsonl', () => {
  test('has documents and sequences as lines, compressed if asked', async (t) => {
    for (const gzip of [false, true]) {
      const { out } = await exported(t, storage, { format: 'jsonl', content: 'documents', gzip });
      for (const split of ['train', 'holdout'] as const) {
        const files = Object.entries(filesBelow(out)).filter(([path]) => path.startsWith(`${split}/`));
        assert.equal(files[0]?.[0], `${split}/${split}-000000.jsonl${gzip ? '.gz' : ''}`);
        const all = files.map(([, bytes]) => (gzip ? gunzipSync(bytes) : bytes).toString());
        assert.ok(split === 'holdout' || all.length > 1);
        assert.ok(all.every((text) => text.length <= 8_000 || text.trimEnd().split('\n').length === 1));
        assert.deepEqual(all.flatMap(lines), texts[split]);
      }
    }
    const { out } = await exported(t, storage, { format: 'jsonl', content: 'tokens', shardBytes: 2 ** 20 });
    const [first] = lines(filesBelow(out)['train/train-000000.jsonl']?.toString() ?? '') as { tokens: number[] }[];
    assert.deepEqual(first?.tokens, texts.sequences[0]?.tokens);
  });

  test('has images as files, with a line about each', async (t) => {
    const { out } = await exported(t, storage, { format: 'jsonl', content: 'images' });
    const files = filesBelow(out);
    assert.equal(Object.keys(files).length, 62);
    for (const split of ['train', 'holdout'] as const) {
      const rows = lines(files[`${split}/metadata.jsonl`]?.toString() ?? '') as { file_name: string; id: string }[];
      assert.deepEqual(
        rows.map(({ id }) => id),
        images[split].map(({ id }) => id),
      );
      const found = rows.map(({ file_name }) => files[`${split}/${file_name}`]);
      assert.deepEqual(
        found,
        images[split].map(({ image }) => Buffer.from(image)),
      );
    }
    const boxed = lines(files['train/metadata.jsonl']?.toString() ?? '')[25] as Record<string, unknown>;
    assert.deepEqual(boxed['objects'], { bbox: [[1, 2.5, 25, 3]], categories: ['cat'] });
  });
});

describe('parquet and hf', () => {
  test('are the shards as they are', async (t) => {
    const shards = images.stored.manifest.shards;
    const names = {
      parquet: [
        'train/train-00000-of-00002.parquet',
        'holdout/holdout-00000-of-00001.parquet',
        'train/train-00001-of-00002.parquet',
      ],
      hf: [
        'data/train-00000-of-00002.parquet',
        'data/test-00000-of-00001.parquet',
        'data/train-00001-of-00002.parquet',
      ],
    } as const;
    for (const format of ['parquet', 'hf'] as const) {
      const { out } = await exported(t, storage, { format, content: 'images' });
      const files = filesBelow(out);
      assert.deepEqual(Object.keys(files).sort(), [...names[format]].sort());
      for (const [index, name] of names[format].entries()) {
        const own = filesBelow(join(store, 'pictures'))[shards[index]?.file ?? ''];
        assert.ok(own !== undefined && files[name]?.equals(own));
      }
    }
  });

  test('refuse a shard whose bytes were changed', async (t) => {
    const [shard] = images.stored.manifest.shards;
    const bytes = await storage.get(`pictures/${shard?.file}`);
    const changed: Storage = {
      ...storage,
      getRange: async (key, start, end) => {
        const range = Uint8Array.from(await storage.getRange(key, start, end));
        if (key.endsWith(shard?.file ?? '') && end === bytes.length) range[end - start - 1] = 0;
        return range;
      },
    };
    await assert.rejects(exported(t, changed, { format: 'parquet', content: 'images' }), { code: 'bad-file' });
  });

  test('have tokens: a table of sequences, for Hugging Face the shards as they are', async (t) => {
    const [shard] = texts.stored.manifest.shards.filter(({ content }) => content === 'tokens');
    const { out } = await exported(t, storage, { format: 'parquet', content: 'tokens' });
    const bytes = filesBelow(out)['train/train-00000-of-00001.parquet'] ?? Buffer.alloc(0);
    const rows = await parquetReadObjects({ file: Uint8Array.from(bytes).buffer, compressors });
    const expected = texts.sequences.map((sequence, row) => ({ id: `${shard?.sha256}:${row}`, ...sequence }));
    assert.deepEqual(rows, expected);
    const hub = filesBelow((await exported(t, storage, { format: 'hf', content: 'tokens' })).out);
    assert.deepEqual(hub, {
      'data/train-00000-of-00001.arrow': Buffer.from(await storage.get(`texts/${shard?.file}`)),
    });
  });
});

describe('whatever is exported', () => {
  const everything = (['jsonl', 'parquet', 'mds', 'webdataset', 'hf'] as const).flatMap((format) =>
    (['images', 'documents', 'tokens'] as const).map((content) => ({ format, content })),
  );

  test('has the same bytes the next time, in its folder alone, whatever the ids', async (t) => {
    for (const wanted of everything) {
      const [once, again] = [await exported(t, storage, wanted), await exported(t, storage, wanted)];
      const files = filesBelow(once.out);
      assert.deepEqual(files, filesBelow(again.out), JSON.stringify(wanted));
      assert.deepEqual(readdirSync(join(once.out, '..')), ['out']);
      for (const path of Object.keys(files)) assert.match(path, /^[\w~][\w~.-]*(\/[\w~][\w~.-]*)*$/);
    }
  });

  test('leaves nothing behind when it is interrupted', async (t) => {
    // Of the one shard of tokens nothing is left to do once its progress was told.
    for (const wanted of everything.filter(({ content }) => content !== 'tokens')) {
      const parent = temporaryFolder(t);
      const folder = await openExportFolder(join(parent, 'deep', 'out'));
      const stop = new AbortController();
      const request = {
        ...wanted,
        shardBytes: 8_000,
        gzip: false,
        signal: stop.signal,
        onProgress: () => stop.abort(),
      };
      const manifest = (wanted.content === 'images' ? images : texts).stored.manifest;
      await assert.rejects(exportVersion(storage, manifest, folder, request), { code: 'interrupted' });
      assert.ok(existsSync(join(parent, 'deep')));
      await folder.abort();
      assert.deepEqual(readdirSync(parent), []);
    }
  });

  test('needs an empty folder, and nothing there is touched', async (t) => {
    const folder = temporaryFolder(t);
    writeFileSync(join(folder, 'mine.txt'), 'mine');
    await assert.rejects(openExportFolder(folder), { code: 'not-empty', kind: 'usage', message: /"mine\.txt" in it/ });
    assert.deepEqual(readdirSync(folder), ['mine.txt']);
    await assert.rejects(openExportFolder(join(folder, 'mine.txt')), { code: 'not-writable' });
    mkdirSync(join(folder, 'empty'));
    const first = await openExportFolder(join(folder, 'empty'));
    await assert.rejects(openExportFolder(join(folder, 'empty')), {
      code: 'not-empty',
      hint: /still runs, or was killed/,
    });
    await first.put('a', Buffer.from('a'));
    assert.equal(existsSync(join(folder, 'empty', 'a')), false);
    await assert.rejects(first.put('a', Buffer.from('b')), { code: 'name-taken' });
    await assert.rejects(first.put('../a', Buffer.from('b')), { code: 'bad-key' });
    await first.abort();
    assert.deepEqual(readdirSync(join(folder, 'empty')), []);
  });

  test('says that a disk is full, and leaves nothing on it', async (t) => {
    const folder = temporaryFolder(t);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], { stdio: 'ignore' });
    } catch {
      return t.skip('mounting a filesystem is not permitted here');
    }
    try {
      const out = await openExportFolder(join(folder, 'out'));
      const file = await out.create('train/big');
      await assert.rejects(file.write(new Uint8Array(2 ** 20)), { code: 'disk-full', hint: /another disk/ });
      await out.abort();
      assert.deepEqual(readdirSync(folder), []);
    } finally {
      execFileSync('umount', [folder]);
    }
  });
});
