import { distance } from 'fastest-levenshtein';
import { byCodeUnit } from '../core/code-unit-order.ts';
import { MillraceError } from '../core/errors.ts';
import type { MetricGate } from './gate.ts';
import { summaryMetrics } from './summary.ts';

/** A gate with what it found. `value` is null where the version has no such number; such a gate fails. */
export interface GateResult extends MetricGate {
  readonly value: number | null;
  readonly passed: boolean;
}

/** Holds each gate to the summary, in the gates' order. Throws MillraceError `gate-unknown-metric` as {@link checkGates} does. */
export function evaluateGates(gates: readonly MetricGate[], summary: Readonly<Record<string, number>>): GateResult[] {
  checkGates(gates);
  return gates.map((gate) => {
    const value = summary[gate.metric] ?? null;
    const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = gate;
    return { ...gate, value, passed: value !== null && value >= min && value <= max };
  });
}

/** True where no gate of severity `error` failed: then `latest` may move to the version. */
export function gatesPassed(results: readonly GateResult[]): boolean {
  return results.every(({ passed, severity }) => passed || severity === 'warn');
}

/** Throws MillraceError `gate-unknown-metric` (usage), naming near names, for a gate on a metric that no summary holds. */
export function checkGates(gates: readonly MetricGate[]): void {
  for (const [index, { metric }] of gates.entries()) {
    if (summaryMetrics.some(({ name }) => name === metric)) continue;
    const names = summaryMetrics.map(({ name }) => name);
    throw new MillraceError('gate-unknown-metric', `there is no metric ${JSON.stringify(metric.slice(0, 80))}`, {
      kind: 'usage',
      at: `gates[${index}].metric`,
      hint: `did you mean ${nearest(metric.slice(0, 80), names).join(', ')}? docs/metrics.md lists all ${names.length}`,
    });
  }
}

function nearest(name: string, names: readonly string[]): string[] {
  return names
    .map((known) => ({ known, away: distance(name.toLowerCase(), known.toLowerCase()) }))
    .sort((a, b) => a.away - b.away || byCodeUnit(a.known, b.known))
    .slice(0, 3)
    .map(({ known }) => known);
}
