import { exitCode } from '../exit-code.js';
import { runs, verb } from '../verb.js';
import { neededLines, pagesOf, withSchedules } from './open-schedules.js';
import { listLines, showLines } from './schedule-text.js';
/** `schedule list`: every schedule of the store with its next starts, its last run and its state. */
export function listCommand() {
    const command = verb('list', 'List the schedules of the store: next starts, last run, state', [
        'schedule list',
        'schedule list --json | jq .schedules',
    ]);
    return runs(command, ({ store }, output) => withSchedules(store, output, async (schedules) => {
        const { listSchedules } = await import('../../workers/schedules/find-schedules.js');
        const views = await listSchedules(schedules);
        const rows = [];
        for (const view of views)
            rows.push({ view, last: (await outcomesOf(schedules, view, 1))[0] });
        if (rows.length === 0)
            output.line('No schedule in this store yet: npx millrace schedule create RECIPE makes one.');
        for (const [i, { view, last }] of rows.entries())
            for (const line of [...(i === 0 ? [] : ['']), ...listLines(view, last)])
                output.line(line);
        if (rows.length > 0)
            for (const line of await neededLines(schedules))
                output.line(line);
        await output.result({
            schedules: rows.map(({ view, last }) => ({ ...view, last: last === undefined ? null : flat(last) })),
        });
        return exitCode.ok;
    }));
}
/** `schedule show NAME`: all of one schedule. */
export function showCommand() {
    const command = verb('show', 'Show one schedule: its rules, its next starts, what came of its last runs', [
        'schedule show nightly',
        'schedule show nightly --json | jq .next',
    ]).argument('<name>', 'a schedule, as `schedule list` names it');
    return runs(command, ({ store }, output, name = '') => withSchedules(store, output, async (schedules) => {
        const { findSchedule } = await import('../../workers/schedules/find-schedules.js');
        const { view } = await findSchedule(schedules, name);
        const outcomes = await outcomesOf(schedules, view, 10);
        const page = (await pagesOf(schedules)).schedule(view.id);
        for (const line of showLines(view, outcomes, page))
            output.line(line);
        await output.result({ ...view, runs: outcomes.map(flat), uiUrl: page });
        return exitCode.ok;
    }));
}
/** The newest starts of a schedule with what came of them, newest first. */
async function outcomesOf({ client }, { starts }, most) {
    const { runOutcome } = await import('../../workers/schedules/run-outcome.js');
    const newest = starts.toReversed().slice(0, most);
    return Promise.all(newest.map(async (start) => ({ start, outcome: await runOutcome(client, start) })));
}
function flat({ start, outcome }) {
    return { ...start, ...outcome };
}
//# sourceMappingURL=look.js.map