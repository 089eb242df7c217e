import { type Client, ScheduleNotFoundError } from '@temporalio/client';
import { shorten } from '../../quality/printable.ts';
import { isGateNote, type JudgedVersion } from './pause-note.ts';

/** A version that a person approved, with what he noted. */
export interface Approval extends JudgedVersion {
  /** Empty for none. */
  readonly note: string;
}

/**
 * Resumes a schedule where the gates of that very version paused it; true where it did. A schedule that a person or
 * another version paused stays paused, and one that was deleted is none to resume.
 */
export async function resumeSchedule(client: Client, schedule: string, approval: Approval): Promise<boolean> {
  const handle = client.schedule.getHandle(schedule);
  try {
    const { state } = await handle.describe();
    if (!state.paused || !isGateNote(state.note, approval)) return false;
    await handle.unpause(resumeNote(approval));
    return true;
  } catch (error) {
    if (error instanceof ScheduleNotFoundError) return false;
    throw error;
  }
}

function resumeNote({ dataset, version, note }: Approval): string {
  const why = note === '' ? '' : `: ${note}`;
  return shorten(`Resumed by Millrace: ${dataset}@${version} was approved${why}`, 400);
}
