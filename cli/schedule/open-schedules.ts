import type { SchedulePlace } from '../../workers/schedules/schedule-place.ts';
import type { TemporalSession } from '../../workers/temporal-session.ts';
import type { Output } from '../console-output.ts';

/** The schedules of a store while a command looks at them or changes them. */
export interface OpenSchedules extends SchedulePlace {
  readonly session: TemporalSession;
}

/** Opens the store's Temporal, which needs no worker, lets `use` have the schedules, and ends what it started. */
export async function withSchedules<T>(
  store: string,
  output: Output,
  use: (schedules: OpenSchedules) => Promise<T>,
): Promise<T> {
  const { openStorage } = await import('../../storage/open-storage.ts');
  const { machineFolder } = await import('../../workers/machine-folder.ts');
  const { taskQueueOf } = await import('../../workers/task-queue.ts');
  const { openTemporalSession } = await import('../../workers/temporal-session.ts');
  const { requireWritable } = await import('../writable-store.ts');
  const storage = openStorage(store);
  await requireWritable(storage);
  const session = await openTemporalSession(machineFolder(storage), process.env, output.line);
  try {
    return await use({ session, client: session.client, storage, taskQueue: taskQueueOf(storage, process.env) });
  } finally {
    await session.close();
  }
}

/** What a person does so that scheduled builds run; nothing where a worker and a server that stays are there. */
export async function neededLines({ session, ...place }: OpenSchedules): Promise<string[]> {
  const { hasWorker } = await import('../../workers/has-worker.ts');
  if (session.target.local && session.started)
    return ['', 'Builds run while a server and a worker do:', '  npx millrace up --worker'];
  if (await hasWorker(place.client, place.taskQueue, 'activity')) return [];
  return ['', 'No worker serves this store now, so builds wait for one:', '  npx millrace worker'];
}

/** Pages of the Temporal UI; null where its address is not known. */
export async function pagesOf({ session: { uiUrl, target } }: OpenSchedules) {
  const { schedulePage, workflowPage } = await import('../../workers/temporal/ui.ts');
  const page = (of: typeof workflowPage, id: string): string | null =>
    uiUrl === null ? null : of(uiUrl, target.namespace, id);
  return {
    schedule: (id: string): string | null => page(schedulePage, id),
    workflow: (id: string): string | null => page(workflowPage, id),
  };
}
