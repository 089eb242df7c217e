import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseZonedTime, wallTime, zonedText } from '../../core/zoned-time.js';
const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Pacific/Apia'];
/** The instants that a text names, in short. */
function named(text, zone) {
    const time = parseZonedTime(text, zone);
    return time === undefined ? undefined : [time.start, time.end].map((instant) => instant.toISOString().slice(0, 19));
}
test('days, minutes and seconds of a zone', () => {
    assert.deepEqual(named('2026-11-20', 'UTC'), ['2026-11-20T00:00:00', '2026-11-21T00:00:00']);
    assert.deepEqual(named('2026-11-20', 'Asia/Shanghai'), ['2026-11-19T16:00:00', '2026-11-20T16:00:00']);
    assert.deepEqual(named('2026-11-20T02:30', 'Europe/Berlin'), ['2026-11-20T01:30:00', '2026-11-20T01:31:00']);
    assert.deepEqual(named('2026-11-20 02:30:05', 'UTC'), ['2026-11-20T02:30:05', '2026-11-20T02:30:06']);
    assert.deepEqual(named('2026-11-20T02:30Z', 'Europe/Berlin'), ['2026-11-20T02:30:00', '2026-11-20T02:31:00']);
    assert.deepEqual(named('2026-11-20T02:30+05:30', 'UTC'), ['2026-11-19T21:00:00', '2026-11-19T21:01:00']);
});
// EU Directive 2000/84/EC: clocks move at 01:00 UTC on the last Sundays of March and October.
test('a day on which the clocks change has 23 or 25 hours', () => {
    assert.deepEqual(named('2026-03-29', 'Europe/Berlin'), ['2026-03-28T23:00:00', '2026-03-29T22:00:00']);
    assert.deepEqual(named('2026-10-25', 'Europe/Berlin'), ['2026-10-24T22:00:00', '2026-10-25T23:00:00']);
});
test('a time that the clocks skip is after the gap, one that they show twice is the first', () => {
    assert.equal(named('2026-03-29T02:30', 'Europe/Berlin')?.[0], '2026-03-29T01:30:00');
    assert.equal(named('2026-10-25T02:30', 'Europe/Berlin')?.[0], '2026-10-25T00:30:00');
});
test('text that names no time', () => {
    for (const text of [
        '',
        'now',
        '2026-02-30',
        '2026-13-01',
        '2026-1-1',
        '2026-11-20T24:00',
        '2026-11-20T02',
        '20261120',
    ])
        assert.equal(named(text, 'UTC'), undefined, text);
    for (const text of ['2026-11-20T02:00+99:00', '2026-11-20Z', `2026-11-20T02:00:00.${'1'.repeat(1000)}`])
        assert.equal(named(text, 'UTC'), undefined, text);
});
test('an instant in the words of a zone is read as the same instant, or as the earlier of two that read alike', () => {
    const instants = fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true });
    fc.assert(fc.property(instants, fc.constantFrom(...zones), (instant, zone) => {
        instant.setUTCMilliseconds(0);
        const text = zonedText(instant, zone);
        const again = parseZonedTime(text, zone)?.start ?? new Date(Number.NaN);
        assert.equal(zonedText(again, zone), text);
        assert.ok([0, 1_800_000, 3_600_000].includes(instant.getTime() - again.getTime()), `${instant.toISOString()} ${zone}`);
    }), { numRuns: 300 });
});
test('what clocks show', () => {
    const instant = new Date('2026-12-31T23:59:58Z');
    const berlin = { year: 2027, month: 1, day: 1, hour: 0, minute: 59, second: 58 };
    assert.deepEqual(wallTime(instant, 'Europe/Berlin'), berlin);
    assert.equal(zonedText(instant, 'Europe/Berlin'), '2027-01-01 00:59:58');
    assert.equal(zonedText(new Date('2026-11-25T01:00:00Z'), 'Europe/Berlin'), '2026-11-25 02:00');
});
//# sourceMappingURL=zoned-time.test.js.map