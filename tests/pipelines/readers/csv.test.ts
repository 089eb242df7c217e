import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { csvFields } from '../../../pipelines/formats/csv-fields.ts';
import { expected, readAs, sourceFixture, told } from './source-fixtures.ts';

const columns = { id: 'key', text: 'body', label: 'kind' };

describe('csv and tsv', () => {
  it("read what Python's csv module wrote, in any charset", async () => {
    for (const [format, name, options] of [
      ['csv', 'python-minimal.csv', columns],
      ['csv', 'python-all.csv', columns],
      ['csv', 'python-semicolon.csv', { ...columns, delimiter: ';' }],
      ['tsv', 'python-tabs.tsv', columns],
    ] as const) {
      const records = await readAs(format, name, sourceFixture(name), options);
      const found = records.map((record) => 'text' in record && [record.id, record.text, record.label]);
      assert.deepEqual(found, expected[name], name);
    }
    const cyrillic = await readAs('csv', 'python-cp1251.csv', sourceFixture('python-cp1251.csv'), { text: 'body' });
    assert.deepEqual(cyrillic.map(told), expected['python-cp1251.csv']);
  });

  it('names a record by its first line, and reads on behind one that is wrong', async () => {
    const lines = ['text,id', 'a,1', '"b', 'c",2', 'too,many,fields', ',4', 'x"y,5', '"open,6'].join('\n');
    assert.deepEqual(
      (await readAs('csv', 'a.csv.gz', gzipSync(lines), { id: 'id' })).map((each) => [each.source, told(each)]),
      [
        ['a.csv.gz:2', 'a'],
        ['a.csv.gz:3', 'b\nc'],
        ['a.csv.gz:5', '!wrong-field-count'],
        ['a.csv.gz:6', '!missing-field'],
        ['a.csv.gz:7', 'x"y'],
        ['a.csv.gz:8', '!invalid-csv'],
      ],
    );
    const long = await readAs('csv', 'a.csv', Buffer.from(`text\n${'x'.repeat(99)}\nshort\n`), {}, { recordBytes: 50 });
    assert.deepEqual(long.map(told), ['!record-too-large', 'short']);
  });

  it('wants the columns that the recipe names, in the file or in the recipe', async () => {
    const without = Buffer.from('1;one\n2;two\n');
    const named = { columns: ['id', 'text'], id: 'id', delimiter: ';' };
    assert.deepEqual((await readAs('csv', 'a.csv', without, named)).map(told), ['one', 'two']);
    for (const [bytes, options] of [
      [without, {}],
      [Buffer.from(''), {}],
      [without, { columns: ['a', 'b'] }],
    ] as const) {
      assert.deepEqual((await readAs('csv', 'a.csv', bytes, options)).map(told), ['!missing-column']);
    }
  });

  it('take quotes for characters where the recipe says so', async () => {
    const bytes = Buffer.from('text\tid\n"open\t1\na "b" c\t2\n');
    assert.deepEqual((await readAs('tsv', 'a.tsv', bytes, { quotes: false })).map(told), ['"open', 'a "b" c']);
  });

  it('read a charset that is declared, and UTF-16 cut anywhere', async () => {
    const text = 'text,id\nПроверка,1\n日本語,2\n';
    for (const [charset, options] of [
      ['utf-16le', { charset: 'utf-16le' }],
      ['shift_jis', { charset: 'shift_jis' }],
      ['utf-32le', { charset: 'utf-32le' }],
    ] as const) {
      for (const pieceBytes of [1, 3, 1000]) {
        const bytes = iconv.encode(text.replace(charset === 'shift_jis' ? 'Проверка' : '', ''), charset);
        const records = await readAs('csv', 'a.csv', bytes, options, { pieceBytes });
        assert.equal(records.map(told).at(-1), '日本語', `${charset} ${pieceBytes}`);
      }
    }
  });

  it('split fields as csv-parse does', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', ' '), minLength: 1, maxLength: 12 }),
        (text) => {
          let theirs: unknown = { problem: 'invalid-csv' };
          try {
            theirs = parse(text, { record_delimiter: '\0\0', relax_quotes: true })[0];
          } catch {
            // An open quote.
          }
          assert.deepEqual(csvFields(text, ','), theirs);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('takes about as long for many columns as for few', async () => {
    const cost = async (columns: number): Promise<number> => {
      const names = Array.from({ length: columns - 1 }, (_, index) => `c${index}`).join();
      const file = Buffer.from(`text,${names}\n${`x${',y'.repeat(columns - 1)}\n`.repeat(2_000_000 / columns)}`);
      const start = process.cpuUsage();
      const records = await readAs('csv', 'columns.csv', file, {}, { recordBytes: file.length });
      assert.equal(records.length, 2_000_000 / columns);
      assert.ok(records.every((record) => 'text' in record && record.text === 'x'));
      return process.cpuUsage(start).user;
    };
    await cost(100);
    const [few, many] = [await cost(100), await cost(500_000)];
    assert.ok(many < 1.5 * few, `${many} against ${few}`);
  });
});
