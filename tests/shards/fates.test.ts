import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FateRow } from '../../core/fate.ts';
import { type FateFilter, findFates, openFateWriter } from '../../shards/fates.ts';
import { openLocalFolder } from '../../storage/local-folder.ts';
import { temporaryFolder } from '../storage/temporary-folder.ts';
import { sampleFates } from './sample-rows.ts';

test('fates are found by any of their columns, in order', async (t) => {
  const folder = openLocalFolder(temporaryFolder(t));
  const fates = sampleFates(70_000);
  const writer = await openFateWriter(folder, 'set');
  await writer.add(fates);
  const { file, rowGroups, bytes } = await writer.finish();
  assert.equal(rowGroups.length, 2);
  let read = 0;
  const storage = {
    ...folder,
    getRange: async (key: string, start: number, end: number) => {
      read += end - start;
      return await folder.getRange(key, start, end);
    },
  };
  const find = async (filter: FateFilter) => {
    const found: FateRow[] = [];
    read = 0;
    for await (const fate of findFates(storage, `set/${file}`, filter)) found.push(fate);
    return found;
  };
  assert.deepEqual(await find({ id: 'document-69999' }), [fates[69_999]]);
  assert.deepEqual(await find({ id: 'nobody' }), []);
  assert.ok(read < bytes / 2, `${read} of ${bytes} bytes were read to find nothing`);
  assert.deepEqual(await find({ textHash: '0000000000000100' }), [fates[256]]);
  const expected = fates.filter(({ fate, reason }) => fate === 'dropped' && reason === 'gopher_short_doc');
  assert.deepEqual(await find({ fate: 'dropped', reason: 'gopher_short_doc' }), expected);
  assert.deepEqual(await find({ fate: 'kept', reason: null }).then(({ length }) => length), 17_500);
  assert.deepEqual(await find({}), fates);
});
