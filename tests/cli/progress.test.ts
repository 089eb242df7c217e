import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { openBuildDisplay } from '../../cli/build/build-display.ts';
import { barText, durationText, progressText } from '../../cli/build/progress-text.ts';
import { shareOf, trackProgress } from '../../cli/build/progress-tracker.ts';
import type { Output } from '../../cli/console-output.ts';
import type { BuildProgress } from '../../workflows/contract.ts';

function progress(phaseIndex: number, jobsDone: number, records = 0): BuildProgress {
  return { phase: `p${phaseIndex}`, phaseIndex, phases: 3, jobsDone, jobs: 10, records };
}

describe('share of a build', () => {
  test('is 0 before the first job, 1 after the last, and grows with each', () => {
    assert.equal(shareOf(progress(0, 0)), 0);
    assert.equal(shareOf(progress(2, 10)), 1);
    const shares = [0, 1, 2].flatMap((phase) =>
      Array.from({ length: 11 }, (_, jobs) => shareOf(progress(phase, jobs))),
    );
    assert.deepEqual(
      [...shares].sort((a, b) => a - b),
      shares,
    );
  });

  test('never falls, whatever comes in', () =>
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(2), fc.nat(12), fc.nat(100)), { minLength: 1 }), (steps) => {
        const track = trackProgress();
        let before = 0;
        for (const [ms, [phase, jobs, records]] of steps.entries()) {
          const { share } = track(progress(phase, jobs), records, ms * 700);
          assert.ok(share >= before && share <= 1);
          before = share;
        }
      }),
    ));
});

describe('rate and time left', () => {
  test('come from what was seen, not from before the command', () => {
    const track = trackProgress();
    assert.equal(track(progress(0, 5, 1000), 0, 0).secondsLeft, null);
    // 0.3 of the whole in 10 s, 0.4 to go.
    const view = track(progress(0, 10, 2000), 0, 10_000);
    assert.equal(view.recordsPerSecond, 100);
    assert.equal(view.secondsLeft, Math.ceil((0.4 / 0.3) * 10));
  });

  test('a new phase begins a new rate', () => {
    const track = trackProgress();
    track(progress(0, 0, 0), 0, 0);
    track(progress(0, 5, 5000), 0, 2000);
    assert.equal(track(progress(1, 0, 0), 0, 4000).recordsPerSecond, null);
  });
});

describe('text', () => {
  test('durations', () => {
    assert.deepEqual([0, 59.4, 60, 200, 3600, 7500].map(durationText), [
      '0 s',
      '59 s',
      '1 min 0 s',
      '3 min 20 s',
      '1 h 0 min',
      '2 h 5 min',
    ]);
  });

  test('a line of progress', () => {
    const view = trackProgress()(progress(1, 5, 12_345), 0, 0);
    assert.equal(progressText(view), ' 72 %  p1 (2 of 3), 5 of 10 jobs · 12,345 records');
    assert.equal(progressText({ ...view, records: 0 }), ' 72 %  p1 (2 of 3), 5 of 10 jobs');
    assert.equal(barText(0.5), `${'█'.repeat(12)}${'░'.repeat(12)}`);
  });
});

function fakeOutput(columns: number | undefined): { output: Output; text: () => string } {
  let written = '';
  const stream = {
    isTTY: columns !== undefined,
    columns,
    rows: 24,
    write: (piece: string) => {
      written += piece;
      return true;
    },
  };
  return {
    output: {
      json: false,
      people: stream as unknown as NodeJS.WriteStream,
      line: (text = '') => void stream.write(`${text}\n`),
      result: async () => undefined,
    },
    text: () => written,
  };
}

describe('display', () => {
  test('without a terminal: a line every 10 % or 10 s, and no escape codes', () => {
    const { output, text } = fakeOutput(undefined);
    let now = 0;
    const display = openBuildDisplay(output, () => now);
    for (let i = 0; i <= 100; i++) {
      display.show({ type: 'progress', progress: { ...progress(0, i), jobs: 100, phases: 1 }, liveRecords: 0 });
      now += 100;
    }
    display.close();
    assert.equal(text(), stripVTControlCharacters(text()));
    const lines = text().trimEnd().split('\n');
    assert.equal(lines.length, 11);
    assert.match(lines.at(-1) ?? '', /^100 %/);
  });

  test('without a terminal: a slow build still shows that it lives', () => {
    const { output, text } = fakeOutput(undefined);
    let now = 0;
    const display = openBuildDisplay(output, () => now);
    for (let i = 0; i < 60; i++) {
      display.show({ type: 'progress', progress: progress(0, 0), liveRecords: i });
      now += 1000;
    }
    assert.equal(text().trimEnd().split('\n').length, 6);
  });

  for (const columns of [40, 80, 200])
    test(`at a terminal of ${columns} columns no line is wider than it, nor than 100`, () => {
      const { output, text } = fakeOutput(columns);
      const display = openBuildDisplay(output, () => 0);
      display.show({ type: 'note', text: 'a note' });
      const long = { ...progress(0, 5, 123_456_789), phase: 'a-phase-with-a-very-long-name-'.repeat(4) };
      display.show({ type: 'progress', progress: long, liveRecords: 0 });
      display.close();
      const lines = stripVTControlCharacters(text()).split('\n');
      assert.ok(lines.includes('a note'));
      assert.ok(lines.some((line) => line.includes('%')));
      for (const line of lines) assert.ok(line.length <= Math.min(100, columns), line);
    });
});
