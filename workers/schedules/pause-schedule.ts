import type { Client } from '@temporalio/client';
import type { PauseRequest } from '../../workflows/contract.ts';

/** Pauses a schedule with a note that says why. One that was deleted meanwhile is none to pause. */
export async function pauseSchedule(client: Client, { schedule, note }: PauseRequest): Promise<void> {
  await client.schedule.getHandle(schedule).pause(note);
}
