import { ScheduleNotFoundError } from '@temporalio/client';
import { byCodeUnit } from '../../core/code-unit-order.js';
import { MillraceError } from '../../core/errors.js';
import { didYouMean } from '../../recipes/suggestion.js';
import { attributes } from '../../workflows/attributes.js';
import { scheduleId, scheduleName } from './schedule-place.js';
import { scheduleView } from './schedule-view.js';
/** The schedules of a store, by name. */
export async function listSchedules(place) {
    const views = [];
    for (const id of await scheduleIds(place)) {
        try {
            views.push(scheduleView(place.storage, await place.client.schedule.getHandle(id).describe()));
        }
        catch (error) {
            // It was deleted between the listing and the look.
            if (!(error instanceof ScheduleNotFoundError))
                throw error;
        }
    }
    return views.sort((a, b) => byCodeUnit(a.name, b.name));
}
/** A schedule by its name. Throws MillraceError `schedule-not-found` (usage), which names one that may be meant. */
export async function findSchedule(place, name) {
    const handle = place.client.schedule.getHandle(scheduleId(place.storage, name));
    try {
        return { handle, view: scheduleView(place.storage, await handle.describe()) };
    }
    catch (error) {
        if (!(error instanceof ScheduleNotFoundError))
            throw error;
        const names = (await scheduleIds(place)).map((id) => scheduleName(place.storage, id)).sort(byCodeUnit);
        throw new MillraceError('schedule-not-found', `no schedule ${JSON.stringify(name)}${didYouMean(name, names)}`, {
            kind: 'usage',
            at: place.storage.location,
            hint: names.length === 0
                ? 'millrace schedule create RECIPE makes one'
                : `this store has ${names.slice(0, 10).join(', ')}${names.length > 10 ? ' and more' : ''}`,
        });
    }
}
async function scheduleIds({ client, storage }) {
    const { location } = storage;
    const ids = [];
    // The query language has no way to write a quotation mark within a text.
    const query = location.includes("'") ? {} : { query: `Store = '${location}'` };
    for await (const { scheduleId: id, typedSearchAttributes } of client.schedule.list(query))
        if (typedSearchAttributes?.get(attributes.store) === location)
            ids.push(id);
    return ids;
}
//# sourceMappingURL=find-schedules.js.map