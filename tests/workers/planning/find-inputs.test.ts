import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { findInputs } from '../../../workers/planning/find-inputs.ts';
import { temporaryFolder } from '../../storage/temporary-folder.ts';

test('what Spark, Dask and Hadoop leave beside a table is no input', async (t) => {
  const folder = temporaryFolder(t);
  const data = [
    'table/lang=en/part-0.snappy.parquet',
    'table/part.0.parquet',
    'table/_metadata.parquet',
    'table/my_SUCCESS',
  ];
  const others = [
    ...['table/_SUCCESS', 'table/_metadata', 'table/_common_metadata', 'table/lang=en/.part-0.snappy.parquet.crc'],
    ...['table/_temporary/0/task_1/part-1.snappy.parquet', 'table/_temporary/0/_temporary/a.parquet'],
  ];
  for (const path of [...data, ...others]) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), 'bytes');
  }
  const sources = [{ format: 'parquet', path: 'table/**', options: {} }];
  const found = await findInputs({ sources }, folder);
  assert.deepEqual(found.map(({ key }) => key).sort(), data.sort());
  const only = [{ format: 'text', path: 'table/_SUCCESS', options: {} }];
  await assert.rejects(findInputs({ sources: only }, folder), { code: 'no-input' });
});

test('a recipe works in a folder of any name, and names files and folders that are there', async (t) => {
  const outer = temporaryFolder(t);
  const folder = join(outer, 'corpus (1) [old] {a,b} !x');
  const files = ['data (1)/a.txt', 'data (1)/deep/b [2].txt', 'data (1)/.hidden.txt', '数据/c.txt', '+(d)/*/e.txt'];
  for (const path of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), 'bytes');
  }
  const keys = async (path: string, from = folder): Promise<string[]> =>
    (await findInputs({ sources: [{ format: 'text', path, options: {} }] }, from)).map(({ key }) => key);
  for (const [path, found] of [
    ['**/*.txt', ['+(d)/*/e.txt', 'data (1)/a.txt', 'data (1)/deep/b [2].txt', '数据/c.txt']],
    ['data (1)/*.txt', ['data (1)/a.txt']],
    ['data (1)', ['data (1)/a.txt', 'data (1)/deep/b [2].txt']],
    ['data (1)/deep/b [2].txt', ['data (1)/deep/b [2].txt']],
    ['data (1)/.hidden.txt', ['data (1)/.hidden.txt']],
    ['*/[ac].txt', ['data (1)/a.txt', '数据/c.txt']],
    ['data (1)/(a|x).txt', ['data (1)/a.txt']],
    ['+(数|据)/c.txt', ['数据/c.txt']],
    ['{数据,none}/c.txt', ['数据/c.txt']],
    [join(folder, '数据/*'), ['数据/c.txt']],
  ] as const)
    assert.deepEqual(await keys(path), found, path);
  assert.deepEqual(await keys('../data (1)/*.txt', join(folder, '数据')), ['data (1)/a.txt']);
  await assert.rejects(keys('none/*.txt'), { code: 'no-input' });
});
