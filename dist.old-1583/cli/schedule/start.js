import { Option } from 'commander';
import { MillraceError } from '../../core/errors.js';
import { buildExitCode, exitCode } from '../exit-code.js';
import { requireTime } from '../load-dated-recipe.js';
import { runs, verb } from '../verb.js';
import { neededLines, pagesOf, withSchedules } from './open-schedules.js';
import { outcomeText } from './schedule-text.js';
/** `schedule trigger NAME`: a build now. */
export function triggerCommand() {
    const command = verb('trigger', 'Start a build of a schedule now, also while it is paused', [
        'schedule trigger nightly',
        'schedule trigger nightly --wait',
    ])
        .argument('<name>', 'a schedule, as `schedule list` names it')
        .option('--wait', 'wait until it is built; the exit code is that of `build`')
        .addOption(overlapOption());
    return runs(command, ({ store, overlap, wait }, output, name = '') => withSchedules(store, output, async (schedules) => {
        const { findSchedule } = await import('../../workers/schedules/find-schedules.js');
        const { triggerSchedule } = await import('../../workers/schedules/start-builds.js');
        const { view } = await findSchedule(schedules, name);
        if (wait === true)
            await requireWorker(schedules);
        const start = await triggerSchedule(schedules, view, overlap);
        const page = start === undefined ? null : (await pagesOf(schedules)).workflow(start.workflowId);
        output.line(start === undefined ? `${name} begins a build after the one that runs.` : `Started ${start.workflowId}`);
        if (page !== null)
            output.line(`Watch it at ${page}`);
        for (const line of await neededLines(schedules))
            output.line(line);
        if (wait === true)
            return waitForBuild(schedules, view, start, output);
        await output.result({ name, workflowId: start?.workflowId ?? null, uiUrl: page });
        return exitCode.ok;
    }));
}
/** `schedule backfill NAME`: the builds of a time that has passed. */
export function backfillCommand() {
    const command = verb('backfill', 'Start the builds that a schedule would have made from one time to another', [
        'schedule backfill nightly --from 2026-11-16 --to 2026-11-22',
        'schedule backfill hourly --from 2026-11-20T06:00 --to 2026-11-20T18:00 --overlap allow-all',
    ])
        .argument('<name>', 'a schedule, as `schedule list` names it')
        .requiredOption('--from <time>', "a day or time in the schedule's zone, included")
        .requiredOption('--to <time>', "a day or time in the schedule's zone, included")
        .addOption(overlapOption());
    return runs(command, ({ store, from, to, overlap }, output, name = '') => withSchedules(store, output, async (schedules) => {
        const { findSchedule } = await import('../../workers/schedules/find-schedules.js');
        const { backfillSchedule } = await import('../../workers/schedules/start-builds.js');
        const { zonedText } = await import('../../core/zoned-time.js');
        const { view } = await findSchedule(schedules, name);
        const { timezone } = view;
        const { start } = requireTime(from, timezone, '--from');
        const { end } = requireTime(to, timezone, '--to');
        // What is still to come starts by itself.
        const until = new Date(Math.min(end.getTime() - 1, Date.now()));
        if (until < start)
            throw notPassed(from, to);
        const times = await backfillSchedule(schedules, view, start, until, overlap);
        const [first, last] = [times[0], times.at(-1)].map((time) => zonedText(time ?? start, timezone));
        output.line(`Asked for ${times.length} builds of ${name}, for ${first} to ${last} ${timezone}.`);
        for (const line of await neededLines(schedules))
            output.line(line);
        await output.result({ name, builds: times.length, times: times.map((time) => time.toISOString()) });
        return exitCode.ok;
    }));
}
function notPassed(from, to) {
    return new MillraceError('bad-time', `expected a time that has passed, found ${from} to ${to}`, {
        kind: 'usage',
        at: '--from',
        hint: 'take a --from that lies before --to and before now; what is to come starts by itself',
    });
}
async function waitForBuild(schedules, view, started, output) {
    const { newStart } = await import('../../workers/schedules/start-builds.js');
    const { closedOutcome, runOutcome } = await import('../../workers/schedules/run-outcome.js');
    const start = started ?? (await newStart(schedules, view, Number.POSITIVE_INFINITY));
    if (start === undefined)
        throw new Error('a wait without end gave nothing');
    const closed = await closedOutcome(schedules.client, start);
    const outcome = closed ?? (await runOutcome(schedules.client, start));
    output.line(outcomeText(outcome));
    await output.result({
        name: view.name,
        workflowId: start.workflowId,
        uiUrl: (await pagesOf(schedules)).workflow(start.workflowId),
        ...outcome,
    });
    if (outcome.state !== 'finished')
        return exitCode.failed;
    return buildExitCode(outcome.result, await quarantineLimit(schedules, view));
}
async function quarantineLimit({ storage }, { recipe: key }) {
    const { readJson } = await import('../../workers/planning/plan.js');
    const { recipe } = await readJson(storage, key);
    return recipe.limits.quarantine;
}
async function requireWorker(schedules) {
    const { hasWorker } = await import('../../workers/has-worker.js');
    if (await hasWorker(schedules.client, schedules.taskQueue, 'activity'))
        return;
    throw new MillraceError('no-worker', 'expected a worker that builds, found none to wait for', {
        kind: 'usage',
        at: schedules.storage.location,
        hint: 'run millrace up --worker beside it, or leave --wait out: the build then begins as soon as a worker runs',
    });
}
function overlapOption() {
    return new Option('--overlap <policy>', 'what happens while another build runs; by default one comes after another')
        .choices(['skip', 'buffer-one', 'buffer-all', 'cancel-other', 'terminate-other', 'allow-all'])
        .default('buffer-all');
}
//# sourceMappingURL=start.js.map