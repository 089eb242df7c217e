import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cronProblem } from '../../recipes/cron.js';
import { goodCrons } from './good-crons.js';
test('expressions that name times', () => {
    assert.deepEqual(goodCrons.map((cron) => cronProblem(cron)), goodCrons.map(() => undefined));
});
const wrong = [
    ['', /^expected minute, hour, day, month and weekday, as in "0 2 \* \* \*", found ""$/],
    ['0 2 * *', /^expected minute, hour/],
    ['0 2 * * * * * *', /^expected minute, hour/],
    ['60 * * * *', /^expected a minute in 0-59, \*, or a list, range or step of them, found "60"$/],
    ['0 24 * * *', /an hour in 0-23/],
    ['0 0 0 * *', /a day in 1-31/],
    ['0 0 L * *', /a day in 1-31/],
    ['? * * * *', /a minute/],
    ['1.5 * * * *', /a minute/],
    ['10-5 * * * *', /a minute/],
    ['*/0 * * * *', /a minute/],
    ['*/61 * * * *', /a minute/],
    ['1,,2 * * * *', /a minute/],
    ['1-2-3 * * * *', /a minute/],
    ['*/2/2 * * * *', /a minute/],
    ['0 2 * 0 *', /a month in 1-12 or jan-dec/],
    ['0 2 * jane *', /a month/],
    ['0 2 * * mo', /a weekday in 0-7 or sun-sat/],
    ['0 2 * * 1#2', /a weekday/],
    ['0 2 * * * 1999', /a year in 2000-2100/],
    ['0 0 31 2 *', /^expected a day that comes, found day 31 of months without one$/],
    ['0 0 31 2,4,jun *', /a day that comes/],
    ['@every 1h', /^expected one of @yearly, .*, found "@every 1h"$/],
    ['@Daily', /^expected one of/],
    ['TZ=UTC 0 2 * * *', /time zone here but in the key timezone/],
];
for (const [cron, message] of wrong)
    test(`refused: ${JSON.stringify(cron)}`, () => assert.match(cronProblem(cron) ?? 'nothing wrong', message));
test('an expression without end is refused at once', () => {
    assert.notEqual(cronProblem('1,'.repeat(200_000)), undefined);
    assert.notEqual(cronProblem('* '.repeat(200_000)), undefined);
});
//# sourceMappingURL=cron.test.js.map