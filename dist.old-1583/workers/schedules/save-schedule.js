import { ScheduleAlreadyRunning } from '@temporalio/client';
import { canonicalJson } from '../../core/canonical-json.js';
import { formatDuration } from '../../core/duration.js';
import { datasetAttributes } from '../../workflows/attributes.js';
import { readJson, writeJson } from '../planning/plan.js';
import { storeDigest } from '../task-queue.js';
import { findSchedule } from './find-schedules.js';
import { scheduledRecipeKey, scheduleId } from './schedule-place.js';
/**
 * Creates a schedule, or changes the one of that name; its recipe is left in the store for the builds to come. One that
 * exists stays paused, or active, as it was, unless `paused` asks for a pause.
 */
export async function saveSchedule(place, request) {
    const { name, recipe, paused } = request;
    const key = scheduledRecipeKey(recipe.dataset, name);
    const before = await storedRecipe(place, key);
    await writeJson(place.storage, key, toStored(request));
    const options = optionsOf(place, request, key);
    try {
        const state = paused ? { state: { paused, note: 'Created paused' } } : {};
        await place.client.schedule.create({ ...options, ...state });
        return { created: true, changed: [], view: (await findSchedule(place, name)).view };
    }
    catch (error) {
        if (!(error instanceof ScheduleAlreadyRunning))
            throw error;
    }
    const { handle, view: old } = await findSchedule(place, name);
    const note = paused && !old.paused ? 'Paused with a change' : (old.note ?? '');
    await handle.update(() => ({ ...options, state: { paused: paused || old.paused, note } }));
    if (old.recipe !== key && old.recipe !== '')
        await place.storage.delete(old.recipe);
    const { view } = await findSchedule(place, name);
    return { created: false, changed: [...settingChanges(old, view), ...recipeChanges(before, toStored(request))], view };
}
function optionsOf(place, { name, recipe, settings }, key) {
    const { storage, taskQueue } = place;
    const { dataset } = recipe;
    const id = scheduleId(storage, name);
    const typedSearchAttributes = datasetAttributes(storage.location, dataset);
    const build = {
        reference: { store: storage.location, dataset, recipe: key },
        schedule: { id, onGateFailure: settings.onGateFailure, onFailure: settings.onFailure },
    };
    return {
        scheduleId: id,
        spec: {
            cronExpressions: [...settings.cron],
            intervals: settings.every.map(({ everyMs, offsetMs }) => ({ every: everyMs, offset: offsetMs })),
            timezone: settings.timezone,
            jitter: settings.jitterMs,
            ...(settings.startAt === null ? {} : { startAt: new Date(settings.startAt) }),
            ...(settings.endAt === null ? {} : { endAt: new Date(settings.endAt) }),
        },
        policies: { catchupWindow: settings.catchupMs, overlap: overlapPolicy(settings.overlap) },
        typedSearchAttributes,
        action: {
            type: 'startWorkflow',
            workflowType: 'buildDataset',
            // The server adds the scheduled time to it.
            workflowId: `build-${dataset}-${storeDigest(storage)}`,
            taskQueue,
            args: [build],
            staticSummary: `Build ${dataset}, scheduled by ${name}`,
            typedSearchAttributes,
        },
    };
}
/** The server's word for what happens to a start while another build runs. */
export function overlapPolicy(overlap) {
    return overlap.toUpperCase().replaceAll('-', '_');
}
function toStored({ recipe, recipeFolder, alerts, settings }) {
    return { recipe, recipeFolder, alerts, timezone: settings.timezone };
}
async function storedRecipe({ storage }, key) {
    return (await storage.size(key)) === undefined ? undefined : readJson(storage, key);
}
function settingChanges(old, now) {
    const texts = (view) => [
        ['dataset', view.dataset],
        ['when', view.when.join('; ')],
        ['timezone', view.timezone],
        ['jitter', formatDuration(view.jitterMs)],
        ['catchup', formatDuration(view.catchupMs)],
        ['overlap', view.overlap],
        ['onGateFailure', view.onGateFailure],
        ['onFailure', view.onFailure],
        ['start', view.startAt ?? 'none'],
        ['end', view.endAt ?? 'none'],
        ['state', view.paused ? 'paused' : 'active'],
    ];
    const before = new Map(texts(old));
    return texts(now).flatMap(([key, text]) => before.get(key) === text ? [] : [`${key}: ${before.get(key)} → ${text}`]);
}
function recipeChanges(before, now) {
    if (before === undefined)
        return ['recipe'];
    const parts = ({ recipe, recipeFolder, alerts }) => new Map([...Object.entries(recipe), ['folder', recipeFolder], ['alerts', alerts ?? []]]);
    const [old, present] = [parts(before), parts(now)];
    const names = [...new Set([...old.keys(), ...present.keys()])].filter((name) => name !== 'dataset');
    return names.filter((name) => textOf(old.get(name)) !== textOf(present.get(name))).map((name) => `recipe: ${name}`);
}
function textOf(value) {
    return canonicalJson({ value: value });
}
//# sourceMappingURL=save-schedule.js.map