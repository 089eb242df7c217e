import { ScheduleAlreadyRunning, type ScheduleOptions, type ScheduleOverlapPolicy } from '@temporalio/client';
import { canonicalJson } from '../../core/canonical-json.ts';
import { formatDuration } from '../../core/duration.ts';
import type { AlertSettings, Recipe, ScheduleSettings } from '../../recipes/recipe.ts';
import { datasetAttributes } from '../../workflows/attributes.ts';
import type { BuildState } from '../../workflows/build-dataset.ts';
import type { StoredRecipe } from '../activities.ts';
import { readJson, writeJson } from '../planning/plan.ts';
import { storeDigest } from '../task-queue.ts';
import { findSchedule } from './find-schedules.ts';
import { type SchedulePlace, scheduledRecipeKey, scheduleId } from './schedule-place.ts';
import type { ScheduleView } from './schedule-view.ts';

/** A schedule to create or to change. */
export interface ScheduleRequest {
  readonly name: string;
  readonly recipe: Recipe;
  readonly recipeFolder: string;
  readonly alerts: readonly AlertSettings[];
  readonly settings: ScheduleSettings;
  readonly paused: boolean;
}

export interface SavedSchedule {
  readonly created: boolean;
  /** What differs from before, `overlap: skip → buffer-one`; empty where it was created or nothing does. */
  readonly changed: readonly string[];
  readonly view: ScheduleView;
}

/**
 * Creates a schedule, or changes the one of that name; its recipe is left in the store for the builds to come. One that
 * exists stays paused, or active, as it was, unless `paused` asks for a pause.
 */
export async function saveSchedule(place: SchedulePlace, request: ScheduleRequest): Promise<SavedSchedule> {
  const { name, recipe, paused } = request;
  const key = scheduledRecipeKey(recipe.dataset, name);
  const before = await storedRecipe(place, key);
  await writeJson(place.storage, key, toStored(request));
  const options = optionsOf(place, request, key);
  try {
    const state = paused ? { state: { paused, note: 'Created paused' } } : {};
    await place.client.schedule.create({ ...options, ...state });
    return { created: true, changed: [], view: (await findSchedule(place, name)).view };
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
  }
  const { handle, view: old } = await findSchedule(place, name);
  const note = paused && !old.paused ? 'Paused with a change' : (old.note ?? '');
  await handle.update(() => ({ ...options, state: { paused: paused || old.paused, note } }));
  if (old.recipe !== key && old.recipe !== '') await place.storage.delete(old.recipe);
  const { view } = await findSchedule(place, name);
  return { created: false, changed: [...settingChanges(old, view), ...recipeChanges(before, toStored(request))], view };
}

function optionsOf(place: SchedulePlace, { name, recipe, settings }: ScheduleRequest, key: string): ScheduleOptions {
  const { storage, taskQueue } = place;
  const { dataset } = recipe;
  const id = scheduleId(storage, name);
  const typedSearchAttributes = datasetAttributes(storage.location, dataset);
  const build: BuildState = {
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
export function overlapPolicy(overlap: ScheduleSettings['overlap']): ScheduleOverlapPolicy {
  return overlap.toUpperCase().replaceAll('-', '_') as NonNullable<ScheduleOverlapPolicy>;
}

function toStored({ recipe, recipeFolder, alerts, settings }: ScheduleRequest): StoredRecipe {
  return { recipe, recipeFolder, alerts, timezone: settings.timezone };
}

async function storedRecipe({ storage }: SchedulePlace, key: string): Promise<StoredRecipe | undefined> {
  return (await storage.size(key)) === undefined ? undefined : readJson<StoredRecipe>(storage, key);
}

function settingChanges(old: ScheduleView, now: ScheduleView): string[] {
  const texts = (view: ScheduleView): [string, string][] => [
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
  return texts(now).flatMap(([key, text]) =>
    before.get(key) === text ? [] : [`${key}: ${before.get(key)} → ${text}`],
  );
}

function recipeChanges(before: StoredRecipe | undefined, now: StoredRecipe): string[] {
  if (before === undefined) return ['recipe'];
  const parts = ({ recipe, recipeFolder, alerts }: StoredRecipe) =>
    new Map<string, unknown>([...Object.entries(recipe), ['folder', recipeFolder], ['alerts', alerts ?? []]]);
  const [old, present] = [parts(before), parts(now)];
  const names = [...new Set([...old.keys(), ...present.keys()])].filter((name) => name !== 'dataset');
  return names.filter((name) => textOf(old.get(name)) !== textOf(present.get(name))).map((name) => `recipe: ${name}`);
}

function textOf(value: unknown): string {
  return canonicalJson({ value: value as object });
}
