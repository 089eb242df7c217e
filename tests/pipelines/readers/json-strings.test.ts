import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { jsonStrings } from '../../../pipelines/readers/json-strings.ts';
import { jsonl } from '../../../pipelines/readers/jsonl.ts';
import { openRecordReader, openRecordWriter } from '../../../shards/records.ts';
import { groupsOf } from '../../../shards/row-file.ts';
import { openLocalFolder } from '../../../storage/local-folder.ts';
import { temporaryFolder } from '../../storage/temporary-folder.ts';

const names = ['text', 'id', 'é"\n', ''];

/** What JSON.parse tells of a line's UTF-8, of which strings are known to be all that is there of the names. */
function byParsing(line: string): readonly (string | null)[] | undefined {
  let row: unknown;
  try {
    row = JSON.parse(line.toWellFormed());
  } catch {
    return undefined;
  }
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return undefined;
  const values = names.map((name) => (Object.hasOwn(row, name) ? (row as Record<string, unknown>)[name] : null));
  return values.map((value) => (typeof value === 'string' ? value.toWellFormed() : null));
}

/** True where the kernel knew the line, and gave what JSON.parse gives. */
function agrees(line: string): boolean {
  const found = jsonStrings(names)(Buffer.from(line));
  if (found === undefined) return false;
  for (const value of found) if (value !== null) assert.equal(Buffer.from(value.utf8).toString(), value.text);
  assert.deepEqual(
    found.map((value) => value?.text ?? null),
    byParsing(line),
  );
  return true;
}

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('\n', '"', '\\', '/', 'é', '😀', '\ud83d', '\ude00', '\u0000', '\u2028', 'x') }),
  fc.string({ unit: 'grapheme', minLength: 10, maxLength: 80 }),
);

/** JSON text of a string in which some units are escaped that need not be. */
function escaped(value: string, every: number): string {
  let found = '';
  for (let i = 0; i < value.length; i++) {
    const hex = value.charCodeAt(i).toString(16).padStart(4, '0');
    found += i % every === 0 ? `\\u${i % 2 === 0 ? hex : hex.toUpperCase()}` : JSON.stringify(value[i]).slice(1, -1);
  }
  return `"${found}"`;
}

test('strings are those of JSON.parse, however they are escaped', () => {
  const member = fc.tuple(fc.oneof(fc.constantFrom(...names), text), text, fc.integer({ min: 1, max: 9 }));
  const space = fc.constantFrom('', ' ', '\t', '\r\n ');
  let known = 0;
  fc.assert(
    fc.property(fc.array(member, { maxLength: 5 }), space, (members, gap) => {
      const parts = members.map(
        ([name, value, every]) => `${gap}${escaped(name, every)}${gap}:${gap}${escaped(value, every)}${gap}`,
      );
      if (agrees(`${gap}{${gap}${parts.join(',')}}${gap}`)) known++;
      else
        assert.ok(new Set(members.map(([name]) => name.toWellFormed())).size < members.length, 'only repeats are left');
    }),
    { numRuns: 1000 },
  );
  assert.ok(known > 300, `${known}`);
});

test('a line that is damaged, or holds any value, is read as JSON.parse reads it, or left to it', () => {
  const line = fc
    .tuple(fc.jsonValue(), fc.constantFrom(...names), text)
    .map(([value, name, other]) =>
      JSON.stringify({ a: value, [name]: other, n: -1.5e-7, t: true, f: false, z: null, last: 'x' }),
    );
  fc.assert(
    fc.property(
      line,
      fc.nat(),
      fc.constantFrom('', '"', '\\', '0', 'e', '.', '}', ',', ' ', '\n', 'tru'),
      fc.nat(2),
      (whole, place, put, cut) => {
        agrees(whole);
        const at = place % (whole.length + 1);
        agrees(whole.slice(0, at) + put + whole.slice(at + cut));
      },
    ),
    { numRuns: 3000 },
  );
  // In UTF-8 the cut half of a pair is U+FFFD, which makes no pair with an escape.
  assert.ok(agrees('{"text":"\\ud83e\ude00"}'));
  for (const number of ['0', '-0', '10', '1.0', '1e5', '1E+5', '-1.25e-3'])
    assert.ok(agrees(`{"text":"x","n":${number}}`), number);
  for (const bad of [
    '01',
    '-',
    '1.',
    '.5',
    '1e',
    '+1',
    '0x1',
    'nul',
    'truE',
    'NaN',
    "'x'",
    '"\\x41"',
    '"\\u00g0"',
    '"\t"',
  ]) {
    assert.ok(!agrees(`{"text":"x","n":${bad}}`), bad);
  }
  for (const bad of ['', '{', '{}x', '{,}', '{"text":"x",}', '{"text" "x"}', '[]', '"x"', '\ufeff{}', '{"text":"x"'])
    assert.ok(!agrees(bad), bad);
});

test('what is neither string nor absent, is named twice, or is no UTF-8 is left to JSON.parse', () => {
  const read = jsonStrings(['text']);
  for (const value of ['null', '1', 'true', '[]', '{}'])
    assert.equal(read(Buffer.from(`{"text":${value}}`)), undefined);
  assert.equal(read(Buffer.from('{"text":"a","text":"b"}')), undefined);
  assert.equal(read(Buffer.from([...Buffer.from('{"text":"'), 0xff, ...Buffer.from('"}')])), undefined);
  assert.equal(read(Buffer.from(`{"text":"${'x'.repeat(2 ** 20)}"}`)), undefined);
  assert.deepEqual(read(Buffer.from('{"a":1}')), [null]);
  assert.equal(jsonStrings(['\ufffd'])(Buffer.from('{"a":1}')), undefined);
});

test('the UTF-8 of a document stays its own, whatever is read after it, on the way to a file', async (t) => {
  const storage = openLocalFolder(temporaryFolder(t));
  const texts = ['short', 'é'.repeat(2 ** 17), 'z'.repeat(2 ** 18), '', 'x'.repeat(2 ** 16)];
  const records = texts.map((text, ordinal) => {
    const parsed = jsonl.parse(
      Buffer.from(JSON.stringify({ text })),
      { key: '', folder: '' },
      jsonl.options.parse({}),
      {
        recordBytes: 1,
        expansionRatio: 1,
      },
    );
    assert.ok('utf8' in parsed && parsed.utf8 !== undefined);
    const { utf8, ...item } = parsed;
    return { ordinal, item: { ...item, id: 'a', source: 'a' }, evidence: null, textHash: null, utf8 };
  });
  const writer = await openRecordWriter(storage, 'work', 'a.arrow');
  await writer.add(records);
  await writer.finish();
  const found: string[] = [];
  for await (const group of groupsOf(await openRecordReader(storage, 'work/a.arrow'))) {
    found.push(...group.map(({ item }) => item.text));
  }
  assert.deepEqual(found, texts);
});
