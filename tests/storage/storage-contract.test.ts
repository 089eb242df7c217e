import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { sha256Hex } from '../../storage/digest.ts';
import { openMemoryStorage } from '../../storage/memory.ts';
import { openStorage } from '../../storage/open-storage.ts';
import type { Storage } from '../../storage/storage.ts';
import { noServer, pointTo, type S3Server, startS3Server, versitygw } from './s3-server.ts';

/** A bucket of Amazon or another store, with the environment's own AWS_ variables, in place of a server of this machine. */
const own = process.env['MILLRACE_TEST_S3'];
const url = own === undefined ? 's3://contract/stores' : `${own}/${randomUUID()}`;
const program = own === undefined ? versitygw() : undefined;
let server: S3Server | undefined;
const folder = mkdtempSync(join(tmpdir(), 'millrace-contract-'));
before(async () => {
  if (program === undefined) return;
  server = await startS3Server(program, ['contract']);
  pointTo(server.port, server.credentials);
});
after(async () => {
  if (own !== undefined) await openStorage(url).deleteAll(await openStorage(url).keys(''));
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const bytes = (text: string) => Buffer.from(text);
const textOf = (value: Uint8Array | undefined) => Buffer.from(value ?? []).toString();

const kinds: { name: string; skip: string | false; open: (name: string) => Storage }[] = [
  { name: 'a folder', skip: false, open: (name) => openStorage(join(folder, name)) },
  { name: 'memory', skip: false, open: () => openMemoryStorage() },
  {
    name: 'S3',
    skip: program === undefined && own === undefined && noServer,
    open: (name) => openStorage(`${url}/${name}`),
  },
];

for (const { name: kind, skip, open } of kinds) {
  describe(`a store in ${kind}`, { skip }, () => {
    test('gives a value whole, by range and by size', async () => {
      const storage = open('values');
      await storage.put('a/b', bytes('0123456789'));
      assert.equal(textOf(await storage.get('a/b')), '0123456789');
      assert.equal(textOf(await storage.getRange('a/b', 2, 5)), '234');
      assert.equal(textOf(await storage.getRange('a/b', 0, 10)), '0123456789');
      assert.equal((await storage.getRange('a/b', 4, 4)).length, 0);
      assert.equal(await storage.size('a/b'), 10);
      assert.equal(await storage.size('a/c'), undefined);
      await storage.put('a/b', bytes('new'));
      assert.equal(textOf(await storage.get('a/b')), 'new');
      await storage.put('a/empty', bytes(''));
      assert.equal((await storage.get('a/empty')).length, 0);
      assert.equal(await storage.size('a/empty'), 0);
      await storage.delete('a/b');
      await storage.delete('a/b');
      assert.equal(await storage.size('a/b'), undefined);
    });

    test('removes many values at once, and no others', async () => {
      const storage = open('many');
      const keys = Array.from({ length: 40 }, (_, index) => `a/${index % 4}/${String(index).padStart(2, '0')}`);
      for (const key of [...keys, 'a/1/left', 'b']) await storage.put(key, bytes(key));
      assert.deepEqual(await storage.keys('a/1/'), [...keys.filter((key) => key.startsWith('a/1/')), 'a/1/left']);
      await storage.deleteAll([...keys, 'a/none']);
      assert.deepEqual(await storage.keys(''), ['a/1/left', 'b']);
      assert.deepEqual(await storage.folders('a/'), ['1']);
    });

    test('says what is not there, and what is not that long', async () => {
      const storage = open('errors');
      await storage.put('a/b', bytes('0123'));
      for (const key of ['a/c', 'other']) {
        await assert.rejects(storage.get(key), { code: 'not-found' });
        await assert.rejects(storage.getRange(key, 0, 1), { code: 'not-found' });
        await assert.rejects(storage.getRange(key, 0, 0), { code: 'not-found' });
        await assert.rejects(storage.copy(key, 'a/d'), { code: 'not-found' });
        assert.equal(await storage.getTagged(key), undefined);
      }
      for (const [start, end] of [
        [2, 5],
        [4, 6],
        [9, 12],
        [-1, 2],
        [3, 2],
        [5, 5],
      ] as const) {
        await assert.rejects(storage.getRange('a/b', start, end), { code: 'short-read' }, `${start} to ${end}`);
      }
    });

    test('lets no key leave it', async () => {
      const storage = open('keys');
      for (const key of ['../x', 'a/../../x', '/etc/passwd', 'a//b', './a', 'a/', '', 'a\\..\\b', 'a\0b']) {
        for (const use of [
          async () => await storage.get(key),
          async () => await storage.put(key, bytes('x')),
          async () => await storage.putIfAbsent(key, bytes('x')),
          async () => await storage.replaceIf(key, bytes('x'), 'x'),
          async () => await storage.getTagged(key),
          async () => await storage.copy(key, 'x'),
          async () => await storage.delete(key),
          async () => await storage.deleteAll([key]),
          async () => await storage.size(key),
        ]) {
          await assert.rejects(use, { code: 'bad-key' }, JSON.stringify(key));
        }
      }
      await assert.rejects(async () => await storage.list('../'), { code: 'bad-key' });
      await assert.rejects(async () => await storage.keys('../'), { code: 'bad-key' });
      await assert.rejects(async () => await storage.folders('a'), { code: 'bad-key' });
    });

    test('lists keys in code-unit order, without what is not published', async () => {
      const storage = open('lists');
      const keys = ['a/é', 'a/Z', 'a/b/1', 'a.b', 'z/1', 'a/\u{1F600}', 'a/\uFFFD', 'a/with space+%2F&?#', 'z/b/c/d'];
      for (const key of keys) await storage.put(key, bytes(key));
      const writer = await storage.open();
      await writer.write(bytes('unpublished'));
      assert.deepEqual(
        (await storage.list('')).map(({ key }) => key),
        [...keys].sort(),
      );
      assert.deepEqual((await storage.list('a/'))[0], { key: 'a/Z', bytes: 3 });
      assert.equal(textOf(await storage.get('a/with space+%2F&?#')), 'a/with space+%2F&?#');
      await storage.copy('a/with space+%2F&?#', 'a/é');
      assert.equal(textOf(await storage.get('a/é')), 'a/with space+%2F&?#');
      assert.deepEqual(await storage.folders(''), ['a', 'z']);
      assert.deepEqual(await storage.folders('a/'), ['b']);
      assert.deepEqual(await storage.folders('z/'), ['b']);
      assert.deepEqual(await storage.list('nothing/'), []);
      assert.deepEqual(await storage.folders('nothing/'), []);
      await writer.abort();
    });

    test('lists more than a page', { skip: kind === 'a folder' && 'it has no pages' }, async () => {
      const storage = open('pages');
      const keys = Array.from({ length: 1100 }, (_, index) => `k/${index}/v`);
      for (let from = 0; from < keys.length; from += 50)
        await Promise.all(keys.slice(from, from + 50).map((key) => storage.put(key, bytes(''))));
      assert.deepEqual(
        (await storage.list('k/')).map(({ key }) => key),
        [...keys].sort(),
      );
      assert.equal((await storage.folders('k/')).length, 1100);
    });

    test('keeps a copy that is a value of its own', async () => {
      const storage = open('copies');
      await storage.put('a/b', bytes('first'));
      await storage.put('c/d', bytes('other'));
      await storage.copy('a/b', 'c/d');
      await storage.copy('a/b', 'e/f/g');
      await storage.copy('a/b', 'a/b');
      await storage.put('a/b', bytes('second'));
      const all = await Promise.all(['a/b', 'c/d', 'e/f/g'].map(async (key) => textOf(await storage.get(key))));
      assert.deepEqual(all, ['second', 'first', 'first']);
    });

    test('creates a value once', async () => {
      const storage = open('creates');
      assert.equal(await storage.putIfAbsent('a/b', bytes('1')), true);
      assert.equal(await storage.putIfAbsent('a/b', bytes('1')), false, 'equal bytes are no excuse');
      assert.equal(await storage.putIfAbsent('a/b', bytes('2')), false);
      assert.equal(textOf(await storage.get('a/b')), '1');
    });

    test('replaces a value only where its tag still is the same', async () => {
      const storage = open('tags');
      assert.equal(await storage.replaceIf('a', bytes('x'), 'none'), false);
      assert.equal(await storage.size('a'), undefined);
      await storage.putIfAbsent('a', bytes('1'));
      const first = await storage.getTagged('a');
      assert.equal(textOf(first?.bytes), '1');
      assert.equal(await storage.replaceIf('a', bytes('2'), first?.tag ?? ''), true);
      assert.equal(await storage.replaceIf('a', bytes('3'), first?.tag ?? ''), false);
      const second = await storage.getTagged('a');
      assert.equal(textOf(second?.bytes), '2');
      assert.notEqual(second?.tag, first?.tag);
      await storage.delete('a');
      assert.equal(await storage.replaceIf('a', bytes('3'), second?.tag ?? ''), false);
      assert.equal(await storage.size('a'), undefined);
    });

    test('publishes what a writer wrote under a name made of its digest', async () => {
      const storage = open('writers');
      // No piece ends where a part of an upload does; the last is of one, two, and a bit more than two parts.
      for (const length of [0, 1, 8 * 2 ** 20, 8 * 2 ** 20 + 1, 20_000_003]) {
        const value = Buffer.alloc(length, `some bytes of ${length} `);
        const writer = await storage.open();
        for (let from = 0; from < length; from += 3_333_333) {
          const piece = Buffer.from(value.subarray(from, from + 3_333_333));
          await writer.write(piece);
          piece.fill(0);
        }
        assert.equal(writer.bytes, length);
        const written = await writer.finish((sha256) => `data/${sha256}.bin`);
        assert.deepEqual(written, { key: `data/${sha256Hex(value)}.bin`, sha256: sha256Hex(value), bytes: length });
        assert.equal(sha256Hex(await storage.get(written.key)), written.sha256);
        await writer.abort();
        assert.equal(await storage.size(written.key), length, 'nothing is left to abort');
      }
      assert.equal((await storage.list('')).length, 5);
    });

    test('publishes nothing of what was thrown away', async () => {
      const storage = open('aborts');
      for (const length of [10, 17_000_000]) {
        const writer = await storage.open();
        await writer.write(Buffer.alloc(length));
        await writer.abort();
      }
      assert.deepEqual(await storage.list(''), []);
      assert.deepEqual(await storage.folders(''), []);
      assert.equal(await storage.removeAbandoned(), 0);
    });

    test('takes a repeat for what it is, and mends a value of another size', async () => {
      const storage = open('repeats');
      const value = Buffer.alloc(9 * 2 ** 20, 'x');
      const write = async (): Promise<string> => {
        const writer = await storage.open();
        await writer.write(value);
        return (await writer.finish((sha256) => sha256)).key;
      };
      const key = await write();
      assert.equal(await write(), key);
      await storage.put(key, bytes('cut'));
      await write();
      assert.equal(sha256Hex(await storage.get(key)), key);
    });

    test('gives each of 200 creates and replacements to one of four', async () => {
      const storage = open('races');
      const names = ['a', 'b', 'c', 'd'];
      for (let race = 0; race < 200; race++) {
        const wins = await Promise.all(names.map((name) => storage.putIfAbsent(`k/${race}`, bytes(`${name}${race}`))));
        assert.equal(wins.filter(Boolean).length, 1);
        assert.equal(textOf(await storage.get(`k/${race}`)), `${names[wins.indexOf(true)]}${race}`);
      }
      await storage.put('counter', bytes('0'));
      let replaced = 0;
      const count = async (): Promise<void> => {
        for (let done = 0; done < 50; ) {
          const found = await storage.getTagged('counter');
          const next = bytes(String(Number(textOf(found?.bytes)) + 1));
          if (!(await storage.replaceIf('counter', next, found?.tag ?? ''))) continue;
          done++;
          replaced++;
        }
      };
      await Promise.all(names.map(count));
      assert.equal(textOf(await storage.get('counter')), String(replaced));
      assert.equal(replaced, 200);
    });
  });
}

test('a store on S3 is opened by its URL without a request, and holds no credentials', () => {
  assert.equal(openStorage('s3://bucket/a/b/').location, 's3://bucket/a/b');
  assert.equal(openStorage('s3://bucket').location, 's3://bucket');
  for (const location of ['s3://', 's3://user:password@bucket/x', 's3://bucket//x', 's3://bucket/../x'])
    assert.throws(() => openStorage(location), { code: 'bad-s3-url', kind: 'usage' }, location);
});
