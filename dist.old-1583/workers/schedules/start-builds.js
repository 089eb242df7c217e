import proto from '@temporalio/proto';
import { MillraceError } from '../../core/errors.js';
import { findSchedule } from './find-schedules.js';
import { pausedAt } from './pause-note.js';
import { overlapPolicy } from './save-schedule.js';
const appearsMs = 5000;
const pollMs = 100;
/** Starts a build of a schedule now, also where it is paused; undefined where none has begun within 5 s: it waits. */
export async function triggerSchedule(place, view, overlap) {
    await place.client.schedule.getHandle(view.id).trigger(overlapPolicy(overlap));
    return newStart(place, view, appearsMs);
}
/** The first start that is not among those of `before`, or undefined where none comes within `limitMs`. */
export async function newStart(place, before, limitMs) {
    const known = new Set(before.starts.map(({ runId }) => runId));
    const deadline = performance.now() + limitMs;
    for (;;) {
        const { view } = await findSchedule(place, before.name);
        const found = view.starts.find(({ runId }) => !known.has(runId));
        if (found !== undefined || performance.now() > deadline)
            return found;
        await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
}
/**
 * Starts the builds that a schedule would have made from `from` to `to`, both included; gives their times.
 * Throws MillraceError `no-starts` (usage) where there are none, and `schedule-paused` (usage) where Millrace paused it:
 * its builds would be called off.
 */
export async function backfillSchedule(place, view, from, to, overlap) {
    const { name, id } = view;
    if (view.paused && pausedAt(view.note ?? undefined) !== undefined) {
        throw new MillraceError('schedule-paused', view.note ?? '', {
            kind: 'usage',
            at: name,
            hint: `mend the input or the recipe, then millrace schedule resume ${name}, and the same command again`,
        });
    }
    const times = await startTimes(place, id, from, to);
    if (times.length === 0) {
        throw new MillraceError('no-starts', `expected starts of ${name} (${view.when.join('; ')}) in this time, found none`, {
            kind: 'usage',
            at: `${from.toISOString()} to ${to.toISOString()}`,
            hint: `millrace schedule show ${name} tells its times`,
        });
    }
    await place.client.schedule.getHandle(id).backfill({ start: from, end: to, overlap: overlapPolicy(overlap) });
    return times;
}
async function startTimes({ client }, id, from, to) {
    const { startTime } = await client.workflowService.listScheduleMatchingTimes({
        namespace: client.options.namespace,
        scheduleId: id,
        // The server leaves out a start at the very beginning.
        startTime: timestamp(from.getTime() - 1),
        endTime: timestamp(to.getTime()),
    });
    return startTime.map(({ seconds, nanos }) => new Date(Number(seconds ?? 0) * 1000 + (nanos ?? 0) / 1e6));
}
function timestamp(ms) {
    const seconds = Math.floor(ms / 1000);
    return proto.google.protobuf.Timestamp.fromObject({ seconds, nanos: (ms - seconds * 1000) * 1e6 });
}
//# sourceMappingURL=start-builds.js.map