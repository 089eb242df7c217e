import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isGateNote, noteReason, pausedAt, pauseNote } from '../../../workers/schedules/pause-note.js';
const at = new Date('2026-11-24T02:00:05.123Z');
const gate = 'Paused by Millrace: a gate of docs@3 failed: kept.ratio is 0.3, at least 0.5 wanted.';
test('a note says when, and the reason is found in it again', () => {
    const note = pauseNote(gate, at);
    assert.equal(note, `${gate} [2026-11-24T02:00:05.123Z]`);
    assert.deepEqual([pausedAt(note), noteReason(note)], [at, gate]);
});
test('a note holds at most 400 characters of any reason, and its time', () => {
    fc.assert(fc.property(fc.string({ maxLength: 2000, unit: 'binary' }), (reason) => {
        const note = pauseNote(`Paused by Millrace: ${reason}`, at);
        assert.ok(note.length <= 400);
        assert.deepEqual(pausedAt(note), at);
    }));
});
test('a gate note is that of one version', () => {
    const note = pauseNote(gate, at);
    assert.equal(isGateNote(note), true);
    assert.equal(isGateNote(note, { dataset: 'docs', version: 3 }), true);
    assert.equal(isGateNote(pauseNote(gate.replace('@3', '@30'), at), { dataset: 'docs', version: 3 }), false);
    assert.equal(isGateNote(note, { dataset: 'doc', version: 3 }), false);
});
test("a person's note is no pause of Millrace, whatever it looks like", () => {
    for (const note of [undefined, '', 'holidays', `see [${at.toISOString()}]`, gate, `x ${pauseNote(gate, at)}`])
        assert.deepEqual([pausedAt(note), isGateNote(note), noteReason(note)], [undefined, false, note ?? '']);
});
//# sourceMappingURL=pause-note.test.js.map