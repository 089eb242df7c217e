import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listLines, outcomeText, showLines } from '../../cli/schedule/schedule-text.js';
const view = {
    ...{ name: 'nightly', id: 'nightly-12345678', dataset: 'docs', recipe: 'docs/schedules/nightly.json' },
    ...{ when: ['0 2 * * *', 'every 6h'], timezone: 'Europe/Berlin', jitterMs: 30_000, catchupMs: 86_400_000 },
    ...{ overlap: 'skip', onGateFailure: 'pause', onFailure: 'continue', startAt: null, endAt: null },
    ...{ paused: false, note: null, starts: [], counts: { started: 4, missed: 1, skipped: 2 } },
    next: ['25', '26', '27', '28'].map((day) => `2026-11-${day}T01:00:00.000Z`),
};
const start = { workflowId: 'w', runId: 'r', scheduledAt: '2026-11-24T01:00:00.000Z', startedAt: '' };
const result = {
    ...{ dataset: 'docs', version: 7, manifestSha256: '', identical: false, gatesPassed: true, failedGates: [] },
    ...{ build: '', records: { in: 0, kept: 0, dropped: 0, merged: 0, quarantined: 0 }, tokens: 0, shards: 0 },
};
test('an active schedule among others: three next starts in its zone, its last run', () => {
    assert.deepEqual(listLines(view, { start, outcome: { state: 'finished', result } }), [
        'nightly  builds docs  0 2 * * *; every 6h Europe/Berlin',
        '  state       active',
        '  next        2026-11-25 02:00, 2026-11-26 02:00, 2026-11-27 02:00',
        '  last        2026-11-24 02:00  docs@7',
    ]);
});
test('a paused schedule says why, and one that will not start says so', () => {
    assert.deepEqual(listLines({ ...view, paused: true, note: 'holidays', next: [] }, undefined).slice(1), [
        '  state       paused: holidays',
        '  if resumed  never',
        '  last        none yet',
    ]);
});
test('all of a schedule', () => {
    const outcomes = [{ start, outcome: { state: 'failed', reason: 'no files' } }];
    const lines = showLines({ ...view, startAt: '2026-11-30T23:00:00.000Z' }, outcomes, 'http://ui');
    assert.deepEqual(lines.slice(3), [
        '  rules       overlap skip, catch-up 1d, jitter 30s',
        '  gates       a version that fails its gates: pauses the schedule',
        '              a build that fails: the schedule goes on',
        '  from        2026-12-01 00:00',
        '  recipe      docs/schedules/nightly.json',
        '  so far      4 started, 1 missed, 2 skipped',
        '  runs        2026-11-24 02:00  failed: no files',
        '  page        http://ui',
    ]);
});
test('outcomes in words', () => {
    const failed = { ...result, gatesPassed: false, gateReason: 'kept.ratio is 0.3, at least 0.5 wanted' };
    assert.deepEqual([
        outcomeText({ state: 'waiting' }),
        outcomeText({ state: 'running', stage: 'map-0' }),
        outcomeText({ state: 'called-off' }),
        outcomeText({ state: 'finished', result: { ...result, identical: true } }),
        outcomeText({ state: 'finished', result: failed }),
    ], [
        'waits for a worker',
        'runs: map-0',
        'called off',
        'docs@7 again, nothing changed',
        'docs@7, gates failed: kept.ratio is 0.3, at least 0.5 wanted',
    ]);
});
//# sourceMappingURL=schedule-text.test.js.map