import { findSchedule } from './find-schedules.ts';
import type { SchedulePlace } from './schedule-place.ts';
import type { ScheduleView } from './schedule-view.ts';

/**
 * Deletes a schedule, and its recipe from the store unless a build of it still runs and may read it.
 * Throws what {@link findSchedule} throws.
 */
export async function deleteSchedule(place: SchedulePlace, name: string): Promise<ScheduleView> {
  const { handle, view } = await findSchedule(place, name);
  const { info } = await handle.describe();
  await handle.delete();
  if (info.runningActions.length === 0 && view.recipe !== '') await place.storage.delete(view.recipe);
  return view;
}
