/** Expressions that must be taken; `tests/workers/schedules` asks the real server for its opinion of them. */
export const goodCrons = [
    '0 2 * * *',
    '*/5 * * * *',
    '5/10 * * * *',
    '0,30 8-17/2 * * mon-fri',
    '0 2 * * 5-7',
    '0 2 * * 7',
    '0 2 1 January *',
    '0 2 1 jan,JUL Sunday',
    '0 2 29 2 *',
    '0 2 * * * 2027',
    '30 0 2 * * * *',
    ' 0\t2 * * * ',
    '@daily',
    '@hourly',
];
//# sourceMappingURL=good-crons.js.map