import { z } from 'zod';
import type { ScheduleSettings } from './recipe.ts';

/** The recipe's `schedule`. */
export const scheduleSchema: z.ZodType<ScheduleSettings> = z
  .strictObject({
    cron: z.string().min(1).describe('When builds start: minute, hour, day, month, weekday.'),
    timezone: z.string().default('UTC').describe('IANA name of the time zone of `cron`.'),
    onGateFailure: z
      .enum(['pause', 'continue'])
      .default('pause')
      .describe('What a version that fails its gates does to the schedule.'),
  })
  .transform(
    ({ cron, ...rest }): ScheduleSettings => ({
      ...rest,
      cron: [cron],
      every: [],
      jitterMs: 0,
      catchupMs: 24 * 3_600_000,
      overlap: 'skip',
      onFailure: 'continue',
      startAt: null,
      endAt: null,
    }),
  )
  .describe('When builds start by themselves.');
