import { findSchedule } from './find-schedules.js';
/**
 * Deletes a schedule, and its recipe from the store unless a build of it still runs and may read it.
 * Throws what {@link findSchedule} throws.
 */
export async function deleteSchedule(place, name) {
    const { handle, view } = await findSchedule(place, name);
    const { info } = await handle.describe();
    await handle.delete();
    if (info.runningActions.length === 0 && view.recipe !== '')
        await place.storage.delete(view.recipe);
    return view;
}
//# sourceMappingURL=delete-schedule.js.map