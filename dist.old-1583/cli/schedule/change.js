import { exitCode } from '../exit-code.js';
import { runs, verb } from '../verb.js';
import { neededLines, withSchedules } from './open-schedules.js';
import { listLines } from './schedule-text.js';
/** `schedule pause NAME`. */
export function pauseCommand() {
    const command = verb('pause', 'Let a schedule start nothing more until it is resumed', [
        'schedule pause nightly --note "the crawl is being repaired"',
    ]).option('--note <text>', 'why, for those who look at it', 'Paused by hand');
    return runs(named(command), async ({ store, note }, output, name = '') => changed(store, output, name, async ({ handle, view }) => {
        await handle.pause(note);
        return view.paused ? `${name} was paused already (${view.note}); the note is new.` : `Paused ${name}.`;
    }));
}
/** `schedule resume NAME`. */
export function resumeCommand() {
    const command = verb('resume', 'Let a paused schedule start builds again', [
        'schedule resume nightly',
        'schedule resume nightly --note "the input of Tuesday is mended"',
    ]).option('--note <text>', 'why, for those who look at it', 'Resumed by hand');
    return runs(named(command), async ({ store, note }, output, name = '') => changed(store, output, name, async ({ handle, view }) => {
        if (!view.paused)
            return `${name} was not paused.`;
        await handle.unpause(note);
        return `Resumed ${name}.`;
    }));
}
/** `schedule delete NAME`. */
export function deleteCommand() {
    const command = verb('delete', 'Delete a schedule; its versions stay, and so does a build that runs', [
        'schedule delete nightly',
    ]);
    return runs(named(command), async ({ store }, output, name = '') => withSchedules(store, output, async (schedules) => {
        const { deleteSchedule } = await import('../../workers/schedules/delete-schedule.js');
        const view = await deleteSchedule(schedules, name);
        output.line(`Deleted the schedule ${name}. The versions of ${view.dataset} stay.`);
        await output.result({ ...view, deleted: true });
        return exitCode.ok;
    }));
}
function named(command) {
    return command.argument('<name>', 'a schedule, as `schedule list` names it');
}
async function changed(store, output, name, change) {
    return withSchedules(store, output, async (schedules) => {
        const { findSchedule } = await import('../../workers/schedules/find-schedules.js');
        output.line(await change(await findSchedule(schedules, name)));
        const { view } = await findSchedule(schedules, name);
        for (const line of listLines(view, undefined).slice(0, -1))
            output.line(line);
        if (!view.paused)
            for (const line of await neededLines(schedules))
                output.line(line);
        await output.result(view);
        return exitCode.ok;
    });
}
//# sourceMappingURL=change.js.map