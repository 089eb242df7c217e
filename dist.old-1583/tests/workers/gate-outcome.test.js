import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gateOutcome } from '../../workers/gate-outcome.js';
const gate = (metric, severity, passed) => ({
    ...{ metric, severity, passed, value: 0.31, min: 0.5 },
});
const distance = (psi, noise) => ({ psi, js: 0, ks: null, ...(noise === undefined ? {} : { noise }) });
test('a build tells its failed gates, the first in words, its warnings, and what drifted beyond noise', () => {
    const gates = [
        gate('records', 'error', true),
        gate('kept.ratio', 'error', false),
        gate('length.p50', 'error', false),
        gate('labels.ratio', 'warn', false),
    ];
    const metrics = {
        length: distance(0.3, 0.1),
        words: distance(0.3, 0.4),
        labels: distance(0.3),
        tokens: distance(0.2),
    };
    const drift = { against: { version: 1, sha256: '0'.repeat(64) }, metrics };
    assert.deepEqual(gateOutcome({ gates, drift }), {
        failedGates: ['kept.ratio', 'length.p50'],
        gateReason: 'kept.ratio is 0.31, at least 0.5 wanted',
        warnings: ['labels.ratio'],
        drifted: ['length', 'labels'],
    });
});
test('a version of before drift was measured has none', () => {
    const expected = { failedGates: [], gateReason: null, warnings: [], drifted: [] };
    assert.deepEqual(gateOutcome({ gates: [] }), expected);
    assert.deepEqual(gateOutcome({ gates: [gate('records', 'error', true)], drift: null }), expected);
});
//# sourceMappingURL=gate-outcome.test.js.map