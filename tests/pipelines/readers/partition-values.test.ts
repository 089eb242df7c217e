import assert from 'node:assert/strict';
import { test } from 'node:test';
import { partitionValues } from '../../../pipelines/readers/partition-values.ts';

test('columns in the names of folders', () => {
  const cases: readonly (readonly [string, Readonly<Record<string, string | null>>])[] = [
    ['table/lang=en/year=2026/part-0.parquet', { lang: 'en', year: '2026' }],
    ['lang=a%20b%2Fc=d/part-0.parquet', { lang: 'a b/c=d' }],
    ['lang=100 %/part-0.parquet', { lang: '100 %' }],
    ['lang=__HIVE_DEFAULT_PARTITION__/part-0.parquet', { lang: null }],
    ['lang=/part-0.parquet', { lang: '' }],
    ['=en/table/part=0.parquet', {}],
  ];
  for (const [key, values] of cases) assert.deepEqual(Object.fromEntries(partitionValues(key)), values, key);
});
