import { MillraceError } from '../../core/errors.js';
import { storeDigest } from '../task-queue.js';
/** Id of a schedule in Temporal: two stores may both have one of that name. */
export function scheduleId(storage, name) {
    return `${name}-${storeDigest(storage)}`;
}
/** Name of a schedule of this store, from its id. */
export function scheduleName(storage, id) {
    const end = `-${storeDigest(storage)}`;
    return id.endsWith(end) ? id.slice(0, -end.length) : id;
}
/** Key of the recipe that a schedule builds, beside the work folders, which `gc` clears. */
export function scheduledRecipeKey(dataset, name) {
    return `${dataset}/schedules/${name}.json`;
}
/** Throws MillraceError `bad-name` (usage) for a name that cannot be that of a schedule. */
export function requireScheduleName(name) {
    if (/^[a-z0-9][a-z0-9._-]{0,99}$/.test(name))
        return name;
    throw new MillraceError('bad-name', `expected a name for the schedule, found ${JSON.stringify(name.slice(0, 120))}`, {
        kind: 'usage',
        hint: 'take at most 100 of a-z, 0-9, ".", "_" and "-", a letter or digit first',
    });
}
//# sourceMappingURL=schedule-place.js.map