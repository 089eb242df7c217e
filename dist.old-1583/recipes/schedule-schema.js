import { z } from 'zod';
import { formatDuration, parseDuration } from '../core/duration.js';
import { parseZonedTime } from '../core/zoned-time.js';
import { found } from './check-value.js';
import { cronProblem } from './cron.js';
import { isTimeZone, nearestTimeZone } from './time-zone.js';
/** Milliseconds from text such as `6h`, at least `leastMs`. */
function duration(leastMs, example) {
    return z
        .string({ error: ({ input }) => `expected a duration such as ${example}, found ${found(input)}` })
        .transform((text, context) => {
        const ms = parseDuration(text);
        if (ms !== undefined && ms >= leastMs)
            return ms;
        const wanted = ms === undefined ? `a duration such as ${example}` : `at least ${formatDuration(leastMs)}`;
        context.addIssue({ code: 'custom', message: `expected ${wanted}, found ${found(text)}` });
        return z.NEVER;
    });
}
const cronText = z.string().superRefine((text, context) => {
    const message = cronProblem(text);
    if (message !== undefined)
        context.addIssue({ code: 'custom', message });
});
const wholeSeconds = duration(1000, '6h').refine((ms) => ms % 1000 === 0, {
    error: ({ input }) => `expected whole seconds, found ${formatDuration(Number(input))}`,
});
const interval = z
    .strictObject({
    every: wholeSeconds.describe('Time from one start to the next, counted from 1970-01-01 in UTC.'),
    offset: duration(0, '30m').prefault('0s').describe('Puts each start off by so much.'),
})
    .refine(({ every, offset }) => offset < every && offset % 1000 === 0, {
    path: ['offset'],
    error: 'expected whole seconds, fewer than those of every',
})
    .transform(({ every, offset }) => ({ everyMs: every, offsetMs: offset }));
const everyEntry = z.union([wholeSeconds.transform((everyMs) => ({ everyMs, offsetMs: 0 })), interval]);
const timezone = z
    .string()
    .refine(isTimeZone, {
    error: ({ input }) => {
        const guess = nearestTimeZone(String(input));
        const meant = guess === undefined ? '' : `, did you mean ${guess}?`;
        return `expected a time zone such as UTC or Europe/Berlin, found ${found(input)}${meant}`;
    },
})
    .default('UTC');
const pauseOr = z.enum(['pause', 'continue']);
/** The recipe's `schedule`. */
export const scheduleSchema = z
    .strictObject({
    cron: z
        .union([cronText, z.array(cronText)])
        .default([])
        .describe('Starts by the clock: minute, hour, day, month, weekday. Where day and weekday are given, both must fit.'),
    every: z
        .union([everyEntry, z.array(everyEntry)])
        .default([])
        .describe('Starts at a fixed distance, such as `6h`; `{ every: 6h, offset: 30m }` puts them off.'),
    timezone: timezone.describe('IANA name of the zone of `cron`, of `start` and `end`, and of `{date}` in paths.'),
    jitter: duration(0, '30s').prefault('0s').describe('Each start is put off by a chance part of it.'),
    catchup: duration(10_000, '24h')
        .prefault('24h')
        .describe('How late a start that was missed, while no server ran, may still happen.'),
    overlap: z
        .enum(['skip', 'buffer-one', 'buffer-all', 'cancel-other', 'terminate-other', 'allow-all'])
        .default('skip')
        .describe('What becomes of a start while the build before still runs.'),
    onGateFailure: pauseOr.default('pause').describe('What a version that fails its gates does to the schedule.'),
    onFailure: pauseOr.default('continue').describe('What a build that fails does to the schedule.'),
    start: z.string().optional().describe('Nothing starts before this day or time.'),
    end: z.string().optional().describe('Nothing starts after this day or time.'),
})
    .transform((given, context) => {
    const problem = (path, message) => {
        context.addIssue({ code: 'custom', path, message });
    };
    const time = (key) => {
        const text = given[key];
        if (text === undefined)
            return null;
        const named = parseZonedTime(text, given.timezone);
        if (named === undefined)
            problem([key], `expected a day or time such as 2026-11-20T02:00, found ${found(text)}`);
        // A day is wholly within: it begins, and ends, what it names.
        return named === undefined
            ? null
            : new Date(key === 'start' ? named.start : named.end.getTime() - 1).toISOString();
    };
    const [cron, every] = [[given.cron].flat(), [given.every].flat()];
    const [startAt, endAt] = [time('start'), time('end')];
    if (cron.length + every.length === 0)
        problem([], 'expected cron or every, found neither');
    if (startAt !== null && endAt !== null && endAt <= startAt)
        problem(['end'], 'expected a time after start');
    return {
        ...{ cron, every, startAt, endAt },
        timezone: given.timezone,
        jitterMs: given.jitter,
        catchupMs: given.catchup,
        overlap: given.overlap,
        onGateFailure: given.onGateFailure,
        onFailure: given.onFailure,
    };
})
    .describe('When builds start by themselves: `millrace schedule create` puts it into force.');
//# sourceMappingURL=schedule-schema.js.map