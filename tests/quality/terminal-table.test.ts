import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fatesTable } from '../../quality/fates-table.ts';
import { terminalTable, terminalWidth } from '../../quality/terminal-table.ts';
import { columnsOf } from '../../quality/text-columns.ts';

test('fates and reasons as a person reads them', () => {
  const lines = fatesTable({
    in: 7200,
    kept: 5000,
    dropped: 2189,
    merged: 10,
    quarantined: 1,
    reasons: { 'dedup-minhash.duplicate': 10, 'gopher-quality.gopher_short_doc': 2189, 'read.record-too-large': 1 },
  });
  assert.deepEqual(lines, [
    'records      7,200',
    'kept         5,000  69.4 %',
    'dropped      2,189  30.4 %',
    'merged          10   0.1 %',
    'quarantined      1  <0.1 %',
    '',
    'stage           reason            records   share',
    'gopher-quality  gopher_short_doc    2,189  30.4 %',
    'dedup-minhash   duplicate              10   0.1 %',
    'read            record-too-large        1  <0.1 %',
  ]);
});

test('no line is wider than asked, and none holds a control character', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom('中', 'a', '😀', '\u001b', '\n', '\u202e'), maxLength: 300 }),
  );
  const columns = [
    { heading: 'id', align: 'left' },
    { heading: 'reason', align: 'left' },
    { heading: 'records', align: 'right' },
  ] as const;
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { maxLength: 3 }), { maxLength: 5 }),
      fc.integer({ min: 10, max: 100 }),
      (rows, width) => {
        for (const line of terminalTable(columns, rows, width)) {
          assert.ok(columnsOf(line) <= width, JSON.stringify(line));
          assert.doesNotMatch(line, /\p{Cc}|\u202e/u);
        }
      },
    ),
  );
});

test('wide characters take two columns and marks none', () => {
  assert.equal(columnsOf('a中😀e\u0301'), 6);
  const [first, second] = terminalTable(
    [
      { heading: 'ab', align: 'left' },
      { heading: 'x', align: 'left' },
    ],
    [['中', 'y']],
  );
  assert.deepEqual([first, second], ['ab  x', '中  y']);
});

test('a table is as wide as the terminal, up to 100 columns, and wide enough for names', () => {
  assert.deepEqual(
    [undefined, 200, 100, 80, 20].map((columns) => terminalWidth(columns)),
    [100, 100, 100, 80, 60],
  );
});
