import { setImmediate } from 'node:timers/promises';
import { headFirst } from './head-first.ts';
import type { ReaderPool } from './reader-pool.ts';
import type { OwnWindow } from './stream-plan.ts';
import type { FilledWindow } from './window-memory.ts';

/**
 * Reads windows in order, one ahead of the one in use. A window's memory is filled anew once the next is asked for.
 * With `headSamples` the first so many samples are given before others are begun, which would only hold them up.
 * When the consumer stops or a group is bad, waits until no thread writes any more.
 */
export async function* readWindows(
  windows: Iterator<OwnWindow>,
  pool: ReaderPool,
  headSamples: number | undefined,
): AsyncGenerator<FilledWindow, void, undefined> {
  const filling: Promise<FilledWindow>[] = [];
  const plan = headSamples === undefined ? windows : headFirst(windows, headSamples);
  let memory: 0 | 1 = 0;
  const predownloaded: OwnWindow[] = [];
  const next = (): OwnWindow | undefined => {
    const found = plan.next();
    return found.done === true ? undefined : found.value;
  };
  const begin = (): void => {
    const window = predownloaded.shift() ?? next();
    if (window === undefined) return;
    const filled = pool.fill(window, memory);
    // Its turn to be awaited may never come.
    filled.catch(() => undefined);
    filling.push(filled);
    memory = memory === 0 ? 1 : 0;
    if (pool.predownload === undefined || filling.length < 2) return;
    const later = next();
    if (later === undefined) return;
    predownloaded.push(later);
    pool.predownload(later);
  };
  begin();
  if (headSamples === undefined) begin();
  try {
    for (let first = filling.shift(); first !== undefined; first = filling.shift()) {
      const window = await first;
      // A consumer that never waits for anything else would keep the process from hearing signals and timers.
      await setImmediate();
      yield window;
      begin();
      if (filling.length === 1) begin();
    }
  } finally {
    pool.stop();
    await Promise.allSettled(filling);
  }
}
