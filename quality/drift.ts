import type { TextMetrics } from './text-metrics.ts';

/**
 * How far apart two distributions are.
 *
 * - `psi`: population stability index over their bins; below 0.1 is stable, above 0.25 is a shift (Siddiqi 2006).
 * - `js`: Jensen–Shannon divergence in bits, in [0, 1].
 * - `ks`: Kolmogorov–Smirnov statistic in [0, 1]; null where values have no order.
 */
export interface Distance {
  readonly psi: number;
  readonly js: number;
  readonly ks: number | null;
}

/** The distance of each distribution that both have, by name, rounded to the millionth. */
export function driftBetween(_before: TextMetrics, _after: TextMetrics): Record<string, Distance> {
  return {};
}
