import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parquet } from '../../../pipelines/readers/parquet.ts';
import { digestInput } from '../../../workers/planning/digest-input.ts';
import { inPieces, limits, readAll } from '../../pipelines/readers/read-all.ts';
import { sourceFixtures } from '../../pipelines/readers/source-fixtures.ts';

const url = new URL('pyarrow.parquet', sourceFixtures);
const bytes = readFileSync(url);
const file = { fileBytes: bytes.length, range: async (start: number, end: number) => bytes.slice(start, end) };
const input = { source: 0, key: 'a.parquet', path: fileURLToPath(url), bytes: bytes.length };

describe('parquet files in parts', () => {
  it('are cut between row groups, by size, and give the records of the whole', async () => {
    const points = (await parquet.splitPoints?.('a.parquet', file, limits)) ?? [];
    assert.deepEqual(
      points.map(({ firstLine }) => firstLine),
      [5, 9],
    );
    const whole = await readAll(parquet, 'a.parquet', bytes, { text: 'large' });
    for (const [rangeBytes, parts] of [
      [1, 3],
      [(points[0]?.at ?? 0) + 1, 2],
      [bytes.length, 1],
    ] as const) {
      const digest = await digestInput(input, rangeBytes, points);
      assert.ok('ranges' in digest && digest.ranges.length === parts);
      assert.equal(digest.ranges[0]?.start, 0);
      assert.equal(digest.ranges.at(-1)?.end, bytes.length);
      const found: unknown[] = [];
      for (const { start, end, firstLine } of digest.ranges) {
        const pieces = inPieces(bytes.subarray(start, end));
        const place = { key: 'a.parquet', folder: 'folder', firstLine, pieces, file, part: { start, end } };
        const options = parquet.options.parse({ text: 'large' });
        for await (const frames of parquet.frames(place, limits, options)) {
          for (const frame of frames)
            if ('parse' in frame) found.push({ source: frame.source, ...(await frame.parse()) });
        }
      }
      assert.deepEqual(found, whole);
    }
  });

  it('tell once what is wrong with the file', async () => {
    const options = parquet.options.parse({ text: 'none' });
    const problems: unknown[] = [];
    for (const part of [
      { start: 0, end: 100 },
      { start: 100, end: bytes.length },
    ]) {
      const place = { key: 'a.parquet', folder: '', firstLine: 1, pieces: inPieces(bytes), file, part };
      for await (const frames of parquet.frames(place, limits, options)) problems.push(...frames);
    }
    assert.deepEqual(problems, [{ source: 'a.parquet', problem: 'missing-column', column: 'none' }]);
  });
});
