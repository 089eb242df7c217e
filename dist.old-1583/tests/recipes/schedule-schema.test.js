import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkValue, problemText } from '../../recipes/check-value.js';
import { scheduleSchema } from '../../recipes/schedule-schema.js';
function settingsOf(given) {
    const checked = checkValue(scheduleSchema, given);
    assert.ok(checked.ok, checked.ok ? '' : problemText(checked.problems[0]));
    return checked.value;
}
function problemOf(given) {
    const checked = checkValue(scheduleSchema, given);
    assert.ok(!checked.ok, 'expected a problem');
    return problemText(checked.problems[0]);
}
test('a cron expression alone has every default', () => {
    assert.deepEqual(settingsOf({ cron: '0 2 * * *' }), {
        cron: ['0 2 * * *'],
        every: [],
        timezone: 'UTC',
        jitterMs: 0,
        catchupMs: 86_400_000,
        overlap: 'skip',
        onGateFailure: 'pause',
        onFailure: 'continue',
        startAt: null,
        endAt: null,
    });
});
test('all keys', () => {
    const settings = settingsOf({
        cron: ['0 2 * * *', '@weekly'],
        every: [{ every: '6h', offset: '30m' }, '1d'],
        timezone: 'Asia/Kolkata',
        jitter: '30s',
        catchup: '2h',
        overlap: 'buffer-one',
        onGateFailure: 'continue',
        onFailure: 'pause',
        start: '2026-12-01',
        end: '2026-12-24',
    });
    assert.deepEqual(settings.every, [
        { everyMs: 21_600_000, offsetMs: 1_800_000 },
        { everyMs: 86_400_000, offsetMs: 0 },
    ]);
    assert.deepEqual([settings.jitterMs, settings.catchupMs], [30_000, 7_200_000]);
    // The last day is included.
    assert.deepEqual([settings.startAt, settings.endAt], ['2026-11-30T18:30:00.000Z', '2026-12-24T18:29:59.999Z']);
});
const wrong = [
    [{}, 'expected cron or every, found neither'],
    [{ cron: [] }, 'expected cron or every, found neither'],
    [{ crn: '@daily' }, 'unknown key "crn", did you mean "cron"?'],
    [{ cron: 7 }, 'cron: expected a string or a list, found 7'],
    [
        { cron: ['@daily', '61 * * * *'] },
        'cron[1]: expected a minute in 0-59, *, or a list, range or step of them, found "61"',
    ],
    [{ every: 90 }, 'every: expected a duration such as 6h or a map, found 90'],
    [{ every: '90' }, 'every: expected a duration such as 6h, found "90"'],
    [{ every: '500ms' }, 'every: expected at least 1s, found "500ms"'],
    [{ every: '1500ms' }, 'every: expected whole seconds, found 1s500ms'],
    [{ every: { every: '6h', offset: '7h' } }, 'every.offset: expected whole seconds, fewer than those of every'],
    [{ cron: '@daily', catchup: '5s' }, 'catchup: expected at least 10s, found "5s"'],
    [
        { cron: '@daily', timezone: 'Berlin' },
        'timezone: expected a time zone such as UTC or Europe/Berlin, found "Berlin", did you mean Europe/Berlin?',
    ],
    [
        { cron: '@daily', timezone: 'europe/berlin' },
        'timezone: expected a time zone such as UTC or Europe/Berlin, found "europe/berlin", did you mean Europe/Berlin?',
    ],
    [
        { cron: '@daily', timezone: '+05:00' },
        'timezone: expected a time zone such as UTC or Europe/Berlin, found "+05:00"',
    ],
    [{ cron: '@daily', start: 'tomorrow' }, 'start: expected a day or time such as 2026-11-20T02:00, found "tomorrow"'],
    [{ cron: '@daily', start: '2026-11-20', end: '2026-11-19' }, 'end: expected a time after start'],
    [null, 'expected a map, found null'],
];
for (const [given, message] of wrong)
    test(`refused: ${JSON.stringify(given)}`, () => assert.equal(problemOf(given), message));
//# sourceMappingURL=schedule-schema.test.js.map