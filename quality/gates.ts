import type { Manifest } from '../shards/manifest.ts';
import { driftMetricOf } from './distributions.ts';
import { type Distance, isAbove } from './drift.ts';
import type { MetricGate, Severity } from './gate.ts';

/** A gate with what it found. `value` is null where the version has no such number. */
export type GateResult = Manifest['gates'][number];

/** The last good version of a dataset, as far as gates look at it. */
export interface LastGood {
  readonly version: number;
  readonly numberOf: (metric: string) => number | null;
  /** The distances of the distributions that both versions have. */
  readonly drift: Readonly<Record<string, Distance>>;
  readonly had: (distribution: string) => boolean;
}

/**
 * Holds a number of a version to a gate's limits.
 *
 * - A number that the version does not have fails.
 * - `change` passes where there is no last good version, or where that one has no such number.
 * - Drift passes where there is no last good version, where that one has no such distribution, and where the PSI is
 *   within the noise of the samples' sizes. It fails where only the last good version has the distribution.
 */
export function metricResult(
  gate: MetricGate,
  numberOf: (metric: string) => number | null,
  last: LastGood | null,
): GateResult {
  if (driftMetricOf(gate.metric) !== undefined) return driftResult(gate, last);
  const value = numberOf(gate.metric);
  const within = value !== null && isWithin(gate, value);
  if (gate.change === undefined) return { ...gate, value, passed: within };
  const base = last?.numberOf(gate.metric) ?? null;
  const [least, most] = gate.change;
  const change = value === null || base === null ? null : changeOf(value, base);
  const passed = within && (change === null || (change >= least && change <= most));
  return { ...gate, value, against: last?.version ?? null, base, passed };
}

/** `value / base − 1`, rounded to the billionth; infinite where something came of nothing. */
export function changeOf(value: number, base: number): number {
  if (value === base) return 0;
  return base === 0 ? Number.POSITIVE_INFINITY : Math.round(((value - base) / Math.abs(base)) * 1e9) / 1e9;
}

/** On which side of its limits a failed gate's value lies; null where it has none, or lies within them. */
export function sideOf({ value, base, min, max, change }: GateResult): 'low' | 'high' | null {
  if (value === null) return null;
  if (min !== undefined && value < min) return 'low';
  if (max !== undefined && value > max) return 'high';
  if (change === undefined || base === undefined || base === null) return null;
  const found = changeOf(value, base);
  return found < change[0] ? 'low' : found > change[1] ? 'high' : null;
}

interface Looked {
  readonly passed: boolean;
  readonly severity: Severity;
}

/** True for a gate that failed and keeps `latest` where it is. */
export function holdsBack({ passed, severity }: Looked): boolean {
  return !passed && severity === 'error';
}

/** True where no gate holds `latest` back. */
export function gatesPassed(results: readonly Looked[]): boolean {
  return !results.some(holdsBack);
}

function driftResult(gate: MetricGate, last: LastGood | null): GateResult {
  const named = driftMetricOf(gate.metric);
  if (named === undefined || last === null) return { ...gate, value: null, against: null, passed: true };
  const { distribution, measure } = named;
  const distance = last.drift[distribution.name];
  const value = distance?.[measure] ?? null;
  const against = last.version;
  if (distance === undefined || value === null) {
    return { ...gate, value, against, passed: !last.had(distribution.name) };
  }
  const passed =
    isWithin(gate, value) || (sideOf({ ...gate, value, passed: false }) === 'high' && !isAbove(distance, 0));
  return { ...gate, value, against, passed };
}

function isWithin({ min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY }: MetricGate, value: number) {
  return value >= min && value <= max;
}
