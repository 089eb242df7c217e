import { z } from 'zod';
import { distributionOf, distributions, driftMetricNames, driftMetricOf } from '../quality/distributions.js';
import { documentColumnNames, imageColumnNames } from '../quality/gate.js';
import { isMetricName, metricNamesNear } from '../quality/metric-names.js';
import { found } from './check-value.js';
import { recordOptions } from './recipe.js';
import { didYouMean, nearest } from './suggestion.js';
const tests = ['unique', 'not_null', 'accepted'];
const metricLimits = ['min', 'between', 'change', 'psi', 'against'];
const range = z.tuple([z.number(), z.number()], {
    error: ({ input }) => `expected two numbers, found ${Array.isArray(input) ? `a list of ${input.length}` : found(input)}`,
});
const given = z.literal(true).optional();
const gate = z
    .strictObject({
    metric: z
        .string()
        .optional()
        .describe('Name of a metric, as `docs/metrics.md` lists them; `drift.<distribution>.psi`, `.js` or `.ks`; with `psi` the name of a distribution.'),
    column: z
        .string()
        .optional()
        .describe('`id`, `text`, `label` or a column that a source keeps as metadata: its rows are held to a rule.'),
    min: z.number().optional().describe('Least value that passes.'),
    max: z.number().optional().describe('Greatest value that passes; of a column, how many rows may break its rule.'),
    between: range.optional().describe('Least and greatest value that pass.'),
    change: z
        .union([z.number().min(0), range], {
        error: ({ input }) => typeof input === 'number' || Array.isArray(input)
            ? undefined
            : `expected a number or two of them, found ${found(input)}`,
    })
        .optional()
        .describe('Share by which the metric may differ from the last good version: `0.2` is at most ±20 %.'),
    psi: z
        .number()
        .min(0)
        .optional()
        .describe('Greatest population stability index against the last good version; 0.1 is stable, 0.25 a shift.'),
    unique: given.describe('No two rows have the same value.'),
    not_null: given.describe('Every row has a value.'),
    accepted: z
        .array(z.union([z.string(), z.number(), z.boolean()]))
        .min(1)
        .optional()
        .describe('The values that a row may have.'),
    against: z.literal('latest').optional().describe('The last good version, which `change`, `psi` and drift mean.'),
    severity: z.enum(['error', 'warn']).default('error').describe('`warn` is reported and never holds `latest` back.'),
})
    .superRefine((written, context) => {
    const problem = written.column === undefined ? metricProblem(written) : columnProblem(written);
    if (problem === undefined)
        return;
    context.addIssue({ code: 'custom', path: [...problem.path], message: problem.message });
})
    .transform((written) => (written.column === undefined ? metricGate(written) : columnGate(written)))
    .meta({ oneOf: [{ required: ['metric'] }, { required: ['column'] }] });
/** The recipe's `gates`. */
export const gatesSchema = z
    .array(gate)
    .default([])
    .describe('What a version must keep before `latest` moves to it.');
/** Adds an issue for each gate on a column that no source of the recipe gives. */
export function checkGateColumns({ kind, gates, sources, }, context) {
    const own = kind === 'image' ? imageColumnNames : documentColumnNames;
    const known = [...new Set([...own, ...sources.flatMap(metadataOf)])];
    for (const [index, gate] of gates.entries()) {
        if (!('column' in gate) || known.includes(gate.column))
            continue;
        const message = `expected one of ${known.join(', ')}, found ${found(gate.column)}${didYouMean(gate.column, known)}`;
        context.addIssue({ code: 'custom', path: ['gates', index, 'column'], message });
    }
}
function metadataOf({ options }) {
    const names = recordOptions(options)['metadata'];
    return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [];
}
function metricProblem(written) {
    const { metric, min, max, between, change, psi, against } = written;
    const test = tests.find((name) => written[name] !== undefined);
    if (metric === undefined)
        return { path: [], message: `expected metric or column, found ${test ?? 'neither'}` };
    if (test !== undefined)
        return { path: [test], message: 'expected column beside it, found metric' };
    const name = nameProblem(metric, psi);
    if (name !== undefined)
        return { path: ['metric'], message: name };
    const isDrift = psi !== undefined || driftMetricOf(metric) !== undefined;
    const limit = ['min', 'max', 'between', 'change'].find((key) => written[key] !== undefined);
    if (psi !== undefined && limit !== undefined)
        return { path: [limit], message: 'expected psi alone, found both' };
    if (psi === undefined && limit === undefined)
        return { path: [], message: 'expected min, max, between or change, found none of them' };
    if (isDrift && change !== undefined)
        return { path: ['change'], message: 'expected min, max or between, since drift already is a change' };
    if (between !== undefined && (min !== undefined || max !== undefined))
        return { path: ['between'], message: `expected between alone, found ${min === undefined ? 'max' : 'min'} too` };
    if (against !== undefined && !isDrift && change === undefined)
        return { path: ['against'], message: 'expected change, psi or a drift metric beside it, found neither' };
    return orderProblem(written);
}
function orderProblem({ min, max, between, change }) {
    if (min !== undefined && max !== undefined && min > max)
        return { path: ['max'], message: `expected at least min, which is ${min}, found ${max}` };
    for (const [key, limits] of Object.entries({ between, change })) {
        if (!Array.isArray(limits) || limits[0] <= limits[1])
            continue;
        return {
            path: key === 'between' ? ['between'] : ['change'],
            message: `expected the smaller number first, found ${limits[0]} before ${limits[1]}`,
        };
    }
    return undefined;
}
function nameProblem(metric, psi) {
    const names = distributions.map(({ name }) => name);
    if (psi !== undefined) {
        if (names.includes(metric))
            return undefined;
        const guess = didYouMean(metric.split('.')[0] ?? '', names);
        return `expected a distribution, one of ${names.join(', ')}, found ${found(metric)}${guess}`;
    }
    if (isMetricName(metric) || driftMetricOf(metric) !== undefined)
        return undefined;
    if (distributionOf(metric) !== undefined)
        return `expected psi beside a distribution, or one of its numbers such as ${metricNamesNear(metric)[0] ?? ''}, found ${found(metric)}`;
    const near = metric.startsWith('drift.') ? nearest(metric, driftMetricNames()) : metricNamesNear(metric)[0];
    const guess = near === undefined ? '' : `, did you mean ${JSON.stringify(near)}?`;
    return `expected a metric that docs/metrics.md lists, found ${found(metric)}${guess}`;
}
function columnProblem(written) {
    const { max } = written;
    if (written.metric !== undefined)
        return { path: ['metric'], message: 'expected metric or column, found both' };
    const limit = metricLimits.find((key) => written[key] !== undefined);
    if (limit !== undefined)
        return { path: [limit], message: 'expected metric beside it, found column' };
    const chosen = tests.filter((name) => written[name] !== undefined);
    if (chosen.length !== 1) {
        const message = `expected one of ${tests.join(', ')}, found ${chosen.length === 0 ? 'none' : chosen.join(' and ')}`;
        return { path: [], message };
    }
    if (max !== undefined && (!Number.isSafeInteger(max) || max < 0))
        return { path: ['max'], message: `expected a whole number of rows from 0, found ${max}` };
    return undefined;
}
function metricGate({ metric = '', min, max, between, change, psi, severity = 'error' }) {
    const [least, most] = between ?? [min, psi ?? max];
    return {
        metric: psi === undefined ? metric : `drift.${metric}.psi`,
        ...(least === undefined ? {} : { min: least }),
        ...(most === undefined ? {} : { max: most }),
        ...(change === undefined ? {} : { change: typeof change === 'number' ? [-change, change] : change }),
        severity,
    };
}
function columnGate({ column = '', max = 0, severity = 'error', ...written }) {
    const test = tests.find((name) => written[name] !== undefined) ?? 'not_null';
    const { accepted } = written;
    return { column, test, ...(accepted === undefined ? {} : { accepted: accepted.map(String) }), max, severity };
}
//# sourceMappingURL=gates-schema.js.map