import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MillraceError } from '../../core/errors.ts';
import type { MetricGate } from '../../quality/gate.ts';
import { evaluateGates, gatesPassed } from '../../quality/gates.ts';

const summary = { 'kept.ratio': 0.5, 'length.p50': 700 };

const passes = (gate: Omit<MetricGate, 'severity'>) =>
  evaluateGates([{ severity: 'error', ...gate }], summary).map(({ value, passed }) => ({ value, passed }))[0];

test('limits belong to what passes', () => {
  assert.deepEqual(passes({ metric: 'kept.ratio', min: 0.5 }), { value: 0.5, passed: true });
  assert.deepEqual(passes({ metric: 'kept.ratio', min: 0.500001 }), { value: 0.5, passed: false });
  assert.deepEqual(passes({ metric: 'kept.ratio', max: 0.5 }), { value: 0.5, passed: true });
  assert.deepEqual(passes({ metric: 'kept.ratio', max: 0.499999 }), { value: 0.5, passed: false });
  assert.deepEqual(passes({ metric: 'length.p50', min: 600, max: 800 }), { value: 700, passed: true });
  assert.deepEqual(passes({ metric: 'length.p50', min: 800, max: 600 }), { value: 700, passed: false });
});

test('a number that the version does not have fails its gate', () => {
  assert.deepEqual(passes({ metric: 'tokens.total', max: 10 }), { value: null, passed: false });
});

test('a warning holds nothing back', () => {
  const gates: MetricGate[] = [
    { metric: 'length.p50', max: 1, severity: 'warn' },
    { metric: 'kept.ratio', min: 0.1, severity: 'error' },
  ];
  const results = evaluateGates(gates, summary);
  assert.deepEqual(results, [
    { metric: 'length.p50', max: 1, severity: 'warn', value: 700, passed: false },
    { metric: 'kept.ratio', min: 0.1, severity: 'error', value: 0.5, passed: true },
  ]);
  assert.equal(gatesPassed(results), true);
  assert.equal(gatesPassed(evaluateGates([{ metric: 'length.p50', max: 1, severity: 'error' }], summary)), false);
});

test('an unknown metric is a usage error that names near ones', () => {
  for (const metric of ['kept.ration', 'Kept.Ratio', '__proto__', 'x'.repeat(1e6)]) {
    assert.throws(
      () =>
        evaluateGates(
          [
            { metric: 'kept.ratio', severity: 'error' },
            { metric, severity: 'warn' },
          ],
          summary,
        ),
      (error: unknown) => {
        assert.ok(error instanceof MillraceError);
        assert.equal(error.code, 'gate-unknown-metric');
        assert.equal(error.kind, 'usage');
        assert.equal(error.at, 'gates[1].metric');
        assert.ok(error.message.length < 200);
        if (metric.length === 11) assert.match(error.hint ?? '', /^did you mean kept\.ratio/);
        return true;
      },
    );
  }
});
