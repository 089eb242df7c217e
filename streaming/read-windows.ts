import { setImmediate } from 'node:timers/promises';
import { headFirst } from './head-first.ts';
import type { ReaderPool } from './reader-pool.ts';
import type { OwnWindow } from './stream-plan.ts';
import type { FilledWindow } from './window-memory.ts';

/**
 * Reads windows in order, one ahead of the one in use. A window's memory is filled anew once the next is asked for.
 * With `headSamples` the first so many samples are given before others are begun, which would only hold them up.
 * Windows may be long in coming: their `return` ends the wait.
 * When the consumer stops or a group is bad, waits until no thread writes any more.
 */
export async function* readWindows(
  windows: Iterator<OwnWindow, void> | AsyncIterator<OwnWindow, void>,
  pool: ReaderPool,
  headSamples: number | undefined,
): AsyncGenerator<FilledWindow, void, undefined> {
  const filling: Promise<FilledWindow | undefined>[] = [];
  const plan = headSamples === undefined ? windows : headFirst(windows, headSamples);
  let memory: 0 | 1 = 0;
  const predownloaded: Promise<OwnWindow | undefined>[] = [];
  const next = async (): Promise<OwnWindow | undefined> => {
    const found = await plan.next();
    return found.done === true ? undefined : found.value;
  };
  const fill = async (planned: Promise<OwnWindow | undefined>, into: 0 | 1): Promise<FilledWindow | undefined> => {
    const window = await planned;
    return window === undefined ? undefined : await pool.fill(window, into);
  };
  const begin = (): void => {
    const filled = fill(predownloaded.shift() ?? next(), memory);
    // Its turn to be awaited may never come.
    filled.catch(() => undefined);
    filling.push(filled);
    memory = memory === 0 ? 1 : 0;
    if (pool.predownload === undefined || filling.length < 2) return;
    const later = next();
    predownloaded.push(later);
    later.then(
      (window) => window !== undefined && pool.predownload?.(window),
      () => undefined,
    );
  };
  begin();
  if (headSamples === undefined) begin();
  try {
    for (let first = filling.shift(); first !== undefined; first = filling.shift()) {
      const window = await first;
      if (window === undefined) return;
      // A consumer that never waits for anything else would keep the process from hearing signals and timers.
      await setImmediate();
      yield window;
      begin();
      if (filling.length === 1) begin();
    }
  } finally {
    pool.stop();
    // Not that of `headFirst`, which would wait for a window that may be long in coming.
    await windows.return?.();
    await Promise.allSettled(filling);
  }
}
