import assert from 'node:assert/strict';
import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sha256Hex } from '../../storage/digest.ts';
import { openLocalFolder } from '../../storage/local-folder.ts';
import { openStorage } from '../../storage/open-storage.ts';
import { runProgram } from './child-process.ts';
import { temporaryFolder } from './temporary-folder.ts';

const bytes = (text: string) => Buffer.from(text);
const textOf = (value: Uint8Array) => Buffer.from(value).toString();

test('a copy is a value of its own', async (t) => {
  const root = temporaryFolder(t);
  const storage = openLocalFolder(root);
  await storage.put('a/b', bytes('first'));
  await storage.put('c/d', bytes('other'));
  await storage.copy('a/b', 'c/d');
  await storage.copy('a/b', 'e/f/g');
  await storage.copy('a/b', 'a/b');
  await storage.put('a/b', bytes('second'));
  assert.deepEqual(await Promise.all(['a/b', 'c/d', 'e/f/g'].map(async (key) => textOf(await storage.get(key)))), [
    'second',
    'first',
    'first',
  ]);
  await storage.delete('c/d');
  assert.equal(textOf(await storage.get('e/f/g')), 'first');
  await assert.rejects(storage.copy('a/c', 'a/d'), { code: 'not-found' });
  assert.deepEqual(readdirSync(join(root, '.tmp')), []);
});

test('the last value of a folder takes it along, whoever writes there meanwhile', async (t) => {
  const root = temporaryFolder(t);
  const storage = openLocalFolder(root);
  await storage.put('a/b/c', bytes('x'));
  await storage.put('a/b/d', bytes('x'));
  await storage.delete('a/b/c');
  assert.deepEqual(readdirSync(join(root, 'a')), ['b']);
  await storage.delete('a/b/d');
  assert.deepEqual(readdirSync(join(root, 'a')), []);
  const churn = async (name: string) => {
    for (let turn = 0; turn < 50; turn++) {
      await storage.put(`x/y/${name}`, bytes(name));
      await storage.delete(`x/y/${name}`);
    }
  };
  await Promise.all(['1', '2', '3', '4'].map(churn));
  assert.deepEqual(await storage.list('x/'), []);
});

test('a folder is no value, and no value a folder', async (t) => {
  const storage = openLocalFolder(temporaryFolder(t));
  await storage.put('a/b', bytes('0123'));
  assert.equal(await storage.size('a'), undefined);
  assert.equal(await storage.size('a/b/c'), undefined);
  await assert.rejects(storage.get('a'), { code: 'not-found' });
  await assert.rejects(storage.put('a/b/c', bytes('x')), { code: 'not-writable' });
});

test('lists are in code-unit order and hide what is not published', async (t) => {
  const root = temporaryFolder(t);
  const storage = openLocalFolder(root);
  for (const key of ['a/é', 'a/Z', 'a/b/1', 'a.b', 'z/1', 'a/\u{1F600}', 'a/\uFFFD'])
    await storage.put(key, bytes(key));
  const writer = await storage.open();
  await writer.write(bytes('unpublished'));
  const all = (await storage.list('')).map(({ key }) => key);
  assert.deepEqual(all, [...all].sort());
  assert.equal(all.length, 7);
  assert.deepEqual((await storage.list('a/')).map(({ key, bytes: size }) => [key, size])[0], ['a/Z', 3]);
  assert.deepEqual(await storage.folders(''), ['a', 'z']);
  assert.deepEqual(await storage.folders('a/'), ['b']);
  assert.deepEqual(await storage.list('nothing/'), []);
  assert.deepEqual(await storage.folders('nothing/'), []);
  await writer.abort();
  assert.deepEqual(readdirSync(join(root, '.tmp')), []);
});

test('a writer publishes under a name made of its digest, and a repeat is free', async (t) => {
  const root = temporaryFolder(t);
  const storage = openLocalFolder(root);
  const write = async () => {
    const writer = await storage.open();
    await writer.write(bytes('one '));
    await writer.write(bytes('two'));
    assert.equal(writer.bytes, 7);
    return await writer.finish((sha256) => `data/${sha256}.txt`);
  };
  const first = await write();
  assert.equal(first.sha256, sha256Hex('one two'));
  assert.deepEqual(first, { key: `data/${first.sha256}.txt`, sha256: first.sha256, bytes: 7 });
  assert.deepEqual(await write(), first);
  writeFileSync(join(root, first.key), 'cut');
  await write();
  assert.equal(readFileSync(join(root, first.key), 'utf8'), 'one two', 'a cut file is replaced');
  assert.deepEqual(readdirSync(join(root, '.tmp')), []);
});

test('SHA-256 is that of FIPS 180-4', () => {
  assert.equal(sha256Hex('abc'), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

test('one of many processes wins each of 200 creates', async (t) => {
  const root = temporaryFolder(t);
  const program = new URL('./create-racer.js', import.meta.url);
  const outputs = await Promise.all(['a', 'b', 'c', 'd'].map((name) => runProgram(program, [root, name, '200'])));
  const wins = outputs.map((output) => output.trim().split(' ').filter(Boolean));
  assert.equal(wins.flat().length, 200);
  assert.equal(new Set(wins.flat()).size, 200, 'no key has two winners');
  const storage = openLocalFolder(root);
  for (const [index, name] of ['a', 'b', 'c', 'd'].entries()) {
    for (const key of wins[index] ?? []) assert.equal(textOf(await storage.get(key)), `${name} made ${key}`);
  }
  assert.deepEqual(readdirSync(join(root, '.tmp')), []);
});

test('processes that count one value up miss no turn, though one is killed while it holds the lock', async (t) => {
  const root = temporaryFolder(t);
  const storage = openLocalFolder(root);
  await storage.put('count', bytes('0'));
  await runProgram(new URL('./counter.js', import.meta.url), [root, 'die', '1']);
  assert.equal(readdirSync(join(root, '.tmp')).length, 1, 'the lock is left held');
  const program = new URL('./counter.js', import.meta.url);
  await Promise.all(['a', 'b', 'c', 'd'].map((name) => runProgram(program, [root, name, '50'])));
  assert.equal(textOf(await storage.get('count')), '200');
  const files = readdirSync(join(root, '.tmp'));
  assert.ok(files.length <= 8 && files.every((name) => name.startsWith('lock-')), files.join(' '));
});

test('temporary files of dead processes are removed, those of living ones are not', async (t) => {
  const root = temporaryFolder(t);
  await runProgram(new URL('./create-racer.js', import.meta.url), [root, 'leave', '0']);
  const storage = openLocalFolder(root);
  const writer = await storage.open();
  assert.equal(readdirSync(join(root, '.tmp')).length, 2);
  const elsewhere = (name: string, hoursAgo: number): void => {
    writeFileSync(join(root, '.tmp', name), '');
    const at = Date.now() / 1000 - hoursAgo * 3600;
    utimesSync(join(root, '.tmp', name), at, at);
  };
  elsewhere('another-machine~1~aa', 25);
  elsewhere('another-machine~1~bb', 23);
  assert.equal(await storage.removeAbandoned(), 2);
  assert.equal(readdirSync(join(root, '.tmp')).length, 2);
  await writer.write(bytes('x'));
  await writer.finish(() => 'x');
});

test('a location is a folder, or an error that says what to do', (t) => {
  const root = temporaryFolder(t);
  assert.equal(openStorage(root).location, root);
  assert.equal(openStorage(`file://${root}`).location, root);
  for (const location of ['https://host/x', 'gs://bucket/prefix', 's3:/bucket/prefix', '']) {
    assert.throws(() => openStorage(location), { code: 'storage-unsupported', kind: 'usage' });
  }
});
