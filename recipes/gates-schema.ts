import { z } from 'zod';
import type { Gate } from '../quality/gate.ts';
import { summaryMetrics } from '../quality/summary.ts';
import { found } from './check-value.ts';
import { didYouMean } from './suggestion.ts';

const metricNames = summaryMetrics.map(({ name }) => name);

const gate = z
  .strictObject({
    metric: z
      .enum(metricNames, {
        error: ({ input }) =>
          `expected a metric that \`millrace show\` lists, found ${found(input)}${didYouMean(String(input), metricNames)}`,
      })
      .describe('Name of a metric, as `millrace show` lists them.'),
    min: z.number().optional().describe('Least value that passes.'),
    max: z.number().optional().describe('Greatest value that passes.'),
    severity: z.enum(['error', 'warn']).default('error').describe('`warn` is reported and never holds `latest` back.'),
  })
  .refine(({ min, max }) => min !== undefined || max !== undefined, { error: 'expected min or max, found neither' })
  .transform(
    ({ metric, min, max, severity }): Gate => ({
      metric,
      ...(min === undefined ? {} : { min }),
      ...(max === undefined ? {} : { max }),
      severity,
    }),
  );

/** The recipe's `gates`. */
export const gatesSchema: z.ZodType<readonly Gate[]> = z
  .array(gate)
  .default([])
  .describe('Limits that a version must keep before `latest` moves to it.');
