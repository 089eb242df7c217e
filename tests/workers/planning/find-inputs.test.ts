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
