import { type ErrorData, errorToData } from '../core/errors.ts';
import type { GroupReader, GroupTask } from './group-reader.ts';
import { noneLeft, type WindowMemory } from './window-memory.ts';

/** `place` is that of the group in the list. */
export type FillAnswer =
  | { readonly type: 'done' }
  | { readonly type: 'failed'; readonly place: number; readonly error: ErrorData };

/** Takes groups of a list, of which other threads take some too, and reads them into a window until none is left. */
export type FillWindow = (groups: readonly GroupTask[], memory: WindowMemory) => Promise<FillAnswer>;

/**
 * Fills windows with what a reader reads. Where two are asked for, the groups of the second are taken when none of the
 * first is left to take: they come while the last ones of the first do, and hold up none of them.
 */
export function windowFiller<Fetched>(reader: GroupReader<Fetched>): FillWindow {
  let allTaken = Promise.resolve();
  return async (groups, memory) => {
    const before = allTaken;
    const taken = Promise.withResolvers<void>();
    allTaken = taken.promise;
    await before;
    try {
      return await fillWindow(reader, groups, memory, taken.resolve);
    } finally {
      taken.resolve();
    }
  };
}

async function fillWindow<Fetched>(
  reader: GroupReader<Fetched>,
  groups: readonly GroupTask[],
  memory: WindowMemory,
  onAllTaken: () => void,
): Promise<FillAnswer> {
  const take = () => {
    const place = Atomics.add(memory.taken, 0, 1);
    const group = groups[place];
    if (group === undefined) {
      onAllTaken();
      return undefined;
    }
    const fetched = reader.fetch(group);
    // A group that is fetched ahead and not placed, since the one before it failed, may fail unseen.
    fetched.catch(() => undefined);
    return { place, group, fetched };
  };
  const fetching: NonNullable<ReturnType<typeof take>>[] = [];
  const fetchMore = () => {
    while (fetching.length < (reader.ahead ?? 1)) {
      const next = take();
      if (next === undefined) return;
      fetching.push(next);
    }
  };
  fetchMore();
  for (let next = fetching.shift(); next !== undefined; next = fetching.shift()) {
    const { place, group, fetched } = next;
    try {
      const bytes = await fetched;
      // Taken now, so that storage is read while this thread decodes.
      fetchMore();
      await reader.place(group, bytes, memory);
    } catch (error) {
      Atomics.store(memory.taken, 0, noneLeft);
      return { type: 'failed', place, error: errorToData(error) };
    }
  }
  return { type: 'done' };
}
