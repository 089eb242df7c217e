import { type ByteRange, coalesceRanges } from './coalesced-ranges.ts';
import type { Storage } from './storage.ts';

/** Reads bytes [start, end) of a value; what it gives may share memory with what others are given. */
export type ReadRange = (start: number, end: number) => Promise<Uint8Array>;

const mostBytes = 16 * 2 ** 20;
const requestsAtOnce = 6;

interface Waiting extends ByteRange {
  readonly give: (bytes: Uint8Array) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Ranges of one value, of which those that are asked for together are read together: neighbours by one request of up to
 * 16 MiB, at most 6 requests at once. Where a request costs nothing (a folder) each is read by itself.
 * Throws what `storage.getRange` throws.
 */
export function coalescedReads(storage: Storage, key: string): ReadRange {
  const { requestCostBytes } = storage;
  if (requestCostBytes === 0) return (start, end) => storage.getRange(key, start, end);
  let waiting: Waiting[] = [];
  const queue: (() => Promise<void>)[] = [];
  let running = 0;

  const next = (): void => {
    while (running < requestsAtOnce) {
      const request = queue.shift();
      if (request === undefined) return;
      running++;
      request().finally(() => {
        running--;
        next();
      });
    }
  };
  const flush = (): void => {
    const asked = waiting;
    waiting = [];
    for (const { start, end, members } of coalesceRanges(asked, requestCostBytes, mostBytes)) {
      queue.push(async () => {
        const served = members.map((place) => asked[place] as Waiting);
        try {
          const bytes = await storage.getRange(key, start, end);
          for (const each of served) each.give(bytes.subarray(each.start - start, each.end - start));
        } catch (error) {
          for (const each of served) each.fail(error);
        }
      });
    }
    next();
  };
  return (start, end) =>
    new Promise((give, fail) => {
      // All that is asked for before this turn of the event loop ends comes together.
      if (waiting.length === 0) setImmediate(flush);
      waiting.push({ start, end, give, fail });
    });
}
