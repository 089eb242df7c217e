import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from '../storage/temporary-folder.ts';
import { millrace } from './command.ts';

test('forget builds a version without a source, says who has it, and deletes these versions when asked', async (context) => {
  const folder = temporaryFolder(context);
  const text = 'A text that two people wrote down, word for word the same.';
  await writeFile(join(folder, 'a.jsonl'), `${JSON.stringify({ id: 'a', text })}\n`);
  await writeFile(join(folder, 'b.jsonl'), `${JSON.stringify({ id: 'b', text })}\n`);
  const recipe =
    'version: 1\ndataset: docs\nkind: text\nsources: [{ format: jsonl, path: "*.jsonl", id: id }]\nstages: [dedup-exact]\n';
  await writeFile(join(folder, 'r.yaml'), recipe);
  const run = (...words: string[]) => millrace(words, '', folder);
  assert.equal((await run('build', 'r.yaml', '--threads', '1')).code, 0);
  assert.match((await run('fates', 'docs', '--id', 'b')).out, /"fate":"merged".*"into":"a"/);

  const unknown = await run('forget', 'r.yaml', 'a.jsonl:1');
  assert.equal(unknown.code, 2);
  assert.match(unknown.err, /expected an input file of docs, found none[\s\S]*name its file/);

  const forgotten = await run('forget', 'r.yaml', 'a.jsonl', '--threads', '1', '--json');
  assert.equal(forgotten.code, 0, forgotten.err);
  const result = JSON.parse(forgotten.out);
  assert.deepEqual([result.version, result.records.in, result.records.kept], [2, 1, 1]);
  assert.deepEqual([result.forgotten, result.purged, result.runs], [['a.jsonl'], [], []]);
  assert.deepEqual(
    result.heldBy.map(({ version, files }: { version: number; files: number }) => [version, files]),
    [[1, 1]],
  );
  assert.match(forgotten.err, /^docs@2 is without them, and so is every later build: 1 kept of 1\.$/m);
  assert.match(forgotten.err, /^Still in docs@1 \(1 file\)\. The same command with --purge deletes these versions\.$/m);
  assert.match((await run('fates', 'docs', '--id', 'b')).out, /"fate":"kept"/);

  const purged = await run('forget', 'r.yaml', 'a.jsonl', '--purge', '--threads', '1', '--json');
  assert.equal(purged.code, 0, purged.err);
  assert.deepEqual([JSON.parse(purged.out).version, JSON.parse(purged.out).heldBy], [2, []]);
  assert.match(purged.err, /^Deleted: docs@1/m);
  assert.match((await run('show', 'docs@1')).err, /docs has no version 1/);
  assert.equal((await run('gc', '--yes')).code, 0);
  assert.equal((await run('verify', 'docs')).code, 0);
});
