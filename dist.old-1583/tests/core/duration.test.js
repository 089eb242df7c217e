import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatDuration, parseDuration } from '../../core/duration.js';
test('durations as people write them', () => {
    const wanted = [
        ['6h', 21_600_000],
        ['1h30m', 5_400_000],
        ['1.5h', 5_400_000],
        ['90 min', 5_400_000],
        [' 30 s ', 30_000],
        ['250ms', 250],
        ['1d 2h', 93_600_000],
        ['0s', 0],
        ['10d', 864_000_000],
        ['', undefined],
        ['6', undefined],
        ['h', undefined],
        ['-1s', undefined],
        ['1e3s', undefined],
        ['6 hours', undefined],
        ['5m3', undefined],
        ['9999999d', undefined],
        [`${'1s'.repeat(6)}`, undefined],
    ];
    assert.deepEqual(wanted.map(([text]) => [text, parseDuration(text)]), wanted);
});
test('a duration that was written is read as the same', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 300_000_000_000 }), (ms) => {
        assert.equal(parseDuration(formatDuration(ms)), ms);
    }));
});
test('text of any length is refused or read at once', () => {
    assert.equal(parseDuration('1h'.repeat(100_000)), undefined);
    assert.equal(parseDuration(`${'1'.repeat(100_000)}x`), undefined);
    assert.equal(parseDuration(`1${' '.repeat(100_000)}x`), undefined);
});
//# sourceMappingURL=duration.test.js.map