import { driftMetricOf } from './distributions.js';
import { isAbove } from './drift.js';
/**
 * Holds a number of a version to a gate's limits.
 *
 * - A number that the version does not have fails.
 * - `change` passes where there is no last good version, or where that one has no such number.
 * - Drift passes where there is no last good version, where that one has no such distribution, and where the PSI is
 *   within the noise of the samples' sizes. It fails where only the last good version has the distribution.
 */
export function metricResult(gate, numberOf, last) {
    if (driftMetricOf(gate.metric) !== undefined)
        return driftResult(gate, last);
    const value = numberOf(gate.metric);
    const within = value !== null && isWithin(gate, value);
    if (gate.change === undefined)
        return { ...gate, value, passed: within };
    const base = last?.numberOf(gate.metric) ?? null;
    const [least, most] = gate.change;
    const change = value === null || base === null ? null : changeOf(value, base);
    const passed = within && (change === null || (change >= least && change <= most));
    return { ...gate, value, against: last?.version ?? null, base, passed };
}
/** `value / base − 1`, rounded to the billionth; infinite where something came of nothing. */
export function changeOf(value, base) {
    if (value === base)
        return 0;
    return base === 0 ? Number.POSITIVE_INFINITY : Math.round(((value - base) / Math.abs(base)) * 1e9) / 1e9;
}
/** On which side of its limits a failed gate's value lies; null where it has none, or lies within them. */
export function sideOf({ value, base, min, max, change }) {
    if (value === null)
        return null;
    if (min !== undefined && value < min)
        return 'low';
    if (max !== undefined && value > max)
        return 'high';
    if (change === undefined || base === undefined || base === null)
        return null;
    const found = changeOf(value, base);
    return found < change[0] ? 'low' : found > change[1] ? 'high' : null;
}
/** True for a gate that failed and keeps `latest` where it is. */
export function holdsBack({ passed, severity }) {
    return !passed && severity === 'error';
}
/** True where no gate holds `latest` back. */
export function gatesPassed(results) {
    return !results.some(holdsBack);
}
function driftResult(gate, last) {
    const named = driftMetricOf(gate.metric);
    if (named === undefined || last === null)
        return { ...gate, value: null, against: null, passed: true };
    const { distribution, measure } = named;
    const distance = last.drift[distribution.name];
    const value = distance?.[measure] ?? null;
    const against = last.version;
    if (distance === undefined || value === null) {
        return { ...gate, value, against, passed: !last.had(distribution.name) };
    }
    const passed = isWithin(gate, value) || (sideOf({ ...gate, value, passed: false }) === 'high' && !isAbove(distance, 0));
    return { ...gate, value, against, passed };
}
function isWithin({ min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY }, value) {
    return value >= min && value <= max;
}
//# sourceMappingURL=gates.js.map