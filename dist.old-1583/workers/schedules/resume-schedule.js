import { ScheduleNotFoundError } from '@temporalio/client';
import { shorten } from '../../quality/printable.js';
import { isGateNote } from './pause-note.js';
/**
 * Resumes a schedule where the gates of that very version paused it; true where it did. A schedule that a person or
 * another version paused stays paused, and one that was deleted is none to resume.
 */
export async function resumeSchedule(client, schedule, approval) {
    const handle = client.schedule.getHandle(schedule);
    try {
        const { state } = await handle.describe();
        if (!state.paused || !isGateNote(state.note, approval))
            return false;
        await handle.unpause(resumeNote(approval));
        return true;
    }
    catch (error) {
        if (error instanceof ScheduleNotFoundError)
            return false;
        throw error;
    }
}
function resumeNote({ dataset, version, note }) {
    const why = note === '' ? '' : `: ${note}`;
    return shorten(`Resumed by Millrace: ${dataset}@${version} was approved${why}`, 400);
}
//# sourceMappingURL=resume-schedule.js.map