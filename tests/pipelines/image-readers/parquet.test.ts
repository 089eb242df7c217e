import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { classNames } from '../../../pipelines/formats/class-names.ts';
import { readFooter, readRowGroup } from '../../../pipelines/formats/parquet-file.ts';
import { parquet } from '../../../pipelines/image-readers/parquet.ts';
import { fixtures, inputOf, limits, readImages } from './read-images.ts';
import { parquetOf } from './write-parquet.ts';

const file = readFileSync(new URL('pyarrow-none-v1.parquet', fixtures));

describe('parquet', () => {
  it('quarantines a file without a column that the recipe names', async () => {
    for (const [column, options] of [
      ['image', {}],
      ['none', { image: 'img', label: 'none' }],
      ['none', { image: 'img', metadata: ['none'] }],
    ] as const) {
      assert.deepEqual(await readImages(parquet, 'a.parquet', file, options), [
        { source: 'a.parquet', problem: 'missing-column', column },
      ]);
    }
    const [record] = await readImages(parquet, 'a.parquet', file, { image: 'kind' });
    assert.deepEqual(record, { source: 'a.parquet:1', problem: 'not-binary' });
  });

  it('quarantines a damaged row group and reads the others', async () => {
    const damaged = Buffer.from(file);
    // The first byte of the file's first page header.
    damaged[4] = 0xff;
    const records = await readImages(parquet, 'a.parquet', damaged, { image: 'img' });
    assert.deepEqual(records[0], { source: 'a.parquet:1-4', problem: 'damaged-row-group', value: 4 });
    assert.deepEqual(
      records.slice(1).map(({ source }) => source),
      [5, 6, 7, 8, 9].map((row) => `a.parquet:${row}`),
    );
  });

  it('holds pages to their checksums', async () => {
    const damaged = Buffer.from(file);
    const picture = damaged.indexOf('IDAT');
    damaged[picture + 5] = (damaged[picture + 5] ?? 0) ^ 1;
    const [record] = await readImages(parquet, 'a.parquet', damaged, { image: 'img' });
    assert.deepEqual(record, { source: 'a.parquet:1-4', problem: 'damaged-row-group', value: 4 });
  });

  it('holds footers to recordBytes and row groups to 64 times that', async () => {
    assert.deepEqual(await readImages(parquet, 'a.parquet', file, { image: 'img' }, { recordBytes: 679 }), [
      { source: 'a.parquet', problem: 'footer-too-large', value: 680, limit: 679 },
    ]);
    const input = inputOf('a.parquet', file);
    const footer = await readFooter(input, limits);
    assert.ok('metadata' in footer);
    const groupOf = (index: number, recordBytes: number) => {
      const group = footer.metadata.row_groups[index];
      assert.ok(group !== undefined);
      return readRowGroup(input, footer.metadata, group, ['img'], { ...limits, recordBytes });
    };
    assert.deepEqual(await groupOf(0, 6), { problem: 'row-group-too-large', value: 448, limit: 384 });
    assert.deepEqual(
      [await groupOf(0, 7), await groupOf(2, 6)].map((rows) => 'length' in rows && rows.length),
      [4, 1],
    );
  });

  it('holds row groups to a million rows and their columns to 16 million values, however few bytes these take', async () => {
    const read = (rows: number, values: number) =>
      readImages(
        parquet,
        'a.parquet',
        parquetOf(Buffer.from('x'), { groups: 1, rows, values }),
        {},
        { expansionRatio: 1e9 },
      );
    assert.deepEqual(await read(20_000_000, 20_000_000), [
      { source: 'a.parquet:1-20000000', problem: 'row-group-too-large', value: 20_000_000, limit: 1_000_000 },
    ]);
    assert.deepEqual(await read(1, 16_000_001), [{ source: 'a.parquet:1-1', problem: 'damaged-row-group', value: 1 }]);
  });

  it('ends where row groups lie over each other', async () => {
    const value = Buffer.alloc(900, 'x');
    assert.deepEqual(
      (await readImages(parquet, 'a.parquet', parquetOf(value, { groups: 1, rows: 3 }))).map(({ source }) => source),
      ['a.parquet:1', 'a.parquet:2', 'a.parquet:3'],
    );
    const records = await readImages(parquet, 'a.parquet', parquetOf(value, { groups: 50, rows: 3 }));
    const problems = records.filter((record) => 'problem' in record);
    assert.deepEqual(problems, [{ source: records.at(-1)?.source, problem: 'damaged-row-group', value: 3 }]);
    // A file has room for few chunks of that length.
    assert.ok(records.length < 20, `${records.length} records`);
  });

  it('ends where rows that share one value would be far more than the file', async () => {
    const value = Buffer.alloc(1000, 'x');
    const bytes = parquetOf(value, { groups: 1, rows: 500 });
    const read = (recordBytes: number) =>
      readImages(parquet, 'a.parquet', bytes, {}, { expansionRatio: 100, recordBytes });
    const records = await read(10_000);
    const fitting = Math.floor((100 * bytes.length) / value.length);
    assert.equal(records.length, fitting + 1);
    assert.deepEqual(records.at(-1), {
      ...{ source: `a.parquet:${fitting + 1}`, problem: 'expansion-ratio' },
      ...{ value: 101, limit: 100 },
    });
    // What one record may take is no expansion.
    assert.ok((await read(500_000)).every((record) => !('problem' in record)));
  });

  it('reads the row groups one by one, and of a group only the columns it needs', async () => {
    const ranges: number[] = [];
    const input = {
      ...inputOf('a.parquet', file),
      references: { read: async () => ({ problem: 'missing-image' }) },
      range: async (start: number, end: number) => {
        ranges.push(end - start);
        return file.subarray(start, end);
      },
    };
    const chunks: number[] = [];
    for await (const chunk of parquet.images(input, parquet.options.parse({ image: 'img' }), limits)) {
      chunks.push(chunk.length);
    }
    assert.deepEqual(chunks, [9]);
    assert.equal(ranges.length, 2 + 3);
    assert.ok(ranges.slice(2).reduce((sum, length) => sum + length, 0) < file.length);
  });
});

describe('names of classes', () => {
  const features = { label: { names: ['cat', 'dog'], _type: 'ClassLabel' }, text: { dtype: 'string' } };
  const metadata = [{ key: 'huggingface', value: JSON.stringify({ info: { features } }) }];
  const named = (label: unknown) => classNames(metadata, { label: 'label' }).apply({ label });

  it('stand for numbers; -1 is no label, and a number without a name is wrong', () => {
    assert.deepEqual(named(1), { label: 'dog' });
    assert.deepEqual(named(-1), { label: null });
    assert.deepEqual(named(null), { label: null });
    assert.equal(named(2), undefined);
    assert.equal(named('cat'), undefined);
    assert.deepEqual(classNames(metadata, { label: 'text' }).apply({ text: 7 }), { text: 7 });
    for (const value of ['', '[]', '{"info":{"features":{"label":{"names":[1]}}}}', '{"info":null}']) {
      assert.deepEqual(classNames([{ key: 'huggingface', value }], { label: 'label' }).apply({ label: 1 }), {
        label: 1,
      });
    }
  });
});
