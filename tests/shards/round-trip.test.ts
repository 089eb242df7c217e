import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { openDocumentReader, openDocumentWriter } from '../../shards/documents.ts';
import { openFateReader, openFateWriter } from '../../shards/fates.ts';
import { openInputReader, openInputWriter } from '../../shards/inputs.ts';
import { readMetrics, writeMetrics } from '../../shards/metrics.ts';
import { openRecordFateReader, openRecordFateWriter } from '../../shards/record-fates.ts';
import { openRecordReader, openRecordWriter } from '../../shards/records.ts';
import { groupsOf, type RowFileReader, type RowFileWriter } from '../../shards/row-file.ts';
import { tokenGroupLayout } from '../../shards/token-groups.ts';
import { openTokenReader, openTokenWriter } from '../../shards/tokens.ts';
import { openLocalFolder } from '../../storage/local-folder.ts';
import { temporaryFolder } from '../storage/temporary-folder.ts';
import { anyDocument, anyFate, anyInput, anyMetric, anySequence } from './sample-rows.ts';

async function written<Row>(opening: Promise<RowFileWriter<Row>>, rows: readonly Row[]) {
  const writer = await opening;
  await writer.add(rows);
  const file = await writer.finish();
  assert.equal(file.rows, rows.length);
  assert.equal(
    file.rowGroups.reduce((sum, group) => sum + group.rows, 0),
    rows.length,
  );
  return file;
}

async function allRows<Row>(opening: Promise<RowFileReader<Row>>): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const group of groupsOf(await opening)) rows.push(...group);
  return rows;
}

/** Each row as plain data: typed arrays become arrays. */
const plain = (value: unknown) =>
  structuredCloneWith(value, (member) => (ArrayBuffer.isView(member) ? Array.from(member as Uint16Array) : member));

function structuredCloneWith(value: unknown, map: (member: unknown) => unknown): unknown {
  const mapped = map(value);
  if (Array.isArray(mapped)) return mapped.map((member) => structuredCloneWith(member, map));
  if (mapped === null || typeof mapped !== 'object') return mapped;
  return Object.fromEntries(Object.entries(mapped).map(([key, member]) => [key, structuredCloneWith(member, map)]));
}

test('every kind of file gives back the rows that were written', async (t) => {
  const storage = openLocalFolder(temporaryFolder(t));
  const rows = <Row>(row: fc.Arbitrary<Row>) => fc.array(row, { maxLength: 12 });
  const runs = { numRuns: 25 };

  await fc.assert(
    fc.asyncProperty(rows(anyDocument), async (documents) => {
      const { file } = await written(openDocumentWriter(storage, 'set'), documents);
      assert.deepEqual(await allRows(openDocumentReader(storage, `set/${file}`)), documents);
    }),
    runs,
  );
  await fc.assert(
    fc.asyncProperty(rows(anyFate), async (fates) => {
      const { file } = await written(openFateWriter(storage, 'set'), fates);
      assert.deepEqual(await allRows(openFateReader(storage, `set/${file}`)), fates);
    }),
    runs,
  );
  await fc.assert(
    fc.asyncProperty(rows(anyInput), async (inputs) => {
      const { file } = await written(openInputWriter(storage, 'set'), inputs);
      assert.deepEqual(await allRows(openInputReader(storage, `set/${file}`)), inputs);
    }),
    runs,
  );
  await fc.assert(
    fc.asyncProperty(rows(anyMetric), async (metrics) => {
      const { file, rows: count } = await writeMetrics(storage, 'set', metrics);
      assert.equal(count, metrics.length);
      assert.deepEqual(await readMetrics(storage, `set/${file}`), metrics);
    }),
    runs,
  );
  let name = 0;
  await fc.assert(
    fc.asyncProperty(rows(anyDocument), rows(anyFate), async (documents, fates) => {
      const key = `${name++}.arrow`;
      const records = documents.map(({ parent: _, ...document }, index) => ({
        ordinal: 2 ** 32 - 1 - index,
        item: { ...document, format: index % 2 === 0 ? ('text' as const) : ('html' as const) },
        evidence: index % 2 === 0 ? null : '{"pii":[1]}',
        textHash: index % 3 === 0 ? null : '0123456789abcdef',
      }));
      await written(openRecordWriter(storage, 'set/work/records', key), records);
      const back = await allRows(openRecordReader(storage, `set/work/records/${key}`));
      assert.deepEqual(
        back.map(({ utf8, ...record }) => record),
        records,
      );
      for (const { utf8, item } of back) assert.deepEqual(Buffer.from(utf8 ?? []), Buffer.from(item.text));
      const recordFates = fates.map((fate, ordinal) => ({ ordinal, fate }));
      await written(openRecordFateWriter(storage, 'set/work/fates', key), recordFates);
      assert.deepEqual(await allRows(openRecordFateReader(storage, `set/work/fates/${key}`)), recordFates);
    }),
    runs,
  );
  for (const vocabulary of [300, 65_536, 65_537, 2 ** 32]) {
    const shape = { length: 5, vocabulary };
    const compression = fc.constantFrom('none' as const, 'zstd' as const);
    await fc.assert(
      fc.asyncProperty(rows(anySequence(5, vocabulary)), compression, async (sequences, how) => {
        const { file } = await written(openTokenWriter(storage, 'set', shape, how), sequences);
        const back = await allRows(openTokenReader(storage, `set/${file}`, shape));
        assert.deepEqual(plain(back), sequences);
        const narrow = back[0]?.tokens instanceof Uint16Array;
        assert.equal(narrow, back.length > 0 && vocabulary <= 65_536);
      }),
      { numRuns: 20 },
    );
  }
});

test('buffers of a token shard begin at multiples of 64 bytes, and stand there as they are', async (t) => {
  const storage = openLocalFolder(temporaryFolder(t));
  const shape = { length: 7, vocabulary: 65_536 };
  const rows = Array.from({ length: 700 }, (_, row) => ({
    tokens: Array.from({ length: 7 }, (_, place) => (row * 7 + place) % 65_536),
    used: row % 8,
    starts: [0],
    documents: [`document ${row}`],
  }));
  const { file, rowGroups } = await written(openTokenWriter(storage, 'set', shape), rows);
  assert.deepEqual(
    rowGroups.map((group) => group.rows),
    [256, 256, 188],
  );
  let first = 0;
  for (const group of rowGroups) {
    assert.equal(group.offset % 64, 0);
    const message = await storage.getRange(`set/${file}`, group.offset, group.offset + group.bytes);
    assert.equal(crc32(message), group.crc32);
    const { zstd, tokens, used } = tokenGroupLayout(message, shape, group, file);
    assert.deepEqual([zstd, (group.offset + tokens.offset) % 64, (group.offset + used.offset) % 64], [false, 0, 0]);
    const bytes = Uint8Array.from(message.subarray(tokens.offset, tokens.offset + group.rows * 14));
    const stored = new Uint16Array(bytes.buffer);
    const expected = rows.slice(first, first + group.rows).flatMap((row) => row.tokens);
    assert.deepEqual(Array.from(stored), expected);
    first += group.rows;
  }
});

test('a lone surrogate becomes U+FFFD, and its neighbours stay', async (t) => {
  const storage = openLocalFolder(temporaryFolder(t));
  const document = (text: string) => ({ id: '1', text, source: 's', label: null, parent: null, metadata: {} });
  const texts = ['\uD83D', '\uDE00', 'a\uD83Db', '😀'];
  const { file } = await written(openDocumentWriter(storage, 'set'), texts.map(document));
  const back = await allRows(openDocumentReader(storage, `set/${file}`));
  assert.deepEqual(
    back.map(({ text }) => text),
    ['\uFFFD', '\uFFFD', 'a\uFFFDb', '😀'],
  );
});

test('a token id outside the vocabulary, a wrong length and a wrong number are refused', async (t) => {
  const storage = openLocalFolder(temporaryFolder(t));
  const sequence = { tokens: [0, 1, 2, 299], used: 4, starts: [0], documents: ['a'] };
  const refused = async (change: object, error: object) => {
    const writer = await openTokenWriter(storage, 'set', { length: 4, vocabulary: 300 });
    await assert.rejects(
      writer.add([{ ...sequence, ...change }]).then(() => writer.finish()),
      error,
    );
    await writer.abort();
  };
  for (const id of [300, 65_536, -1, 1.5, Number.NaN]) {
    await refused({ tokens: [0, 0, 0, id] }, { name: 'TokenRangeError', code: 'token-range' });
  }
  await refused({ tokens: [1, 2, 3] }, { code: 'bad-value' });
  await refused({ used: -1 }, { code: 'bad-value' });
  await refused({ used: 2 ** 32 }, { code: 'bad-value' });
  const inputs = await openInputWriter(storage, 'set');
  await inputs.add([{ path: 'p', bytes: 2 ** 53, sha256: '' }]);
  await assert.rejects(inputs.finish(), { code: 'bad-value' });
  await inputs.abort();
  assert.deepEqual(await storage.list(''), []);
  assert.deepEqual(await storage.list('.tmp/'), []);
});

test('a metric that a double cannot hold is refused, and nothing is written', async (t) => {
  const storage = openLocalFolder(temporaryFolder(t));
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, 2n ** 53n + 1n]) {
    await assert.rejects(writeMetrics(storage, 'set', [{ metric: 'm', key: null, value }]), { code: 'bad-metric' });
  }
  assert.deepEqual(await storage.list(''), []);
  const rows = [2n ** 53n - 1n, -0, Number.MIN_VALUE].map((value) => ({ metric: 'm', key: null, value }));
  const { file } = await writeMetrics(storage, 'set', rows);
  const back = await readMetrics(storage, `set/${file}`);
  assert.deepEqual(
    back.map(({ value }) => value),
    [2 ** 53 - 1, 0, Number.MIN_VALUE],
  );
});
