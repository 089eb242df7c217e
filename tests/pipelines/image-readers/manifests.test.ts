import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { csv } from '../../../pipelines/image-readers/csv.ts';
import type { ImageReader } from '../../../pipelines/image-readers/image-reader.ts';
import { jsonl } from '../../../pipelines/image-readers/jsonl.ts';
import { filesOf, inputOf, limits, type Reading, readImages } from './read-images.ts';

const references = filesOf({ 'a.png': Buffer.from('A'), 'b/c.png': Buffer.from('C') });

/** Records with text for bytes, without what is null or empty. */
async function told(
  reader: ImageReader<unknown>,
  text: string | Uint8Array,
  options: unknown = {},
  reading: Reading = {},
  key = 'm',
) {
  const records = await readImages(reader, key, Buffer.from(text as string), options, { references, ...reading });
  return records.map((record) => {
    if ('problem' in record) return record;
    const { bytes, source, ...rest } = record;
    const told = Object.entries(rest).filter(([, value]) => value !== null && Object.keys(value).length > 0);
    return { source, bytes: Buffer.from(bytes).toString(), ...Object.fromEntries(told) };
  });
}

const columns = { id: 'key', label: 'kind', caption: 'text', boxes: 'boxes', metadata: ['m', 'n'] };
const box = (x: number, y: number, width: number, height: number, label: string | null = null) => ({
  ...{ x, y, width, height, label },
});

describe('JSON lines of images', () => {
  it('takes the columns that the recipe names', async () => {
    const line = { path: 'b/c.png', key: 7, kind: 3, text: 'words', boxes: [[0, 1, 2, 3]], m: ['x'], n: null };
    assert.deepEqual(await told(jsonl, JSON.stringify(line), columns), [
      {
        source: 'm:1',
        bytes: 'C',
        id: '7',
        label: '3',
        caption: 'words',
        boxes: [box(0, 1, 2, 3)],
        metadata: { m: '["x"]' },
      },
    ]);
    assert.deepEqual(await told(jsonl, '{"file":"a.png"}', { image: 'file' }), [{ source: 'm:1', bytes: 'A' }]);
    const zipped = gzipSync('{"path":"a.png"}\n\n{"path":"b/c.png"}');
    assert.deepEqual(await told(jsonl, zipped, {}, {}, 'm.jsonl.gz'), [
      { source: 'm.jsonl.gz:1', bytes: 'A' },
      { source: 'm.jsonl.gz:3', bytes: 'C' },
    ]);
  });

  it('reads boxes in each way that data sets write them, and refuses others', async () => {
    const read = async (boxes: unknown) => {
      const [record] = await told(jsonl, JSON.stringify({ path: 'a.png', boxes }), { boxes: 'boxes' });
      return record !== undefined && 'problem' in record ? record.problem : (record as { boxes?: unknown }).boxes;
    };
    const one = [box(1, 2, 3, 4, 'cat')];
    assert.deepEqual(await read([box(1, 2, 3, 4, 'cat')]), one);
    assert.deepEqual(await read([{ bbox: [1, 2, 3, 4], category_id: 5 }]), [box(1, 2, 3, 4, '5')]);
    assert.deepEqual(await read({ bbox: [[1, 2, 3, 4]], category: ['cat'] }), one);
    assert.deepEqual(await read([[1, 2, 3, 4]]), [box(1, 2, 3, 4)]);
    assert.equal(await read(null), undefined);
    for (const bad of [
      '[]',
      3,
      [[1, 2, 3]],
      [[1, 2, -3, 4]],
      [[1, 2, 3, '4']],
      [null],
      {},
      { bbox: [[1, 2, 3, 4]], label: [] },
    ]) {
      assert.equal(await read(bad), 'invalid-boxes', JSON.stringify(bad));
    }
    assert.equal(await read(Array(10_001).fill([0, 0, 1, 1])), 'invalid-boxes');
  });

  it('gives each kind of bad line its problem', async () => {
    const problem = async (line: string, options: unknown = columns) => {
      const [record] = await told(jsonl, line, options);
      return record !== undefined && 'problem' in record ? record.problem : 'none';
    };
    assert.equal(await problem('{"path":"a.png"'), 'invalid-json');
    assert.equal(await problem('["a.png"]'), 'not-an-object');
    assert.equal(await problem('{"file":"a.png"}'), 'missing-field');
    assert.equal(await problem('{"path":3}'), 'not-a-string');
    assert.equal(await problem('{"path":"gone.png"}'), 'missing-image');
    assert.equal(await problem('{"path":"a.png","key":[]}'), 'invalid-id');
    assert.equal(await problem('{"path":"a.png","kind":{}}'), 'invalid-label');
    assert.equal(await problem('{"path":"a.png","text":3}'), 'invalid-caption');
    assert.equal(await problem('{"path":"a.png"}'), 'none');
    assert.equal(await problem('{"problem":"a.png","path":"a.png"}'), 'none');
  });

  it('reads images that the lines hold in base64', async () => {
    const text = ['QUJD', 'QU JD\\n', 'QUI', 'Qf_-', '', '=', 'QU!D'].map((image) => `{"i":"${image}"}`).join('\n');
    const records = await readImages(jsonl, 'm', Buffer.from(text), { image: 'i', content: 'base64' });
    assert.deepEqual(
      records.map((record) => ('problem' in record ? record.problem : Buffer.from(record.bytes).toString('hex'))),
      ['414243', '414243', '4142', '41fffe', 'invalid-base64', 'invalid-base64', 'invalid-base64'],
    );
  });

  it('names the files that it reads, in order, each time that a line does', async () => {
    const text = '{"path":"a.png"}\nbad\n{"path":"gone"}\n{"path":"a.png"}\n{"path":"a.png","key":[]}';
    for (const [reader, source, options] of [
      [jsonl, text, { id: 'key' }],
      [csv, 'path,key\na.png,1\nbad\ngone,\na.png,2\n', { id: 'key' }],
    ] as const) {
      const read: string[] = [];
      const named: string[] = [];
      const watching = {
        read: async (path: string) => {
          read.push(path);
          return Buffer.alloc(0);
        },
      };
      await readImages(reader, 'm', Buffer.from(source), options, { references: watching });
      const checked = reader.options.parse(options);
      for await (const path of reader.referencedPaths?.(inputOf('m', Buffer.from(source)), checked as never, limits) ??
        []) {
        named.push(path);
      }
      assert.deepEqual(named, ['a.png', 'gone', 'a.png']);
      assert.deepEqual(read, named);
    }
  });
});

describe('CSV of images', () => {
  it('takes columns by name, with quotes, line breaks within them, and empty fields for none', async () => {
    const text = [
      '\ufeff"path",key,kind,text,boxes,m,n',
      'a.png,k1,cat,"one, ""two""\r\nthree","[[1,2,3,4]]",x,',
      'b/c.png,,,5" tall,,,y\r',
      '',
      'gone.png,k3,,,,,',
    ].join('\n');
    assert.deepEqual(await told(csv, text, columns), [
      {
        ...{ source: 'm:2', bytes: 'A', id: 'k1', label: 'cat', caption: 'one, "two"\r\nthree' },
        ...{ boxes: [box(1, 2, 3, 4)], metadata: { m: 'x' } },
      },
      { source: 'm:4', bytes: 'C', caption: '5" tall', metadata: { n: 'y' } },
      { source: 'm:6', problem: 'missing-image' },
    ]);
    for (const [delimiter, options] of [[';', { delimiter: ';' }] as const, ['\t', { delimiter: '\t' }] as const]) {
      assert.deepEqual(await told(csv, `x${delimiter}path\n1,2${delimiter}a.png`, options), [
        { source: 'm:2', bytes: 'A' },
      ]);
    }
  });

  it('gives a file without its columns one problem, and a bad row its own', async () => {
    for (const text of ['', 'file\na.png', 'path\na.png', '"path']) {
      const [record, ...more] = await told(csv, text, { label: 'kind' });
      assert.ok(record !== undefined && 'problem' in record && more.length === 0);
      assert.equal(record.source, 'm');
      assert.equal(record.problem, text === '"path' ? 'invalid-csv' : 'missing-column');
    }
    const rows = ['path,boxes', 'a.png', ',', 'a.png,{', 'a.png,[]', `a.png,"${'x'.repeat(50)}\n"`, 'a.png,'];
    assert.deepEqual(await told(csv, rows.join('\n'), { boxes: 'boxes' }, { recordBytes: 40 }), [
      { source: 'm:2', problem: 'wrong-field-count', value: 1, limit: 2 },
      { source: 'm:3', problem: 'missing-field', column: 'path' },
      { source: 'm:4', problem: 'invalid-boxes' },
      { source: 'm:5', bytes: 'A' },
      { source: 'm:6', problem: 'record-too-large', value: 59, limit: 40 },
      { source: 'm:8', bytes: 'A' },
    ]);
    assert.deepEqual(await told(csv, Buffer.from('path\n\xff\n"a.png"x"y\n', 'latin1')), [
      { source: 'm:2', problem: 'invalid-utf8' },
      { source: 'm:3', problem: 'missing-image' },
    ]);
  });

  it('reads back what is written by the rules of RFC 4180, however it is cut', async () => {
    const field = fc.stringMatching(/^[a,"\n\r é]{0,8}$/);
    const rows = fc.array(fc.record({ id: field, text: field }), { maxLength: 6 });
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    await fc.assert(
      fc.asyncProperty(rows, fc.integer({ min: 1, max: 9 }), async (written, pieceBytes) => {
        const lines = written.map(({ id, text }) => `${quoted(id)},${quoted(text)},a.png\r\n`);
        const file = Buffer.from(`id,text,path\r\n${lines.join('')}`);
        const read = await readImages(csv, 'm', file, { id: 'id', caption: 'text' }, { references, pieceBytes });
        assert.deepEqual(
          read.map((record) => ('problem' in record ? record : { id: record.id, text: record.caption })),
          written.map(({ id, text }) => ({ id: id || null, text: text || null })),
        );
      }),
      { numRuns: 60 },
    );
  });
});
