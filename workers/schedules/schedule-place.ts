import type { Client } from '@temporalio/client';
import { MillraceError } from '../../core/errors.ts';
import type { Storage } from '../../storage/storage.ts';
import { storeDigest } from '../task-queue.ts';

/** The Temporal and the store that schedules lie in. */
export interface SchedulePlace {
  readonly client: Client;
  readonly storage: Storage;
  readonly taskQueue: string;
}

/** Id of a schedule in Temporal: two stores may both have one of that name. */
export function scheduleId(storage: Storage, name: string): string {
  return `${name}-${storeDigest(storage)}`;
}

/** Name of a schedule of this store, from its id. */
export function scheduleName(storage: Storage, id: string): string {
  const end = `-${storeDigest(storage)}`;
  return id.endsWith(end) ? id.slice(0, -end.length) : id;
}

/** Key of the recipe that a schedule builds, beside the work folders, which `gc` clears. */
export function scheduledRecipeKey(dataset: string, name: string): string {
  return `${dataset}/schedules/${name}.json`;
}

/** Throws MillraceError `bad-name` (usage) for a name that cannot be that of a schedule. */
export function requireScheduleName(name: string): string {
  if (/^[a-z0-9][a-z0-9._-]{0,99}$/.test(name)) return name;
  throw new MillraceError('bad-name', `expected a name for the schedule, found ${JSON.stringify(name.slice(0, 120))}`, {
    kind: 'usage',
    hint: 'take at most 100 of a-z, 0-9, ".", "_" and "-", a letter or digit first',
  });
}
