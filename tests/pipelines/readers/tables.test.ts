import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { documentOfRow } from '../../../pipelines/readers/document-columns.ts';
import { expected, readAs, sourceFixture, told } from './source-fixtures.ts';

type Row = Readonly<Record<string, unknown>>;
const rows = expected['table'] as readonly Row[];

/** A value as metadata hold it. */
function asMetadata(value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

async function checkTable(format: string, name: string, bytes: Uint8Array, columns: readonly string[]): Promise<void> {
  const options = { id: 'id', text: 'text', label: 'dictionary', metadata: columns };
  const records = await readAs(format, name, bytes, options, { pieceBytes: 997 });
  assert.equal(records.length, rows.length, name);
  for (const [index, record] of records.entries()) {
    const row = rows[index] as Row;
    assert.equal(record.source, `${name}:${index + 1}`);
    if (row['text'] === null) assert.equal(told(record), '!missing-field');
    else {
      assert.ok('text' in record, `${name}:${index + 1} ${told(record)}`);
      // JSON's numbers are not exact there, and the ids are.
      const id = row['id'] === null ? null : String(2n ** 60n + BigInt(index));
      assert.deepEqual([record.id, record.text, record.label], [id, row['text'], row['dictionary']], name);
      for (const column of columns) assert.equal(record.metadata[column], asMetadata(row[column]), `${name} ${column}`);
    }
  }
}

const columns = ['large', 'list', 'struct', 'fixed', 'float', 'bool', 'u16', 'time', 'day', 'nothing'];

describe('parquet', () => {
  it('gives what pyarrow wrote, with its row groups', async () => {
    const without = columns.filter((name) => name !== 'nothing');
    for (const name of ['pyarrow.parquet', 'pyarrow-one-group.parquet']) {
      await checkTable('parquet', name, sourceFixture(name), without);
    }
  });

  it('says what a file lacks', async () => {
    const bytes = sourceFixture('pyarrow.parquet');
    const problems = async (options: unknown, file: Uint8Array = bytes) =>
      (await readAs('parquet', 'a.parquet', file, options)).map(told);
    assert.deepEqual(await problems({ text: 'none' }), ['!missing-column']);
    assert.deepEqual(await problems({}, bytes.subarray(0, -1)), ['!damaged-parquet']);
    assert.deepEqual(new Set(await problems({ text: 'float' })), new Set(['!not-a-string']));
  });

  it('names the column at fault, in each format', async () => {
    const columnOf = async (format: string, bytes: Uint8Array, options: unknown): Promise<unknown> => {
      const [record] = await readAs(format, `a.${format}`, bytes, options);
      return record !== undefined && 'problem' in record && [record.problem, record.column];
    };
    const csv = Buffer.from('text,n\n,1\n');
    const line = Buffer.from('{"text":5,"id":[]}\n');
    assert.deepEqual(
      [
        await columnOf('parquet', sourceFixture('pyarrow.parquet'), { text: 'text', label: 'none' }),
        await columnOf('arrow', sourceFixture('pyarrow-lz4.arrow'), { text: 'none' }),
        await columnOf('csv', csv, { label: 'none' }),
        await columnOf('csv', csv, {}),
        await columnOf('jsonl', line, { text: 'body' }),
        await columnOf('jsonl', line, {}),
        await columnOf('jsonl', Buffer.from('{"text":"a","id":[]}\n'), { id: 'id' }),
      ],
      [
        ['missing-column', 'none'],
        ['missing-column', 'none'],
        ['missing-column', 'none'],
        ['missing-field', 'text'],
        ['missing-field', 'body'],
        ['not-a-string', 'text'],
        ['invalid-id', 'id'],
      ],
    );
  });

  it('gives no text above the limit, in bytes', () => {
    const options = { text: 't', metadata: [], content: 'text' as const };
    assert.deepEqual(documentOfRow({ t: 'äää' }, options, 5), { problem: 'record-too-large', value: 6, limit: 5 });
    assert.ok('text' in documentOfRow({ t: 'äää' }, options, 6));
  });
});

describe('arrow', () => {
  const all = [...columns, 'view', 'half'];

  it('gives what pyarrow wrote: files and streams, plain and compressed, with dictionaries that grow', async () => {
    for (const codec of ['plain', 'lz4', 'zstd']) {
      for (const extension of ['arrow', 'arrows']) {
        const name = `pyarrow-${codec}.${extension}`;
        await checkTable('arrow', name, sourceFixture(name), all);
      }
    }
    await checkTable('arrow', 'a.arrow.gz', gzipSync(sourceFixture('pyarrow-lz4.arrow')), all);
    const grown = await readAs('arrow', 'pyarrow-deltas.arrows', sourceFixture('pyarrow-deltas.arrows'));
    assert.deepEqual(
      grown.map((record) => ('text' in record ? record.text : null)),
      expected['pyarrow-deltas.arrows'],
    );
  });

  it('gives what polars wrote, and Feather files', async () => {
    for (const name of ['polars.arrow', 'polars.arrows', 'pyarrow.feather']) {
      const texts = (await readAs('arrow', name, sourceFixture(name))).map((record) => 'text' in record && record.text);
      assert.equal(texts[3], rows[3]?.['text'], name);
      assert.equal(texts.at(-1), 'last', name);
    }
  });

  it('says what a file lacks, where it is cut, and of which rows a batch is damaged', async () => {
    const stream = sourceFixture('pyarrow-plain.arrows');
    const problems = async (options: unknown, bytes: Uint8Array, name = 'a.arrows') =>
      (await readAs('arrow', name, bytes, options)).map((record) => `${record.source} ${told(record)}`);
    assert.deepEqual(await problems({ text: 'none' }, stream), ['a.arrows !missing-column']);
    assert.match((await problems({ text: 'decimal' }, stream)).join(), /^a.arrows:1-3 !unsupported-type,a.arrows:4-6/);
    assert.deepEqual(await problems({}, new Uint8Array()), ['a.arrows !truncated-arrow']);
    const cut = await problems({ text: 'large' }, stream.subarray(0, stream.length - 3000));
    assert.match(cut.at(-1) ?? '', /a\.arrows:(7-9|10-10) !damaged-batch|truncated-arrow/);
    const file = sourceFixture('pyarrow-plain.arrow');
    assert.deepEqual(await problems({}, file.subarray(0, -1)), ['a.arrows !truncated-arrow']);
  });
});
