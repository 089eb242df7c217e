import { setImmediate } from 'node:timers/promises';
import type { ReaderPool } from './reader-pool.ts';
import type { OwnWindow } from './stream-plan.ts';
import type { FilledWindow } from './window-memory.ts';

/**
 * Reads windows in order, one ahead of the one in use. A window's memory is filled anew once the next is asked for.
 * When the consumer stops or a group is bad, waits until no thread writes any more.
 */
export async function* readWindows(
  plan: Iterator<OwnWindow>,
  pool: ReaderPool,
): AsyncGenerator<FilledWindow, void, undefined> {
  const filling: Promise<FilledWindow>[] = [];
  let memory: 0 | 1 = 0;
  const begin = (): void => {
    const next = plan.next();
    if (next.done === true) return;
    const filled = pool.fill(next.value, memory);
    // Its turn to be awaited may never come.
    filled.catch(() => undefined);
    filling.push(filled);
    memory = memory === 0 ? 1 : 0;
  };
  begin();
  begin();
  try {
    for (let next = filling.shift(); next !== undefined; next = filling.shift()) {
      const window = await next;
      // A consumer that never waits for anything else would keep the process from hearing signals and timers.
      await setImmediate();
      yield window;
      begin();
    }
  } finally {
    pool.stop();
    await Promise.allSettled(filling);
  }
}
