import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { gateText } from '../../quality/gate-text.js';
import { changeOf, gatesPassed, metricResult, sideOf } from '../../quality/gates.js';
const numbers = {
    'kept.ratio': 0.5,
    'length.p50': 700,
    records: 828,
    'pii.ratio': 0,
};
const numberOf = (metric) => numbers[metric] ?? null;
const distance = { psi: 0.31, js: 0.04, ks: 0.2, noise: 0.1 };
const last = {
    version: 4,
    numberOf: (metric) => ({ records: 1200, 'length.p50': 700, 'pii.ratio': 0 })[metric] ?? null,
    drift: { length: distance, words: { ...distance, noise: 0.4 } },
    had: (name) => name === 'labels',
};
const result = (gate, before = last) => metricResult({ severity: 'error', ...gate }, numberOf, before);
const passes = (gate, before) => result(gate, before).passed;
test('limits belong to what passes', () => {
    assert.deepEqual(result({ metric: 'kept.ratio', min: 0.5 }), {
        ...{ metric: 'kept.ratio', min: 0.5, severity: 'error', value: 0.5, passed: true },
    });
    assert.equal(passes({ metric: 'kept.ratio', min: 0.500001 }), false);
    assert.equal(passes({ metric: 'kept.ratio', max: 0.5 }), true);
    assert.equal(passes({ metric: 'kept.ratio', max: 0.499999 }), false);
    assert.equal(passes({ metric: 'length.p50', min: 600, max: 800 }), true);
    assert.equal(passes({ metric: 'length.p50', min: 701, max: 800 }), false);
    assert.equal(passes({ metric: 'records', change: [-0.31, 0] }), true);
    assert.equal(passes({ metric: 'records', change: [-0.309999, 0] }), false);
    assert.equal(passes({ metric: 'records', change: [-0.31, 0], min: 900 }), false);
});
test('a number that the version does not have fails its gate, even before there is a version to compare with', () => {
    assert.deepEqual([result({ metric: 'tokens.total', max: 10 }).value, passes({ metric: 'tokens.total', max: 10 })], [...[null, false]]);
    assert.equal(passes({ metric: 'tokens.total', change: [-1, 1] }, null), false);
});
test('a change is measured from the last good version, where there is one with such a number', () => {
    assert.deepEqual(result({ metric: 'records', change: [-0.2, 0.2] }), {
        ...{ metric: 'records', change: [-0.2, 0.2], severity: 'error', value: 828, against: 4, base: 1200, passed: false },
    });
    assert.deepEqual(result({ metric: 'records', change: [0, 0] }, null), {
        ...{ metric: 'records', change: [0, 0], severity: 'error', value: 828, against: null, base: null, passed: true },
    });
    const { against, base, passed } = result({ metric: 'kept.ratio', change: [0, 0] });
    assert.deepEqual({ against, base, passed }, { against: 4, base: null, passed: true });
    assert.equal(passes({ metric: 'pii.ratio', change: [0, 0] }), true);
    assert.equal(changeOf(1, 0), Number.POSITIVE_INFINITY);
    // 1.1 / 1 − 1 is 0.10000000000000009.
    assert.equal(changeOf(1.1, 1), 0.1);
});
test('drift fails above its limit where it is more than noise, and where only the version before has values', () => {
    const drift = (name, max, before = last) => {
        const { value, against, passed } = result({ metric: `drift.${name}`, max }, before);
        return { value, against, passed };
    };
    assert.deepEqual(drift('length.psi', 0.31), { value: 0.31, against: 4, passed: true });
    assert.deepEqual(drift('length.psi', 0.3), { value: 0.31, against: 4, passed: false });
    assert.deepEqual(drift('length.ks', 0.1), { value: 0.2, against: 4, passed: false });
    assert.deepEqual(drift('words.psi', 0.2), { value: 0.31, against: 4, passed: true });
    assert.deepEqual(drift('labels.psi', 0.2), { value: null, against: 4, passed: false });
    assert.deepEqual(drift('tokens.psi', 0.2), { value: null, against: 4, passed: true });
    assert.deepEqual(drift('length.psi', 0.2, null), { value: null, against: null, passed: true });
});
test('the side on which a gate failed', () => {
    assert.equal(sideOf(result({ metric: 'kept.ratio', min: 0.6 })), 'low');
    assert.equal(sideOf(result({ metric: 'kept.ratio', max: 0.4 })), 'high');
    assert.equal(sideOf(result({ metric: 'records', change: [-0.2, 0.2] })), 'low');
    assert.equal(sideOf(result({ metric: 'kept.ratio', max: 0.6 })), null);
    assert.equal(sideOf(result({ metric: 'tokens.total', max: 0.6 })), null);
});
test('a warning holds nothing back', () => {
    const failed = { passed: false };
    assert.equal(gatesPassed([
        { ...failed, severity: 'warn' },
        { passed: true, severity: 'error' },
    ]), true);
    assert.equal(gatesPassed([{ ...failed, severity: 'error' }]), false);
});
describe('gates in words', () => {
    const words = [
        [result({ metric: 'kept.ratio', min: 0.9 }), 'kept.ratio is 0.5, at least 0.9 wanted'],
        [result({ metric: 'length.p50', min: 100, max: 5000 }), 'length.p50 is 700, at least 100 and at most 5,000 wanted'],
        [result({ metric: 'tokens.total', max: 9 }), 'tokens.total is not measured, at most 9 wanted'],
        [
            result({ metric: 'records', change: [-0.2, 0.2] }),
            'records fell by 31 % from 1,200 in version 4 to 828, at most 20 % wanted',
        ],
        [
            result({ metric: 'records', change: [-0.1, 0.5], min: 1000 }),
            'records fell by 31 % from 1,200 in version 4 to 828, −10 % to +50 % and at least 1,000 wanted',
        ],
        [result({ metric: 'length.p50', change: [-0.1, 0.1] }), 'length.p50 is 700 as in version 4, at most 10 % wanted'],
        [
            result({ metric: 'kept.ratio', change: [-0.1, 0.1] }),
            'kept.ratio is 0.5, which version 4 did not measure, at most 10 % wanted',
        ],
        [
            result({ metric: 'records', change: [-0.1, 0.1] }, null),
            'records is 828 with no version before to be compared with, at most 10 % wanted',
        ],
        [
            { ...result({ metric: 'pii.ratio', change: [-0.1, 0.1] }), value: 0.25 },
            'pii.ratio rose from 0 in version 4 to 0.25, at most 10 % wanted',
        ],
        [
            result({ metric: 'drift.length.psi', max: 0.2 }),
            'drift.length.psi is 0.31 against version 4, at most 0.2 wanted',
        ],
        [
            result({ metric: 'drift.words.psi', max: 0.2 }),
            'drift.words.psi is 0.31 against version 4, at most 0.2 wanted: within the noise of so few values',
        ],
        [
            result({ metric: 'drift.labels.psi', max: 0.2 }),
            'drift.labels.psi is not measured against version 4, at most 0.2 wanted',
        ],
        [
            result({ metric: 'drift.length.psi', max: 0.2 }, null),
            'drift.length.psi has no version before to be compared with, at most 0.2 wanted',
        ],
    ];
    for (const [gate, text] of words)
        test(text, () => assert.equal(gateText(gate), text));
    const column = (test, value, max) => ({
        ...{ metric: `${test}(label)`, column: 'label', test, value, max, severity: 'error', passed: value <= max },
        ...(test === 'accepted' ? { accepted: ['ham', 'sp\u001bam', '3', '4', '5', '6'] } : {}),
    });
    test('of columns', () => {
        assert.equal(gateText(column('unique', 1, 0)), 'label repeats in 1 row, none wanted');
        assert.equal(gateText(column('not_null', 1200, 5)), 'label is missing in 1,200 rows, at most 5 wanted');
        assert.equal(gateText(column('unique', 0, 0)), 'label is unique');
        assert.equal(gateText(column('not_null', 0, 3)), 'label is given in every row');
        assert.equal(gateText({ ...column('accepted', 0, 0), accepted: ['ham', 'spam'] }), 'label is one of ham, spam wherever it is given');
        assert.equal(gateText(column('accepted', 2, 0)), 'label is none of ham, sp\ufffdam, 3, 4, 5, … in 2 rows, none wanted');
    });
});
//# sourceMappingURL=gates.test.js.map