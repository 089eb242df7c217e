import { MillraceError } from '../../core/errors.js';
import { exitCode } from '../exit-code.js';
import { collected, runs, verb } from '../verb.js';
import { neededLines, pagesOf, withSchedules } from './open-schedules.js';
import { listLines } from './schedule-text.js';
/** `schedule create RECIPE`: puts a recipe's schedule into force, or changes the one that is. */
export function createCommand() {
    const command = verb('create', "Put a recipe's schedule into force; again after a change of the recipe", [
        'schedule create daily.yaml',
        'schedule create daily.yaml --name nightly --set schedule.overlap=buffer-one',
        `schedule create en-text.yaml --set 'schedule.cron=0 2 * * *' --paused`,
    ])
        .argument('<recipe>', 'a recipe in YAML with the key `schedule`')
        .option('--name <name>', "name of the schedule; the dataset's without it")
        .option('--paused', 'nothing starts before `schedule resume`')
        .option('--set <key=value>', 'override a key of the recipe, as a.b=value; may be repeated', collected, []);
    return runs(command, async ({ store, set, paused, ...options }, output, path = '') => {
        const { loadRecipe } = await import('../../recipes/load-recipe.js');
        const { requireScheduleName } = await import('../../workers/schedules/schedule-place.js');
        const { recipe, operations, folder } = await loadRecipe(path, set);
        const name = requireScheduleName(options.name ?? recipe.dataset);
        const { schedule: settings, alerts } = operations;
        if (settings === null)
            throw noSchedule(path);
        return withSchedules(store, output, async (schedules) => {
            const { saveSchedule } = await import('../../workers/schedules/save-schedule.js');
            const request = { name, recipe, recipeFolder: folder, alerts, settings, paused: paused === true };
            const { created, changed, view } = await saveSchedule(schedules, request);
            const page = (await pagesOf(schedules)).schedule(view.id);
            if (created)
                output.line(`Created the schedule ${name}.`);
            else if (changed.length === 0)
                output.line(`The schedule ${name} was this already: nothing changed.`);
            else
                for (const line of [`Changed the schedule ${name}:`, ...changed.map((each) => `  ${each}`)])
                    output.line(line);
            output.line();
            for (const line of listLines(view, undefined).slice(0, -1))
                output.line(line);
            for (const line of await neededLines(schedules))
                output.line(line);
            await output.result({ ...view, created, changed, uiUrl: page });
            return exitCode.ok;
        });
    });
}
function noSchedule(path) {
    return new MillraceError('no-schedule', 'expected a recipe with the key "schedule", found none', {
        kind: 'usage',
        at: path,
        hint: 'add schedule: { cron: "0 2 * * *", timezone: UTC }, or --set \'schedule.cron=0 2 * * *\'',
    });
}
//# sourceMappingURL=create.js.map