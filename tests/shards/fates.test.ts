import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FateRow } from '../../core/fate.ts';
import { openFateSearch } from '../../shards/fate-search.ts';
import { fateTable, openFateWriter } from '../../shards/fates.ts';
import { type FateFilter, findFates } from '../../shards/find-fates.ts';
import { openLocalFolder } from '../../storage/local-folder.ts';
import { temporaryFolder } from '../storage/temporary-folder.ts';
import { sampleFates } from './sample-rows.ts';

const fates = sampleFates(70_000).map(
  (row, index): FateRow => (index < 66_000 && row.fate === 'quarantined' ? { ...row, stage: 'pdf' } : row),
);

test('fates are found by any of their columns, in order, with and without an index', async (t) => {
  const folder = openLocalFolder(temporaryFolder(t));
  let read = 0;
  const storage = {
    ...folder,
    getRange: async (key: string, start: number, end: number) => {
      read += end - start;
      return await folder.getRange(key, start, end);
    },
  };
  const tables = [];
  for (const part of [fates.slice(0, 30_000), fates.slice(30_000)]) {
    const writer = await openFateWriter(folder, 'set');
    await writer.add(part);
    tables.push(fateTable(await writer.finish()));
  }
  const bytes = tables.reduce((sum, table) => sum + table.bytes, 0);
  const plain = tables.map(({ index: _, ...table }) => table);
  for (const named of [tables, plain]) {
    const search = openFateSearch(storage, { dataset: 'set', fates: named });
    const find = async (filter: FateFilter, limit = Number.POSITIVE_INFINITY) => {
      const found: FateRow[] = [];
      read = 0;
      for await (const fate of findFates(search, filter)) if (found.push(fate) === limit) break;
      return found;
    };
    const among = (passes: (row: FateRow) => boolean) => fates.filter(passes);
    assert.deepEqual(await find({ id: 'document-69999' }), [fates[69_999]]);
    assert.deepEqual(await find({ id: 'document-69999', fate: 'kept' }), []);
    assert.deepEqual(await find({ id: 'nobody' }), []);
    assert.ok(read < (named === plain ? bytes / 2 : bytes / 30), `${read} of ${bytes} bytes were read to find nothing`);
    const values = async (column: 'textHash' | 'into', ...texts: string[]) => {
      const found: FateRow[] = [];
      for await (const row of search.lookUp(column, new Set(texts))) found.push(row);
      return found;
    };
    assert.deepEqual(await values('textHash', '0000000000000100', '0000000000010000'), [fates[256], fates[65_536]]);
    assert.deepEqual(await values('into', 'document-9', 'document-0'), [fates[10]]);
    assert.deepEqual(
      await find({ fate: 'dropped', reason: 'gopher_short_doc' }),
      among(({ fate, reason }) => fate === 'dropped' && reason === 'gopher_short_doc'),
    );
    assert.deepEqual(
      await find({ source: 'file.*:1?' }),
      among(({ source }) => /:1.$/.test(source)),
    );
    assert.equal((await find({ source: 'file.jsonl' })).length, fates.length);
    assert.deepEqual(await find({}, 3), fates.slice(0, 3));
    assert.ok(read < bytes / 3, `${read} of ${bytes} bytes were read for the first three`);
    assert.deepEqual(await find({}), fates);
    // Groups whose stages all sort after or before another are passed over by what Parquet notes of them.
    assert.deepEqual(
      await find({ stage: 'read' }),
      among(({ stage }) => stage === 'read'),
    );
    assert.ok(read < bytes / 2, `${read} of ${bytes} bytes were read`);
    assert.deepEqual(await find({ stage: 'zz' }), []);
    assert.equal(read, 0);
  }
});

test('the bytes of an index depend on the fates alone', async (t) => {
  const storage = openLocalFolder(temporaryFolder(t));
  const write = async (pieces: number) => {
    const writer = await openFateWriter(storage, 'set');
    for (let start = 0; start < 10_000; start += pieces) await writer.add(fates.slice(start, start + pieces));
    return (await writer.finish()).index;
  };
  const index = await write(10_000);
  assert.deepEqual(await write(500), index);
  assert.ok(index.bytes < 10_000 * 8);
});
