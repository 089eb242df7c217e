import type { Command } from 'commander';
import type { findSchedule } from '../../workers/schedules/find-schedules.ts';
import type { Output } from '../console-output.ts';
import { exitCode } from '../exit-code.ts';
import { type Run, runs, verb } from '../verb.ts';
import { neededLines, withSchedules } from './open-schedules.ts';
import { listLines } from './schedule-text.ts';

/** `schedule pause NAME`. */
export function pauseCommand(): Command {
  const command = verb('pause', 'Let a schedule start nothing more until it is resumed', [
    'schedule pause nightly --note "the crawl is being repaired"',
  ]).option('--note <text>', 'why, for those who look at it', 'Paused by hand');
  return runs<{ note: string }>(named(command), async ({ store, note }, output, name = '') =>
    changed(store, output, name, async ({ handle, view }) => {
      await handle.pause(note);
      return view.paused ? `${name} was paused already (${view.note}); the note is new.` : `Paused ${name}.`;
    }),
  );
}

/** `schedule resume NAME`. */
export function resumeCommand(): Command {
  const command = verb('resume', 'Let a paused schedule start builds again', [
    'schedule resume nightly',
    'schedule resume nightly --note "the input of Tuesday is mended"',
  ]).option('--note <text>', 'why, for those who look at it', 'Resumed by hand');
  return runs<{ note: string }>(named(command), async ({ store, note }, output, name = '') =>
    changed(store, output, name, async ({ handle, view }) => {
      if (!view.paused) return `${name} was not paused.`;
      await handle.unpause(note);
      return `Resumed ${name}.`;
    }),
  );
}

/** `schedule delete NAME`. */
export function deleteCommand(): Command {
  const command = verb('delete', 'Delete a schedule; its versions stay, and so does a build that runs', [
    'schedule delete nightly',
  ]);
  return runs(named(command), async ({ store }, output, name = '') =>
    withSchedules(store, output, async (schedules) => {
      const { deleteSchedule } = await import('../../workers/schedules/delete-schedule.ts');
      const view = await deleteSchedule(schedules, name);
      output.line(`Deleted the schedule ${name}. The versions of ${view.dataset} stay.`);
      await output.result({ ...view, deleted: true });
      return exitCode.ok;
    }),
  );
}

function named(command: Command): Command {
  return command.argument('<name>', 'a schedule, as `schedule list` names it');
}

async function changed(
  store: string,
  output: Output,
  name: string,
  change: (found: Awaited<ReturnType<typeof findSchedule>>) => Promise<string>,
): ReturnType<Run<unknown>> {
  return withSchedules(store, output, async (schedules) => {
    const { findSchedule } = await import('../../workers/schedules/find-schedules.ts');
    output.line(await change(await findSchedule(schedules, name)));
    const { view } = await findSchedule(schedules, name);
    for (const line of listLines(view, undefined).slice(0, -1)) output.line(line);
    if (!view.paused) for (const line of await neededLines(schedules)) output.line(line);
    await output.result(view);
    return exitCode.ok;
  });
}
