import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { openArrowReader } from '../../shards/arrow-reader.ts';
import { openArrowWriter } from '../../shards/arrow-writer.ts';
import { openParquetReader } from '../../shards/parquet-reader.ts';
import { openParquetWriter } from '../../shards/parquet-writer.ts';
import { type FileTarget, groupsOf } from '../../shards/row-file.ts';
import { type GroupLimits, groupRows } from '../../shards/row-groups.ts';
import type { RowSchema } from '../../shards/row-schema.ts';
import { openLocalFolder } from '../../storage/local-folder.ts';
import { temporaryFolder } from '../storage/temporary-folder.ts';
import { anyText, plainRecord } from './sample-rows.ts';

const schema = {
  text: { type: 'utf8', bulk: true },
  word: { type: 'utf8', nullable: true },
  count: { type: 'uint32', nullable: true },
  bytes: { type: 'int64' },
  ratio: { type: 'float64', nullable: true },
} as const satisfies RowSchema;

const anyRow = plainRecord({
  text: anyText,
  word: fc.option(fc.constantFrom('a', 'b', ''), { nil: null }),
  count: fc.option(fc.nat(2 ** 32 - 1), { nil: null }),
  bytes: fc.maxSafeInteger(),
  ratio: fc.option(fc.double(), { nil: null }),
});

const limits = { rows: 5, textBytes: 200 };
const formats = {
  arrow: (target: FileTarget, columns: typeof schema, groups: GroupLimits) =>
    openArrowWriter(target, columns, groups, 'fast'),
  parquet: openParquetWriter<typeof schema>,
};

/** Rows cut at places that `cuts` gives. */
function chunked<Row>(rows: readonly Row[], cuts: readonly number[]): Row[][] {
  const places = [...new Set([0, ...cuts.map((cut) => cut % (rows.length + 1)), rows.length])].sort((a, b) => a - b);
  return places.slice(0, -1).map((place, index) => rows.slice(place, places[index + 1]));
}

for (const [format, open] of Object.entries(formats)) {
  test(`${format}: bytes depend on the rows, not on how they come`, async (t) => {
    const storage = openLocalFolder(temporaryFolder(t));
    const target = { storage, folder: 'files', name: (sha256: string) => `${sha256}.${format}` };
    const reader = format === 'arrow' ? openArrowReader : openParquetReader;
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyRow, { maxLength: 30 }),
        fc.array(fc.nat(), { maxLength: 5 }),
        async (rows, cuts) => {
          const whole = await open(target, schema, limits);
          await whole.add(rows);
          const file = await whole.finish();
          const pieces = await open(target, schema, limits);
          for (const chunk of chunked(rows, cuts)) await pieces.add(chunk);
          assert.deepEqual(await pieces.finish(), file);
          const back = [];
          const opened = await reader(storage, `files/${file.file}`, schema);
          for await (const group of groupsOf(opened)) back.push(...group);
          assert.deepEqual(back, rows);
          assert.equal(opened.groups, file.rowGroups.length);
          for (const group of file.rowGroups) {
            assert.ok(group.rows > 0 && group.rows <= limits.rows && group.offset + group.bytes <= file.bytes);
          }
        },
      ),
      { numRuns: 40 },
    );
  });
}

test('a group of rows is read alone, and in any order', async (t) => {
  const storage = openLocalFolder(temporaryFolder(t));
  const rows = Array.from({ length: 23 }, (_, index) => ({
    text: `t${index}`,
    word: null,
    count: index,
    bytes: index - 40,
    ratio: 0.5,
  }));
  for (const [format, open] of Object.entries(formats)) {
    const writer = await open({ storage, folder: 'files', name: () => format }, schema, limits);
    await writer.add(rows);
    const file = await writer.finish();
    assert.deepEqual(
      file.rowGroups.map((group) => group.rows),
      [5, 5, 5, 5, 3],
    );
    const opened = await (format === 'arrow' ? openArrowReader : openParquetReader)(storage, `files/${format}`, schema);
    for (const index of [4, 0, 2]) assert.deepEqual(await opened.group(index), rows.slice(index * 5, index * 5 + 5));
    await assert.rejects(opened.group(5), { code: 'bad-file' });
  }
});

test('Parquet reads chosen columns alone', async (t) => {
  const folder = openLocalFolder(temporaryFolder(t));
  const writer = await openParquetWriter({ storage: folder, folder: 'files', name: () => 'p' }, schema, limits);
  await writer.add([{ text: 'x'.repeat(100_000), word: 'w', count: 7, bytes: 1, ratio: null }]);
  await writer.finish();
  let read = 0;
  const counting = {
    ...folder,
    getRange: async (key: string, start: number, end: number) => {
      read += end - start;
      return await folder.getRange(key, start, end);
    },
  };
  const reader = await openParquetReader(counting, 'files/p', schema);
  read = 0;
  assert.deepEqual(await reader.columns(0, ['count', 'ratio']), [{ count: 7, ratio: null }]);
  assert.ok(read > 0 && read < 500, `${read} bytes were read`);
});

test('a group ends before the row that passes its text, and a longer row stands alone', () => {
  const lengths = [3, 3, 3, 20, 1, 10, 1];
  const grouper = groupRows<number>({ rows: 4, textBytes: 10 }, (length) => length);
  const groups = [...grouper.add(lengths), grouper.rest()];
  assert.deepEqual(groups, [[3, 3, 3], [20], [1], [10], [1]]);
  const early = groupRows<number>({ rows: 6, textBytes: 50, early: { rows: 2, textBytes: 7 } }, (length) => length);
  const pieces = [...early.add([1, 5, 9, 1, 8, 1, 1, 1, 1, 1, 1, 1, 60]), early.rest()];
  assert.deepEqual(pieces, [[1, 5, 9, 1], [8, 1], [1, 1, 1, 1, 1, 1], [60]]);
});

test('a damaged file is an error with a code, never rows', async (t) => {
  const storage = openLocalFolder(temporaryFolder(t));
  const row = { text: 'some text', word: null, count: 1, bytes: 2, ratio: 3 };
  for (const [format, open] of Object.entries(formats)) {
    const writer = await open({ storage, folder: 'files', name: () => format }, schema, limits);
    await writer.add([row]);
    await writer.finish();
    const bytes = await storage.get(`files/${format}`);
    const openIt = format === 'arrow' ? openArrowReader : openParquetReader;
    const reading = async (damaged: Uint8Array) => {
      await storage.put('damaged', damaged);
      return await (await openIt(storage, 'damaged', schema)).group(0);
    };
    assert.deepEqual(await reading(bytes), [row]);
    for (const length of [0, 4, 12, bytes.length - 1, bytes.length >> 1]) {
      await assert.rejects(reading(bytes.subarray(0, length)), { code: 'bad-file' }, `${format} cut to ${length}`);
    }
    const other = { ...schema, other: { type: 'utf8' } } as const;
    await assert.rejects(async () => (await openIt(storage, `files/${format}`, other)).group(0), { code: 'bad-file' });
    await assert.rejects(openIt(storage, 'files/none', schema), { code: 'not-found' });
  }
});

test('Parquet: how rows are handed over and whether text comes as UTF-8 does not change a byte', async (t) => {
  const storage = openLocalFolder(temporaryFolder(t));
  const target = { storage, folder: 'files', name: (sha256: string) => sha256 };
  // 200 rows of 40 kB are handed over in seven pieces, and make several pages.
  const texts = Array.from({ length: 200 }, (_, row) => `${row} äß漢😀 `.repeat(1 + ((row * 7919) % 3000)));
  const rows = texts.map((text, count) => ({ text, word: `w${count % 7}`, count, bytes: count, ratio: null }));
  const strings = await openParquetWriter(target, schema, { rows: 128, textBytes: 2 ** 30 });
  await strings.add(rows);
  const file = await strings.finish();
  const encoded = await openParquetWriter(target, schema, { rows: 128, textBytes: 2 ** 30 });
  for (const row of rows) await encoded.add([{ ...row, text: Buffer.from(row.text) }]);
  assert.deepEqual(await encoded.finish(), file);
  const atOnce = await openParquetWriter(target, schema, {
    rows: 128,
    textBytes: 2 ** 30,
    early: { rows: 64, textBytes: 2 ** 30 },
  });
  await atOnce.add(rows);
  assert.deepEqual(await atOnce.finish(), file);
  assert.deepEqual(
    file.rowGroups.map((group) => group.rows),
    [128, 72],
  );
});
