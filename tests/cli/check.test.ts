import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from '../storage/temporary-folder.ts';
import { millrace } from './command.ts';

async function writeSources(folder: string): Promise<void> {
  await mkdir(join(folder, '数据'));
  const lines = (name: string) =>
    Array.from({ length: 50 }, (_, n) =>
      JSON.stringify({ id: `${name}${n}`, text: n % 5 === 0 ? 'short' : `${name} ${n} and more words` }),
    );
  for (let file = 0; file < 30; file++)
    await writeFile(join(folder, '数据', `${10 + file}.jsonl`), `${lines(`f${file}-`).join('\n')}\n`);
  await writeFile(join(folder, 'a.csv'), '编号,正文\n1,一\n');
  const sources = ['{ format: jsonl, path: 数据/*.jsonl, id: id }', '{ format: csv, path: a.csv, text: 正文 }'];
  await writeFile(
    join(folder, 'r.yaml'),
    `version: 1\ndataset: docs\nkind: text\nsources: [ ${sources.join(', ')} ]\nstages: [ length: { minWords: 2, words: whitespace }, dedup-exact ]\n`,
  );
}

test('check tells what a recipe reads and what becomes of records from the whole of each source', async (context) => {
  const folder = temporaryFolder(context);
  await writeSources(folder);
  const { code, out, err } = await millrace(['check', 'r.yaml', '--json'], '', folder);
  assert.equal(code, 0, err);
  const result = JSON.parse(out);
  assert.deepEqual([result.dataset, result.ok], ['docs', true]);
  const [first, second] = result.sources;
  assert.deepEqual([first.files, first.sample.records, first.sample.read, first.sample.goOn], [30, 100, 100, 80]);
  assert.deepEqual(
    first.sample.ends.map(({ reason: _, ...end }: { reason: string }) => end),
    [{ fate: 'dropped', stage: 'length', column: null, records: 20, source: '数据/10.jsonl:1' }],
  );
  assert.deepEqual([second.sample.records, second.sample.goOn], [1, 0]);
  assert.match(err, /sources\.0 {2}jsonl {2}数据\/\*\.jsonl: 30 files/);
  assert.match(err, /of 100 records tried 80 go on \(80 %\)/);
  assert.match(err, /Not tried, since they compare records: dedup-exact\./);
  assert.equal(existsSync(join(folder, '.millrace')), false);
});

test('check fails where no record of a source can be read, and names the column', async (context) => {
  const folder = temporaryFolder(context);
  await writeSources(folder);
  const { code, out } = await millrace(
    ['check', 'r.yaml', '--set', 'sources.1.text=body', '--records', '3'],
    '',
    folder,
  );
  assert.equal(code, 1);
  assert.match(out, /quarantined +csv +missing-column \(body\) +1 +a\.csv\n/);
  assert.match(out, /No record of sources\.1 that was tried can be read/);
  assert.match(out, /of 3 records tried/);
});
