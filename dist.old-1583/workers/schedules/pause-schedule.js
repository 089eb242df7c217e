import { ScheduleNotFoundError } from '@temporalio/client';
import { isGateNote, noteReason, pausedAt, pauseNote } from './pause-note.js';
/**
 * Pauses a schedule with a note that says why. One that was deleted meanwhile is none to pause. Where it is paused
 * already, a person's note stays, and so does a failed gate's beside that of a build that failed otherwise.
 */
export async function pauseSchedule(client, { schedule, note }) {
    const handle = client.schedule.getHandle(schedule);
    try {
        const { state } = await handle.describe();
        if (state.paused && !givesWay(state.note, note))
            return;
        await handle.pause(pauseNote(note, new Date()));
    }
    catch (error) {
        if (!(error instanceof ScheduleNotFoundError))
            throw error;
    }
}
function givesWay(found, reason) {
    if (pausedAt(found) === undefined)
        return false;
    const wanted = pauseNote(reason, new Date());
    // The activity may run twice: the time of the first pause is the true one.
    if (noteReason(found) === noteReason(wanted))
        return false;
    return isGateNote(wanted) || !isGateNote(found);
}
//# sourceMappingURL=pause-schedule.js.map