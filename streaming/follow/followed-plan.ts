import type { Window } from '../epoch-order.ts';
import type { BatchTurns, OwnWindow } from '../stream-plan.ts';
import type { GrowingShards } from './growing-shards.ts';

/** Which samples of a build a rank gets: dealt out in turn from a position on. */
export interface FollowedShare {
  readonly from: number;
  readonly ranks: number;
  readonly rank: number;
  readonly batch: number;
  readonly dropLast: boolean;
}

/**
 * The windows of epoch 0 in order of arrival, each as soon as it is known where it ends. They are those of `planEpoch`
 * with `inOrder` over all groups, once all are there. `return` ends it even while it waits.
 */
export function followedWindows(
  growing: GrowingShards,
  windowSamples: number,
  share: FollowedShare,
): AsyncIterator<OwnWindow, void> {
  let [first, group, index] = [0, 0, 0];
  const over = Promise.withResolvers<void>();
  let isOver = false;
  const nextWindow = (): Window | undefined => {
    let held = 0;
    let end = group;
    for (; end < growing.groups.length; end++) {
      const more = growing.groups[end]?.samples ?? 0;
      if (end > group && held + more > windowSamples) break;
      held += more;
    }
    const isWhole = end < growing.groups.length || growing.hasEnded();
    if (!isWhole || held === 0) return undefined;
    const groups = Uint32Array.from({ length: end - group }, (_, place) => group + place);
    const window = { epoch: 0, index, first, samples: held, groups };
    [first, group, index] = [first + held, end, index + 1];
    return window;
  };
  return {
    next: async () => {
      while (!isOver) {
        const window = nextWindow();
        if (window !== undefined) {
          const own = ownWindow(window, share);
          if (own.samples > 0) return { done: false, value: own };
          continue;
        }
        if (growing.hasEnded()) {
          await growing.change();
          break;
        }
        await Promise.race([growing.change(), over.promise]);
      }
      return { done: true, value: undefined };
    },
    return: async () => {
      isOver = true;
      over.resolve();
      return { done: true, value: undefined };
    },
  };
}

function ownWindow(window: Window, { from, ranks, rank }: FollowedShare): OwnWindow {
  const slots = new Int32Array(window.samples).fill(-1);
  let samples = 0;
  for (let place = Math.max(0, from - window.first); place < window.samples; place++) {
    if ((window.first + place - from) % ranks === rank) slots[place] = samples++;
  }
  return { window, slots, samples };
}

/** The batches of a rank, each as soon as it is there for all ranks; the last one may be short. */
export async function* followedTurns(
  growing: GrowingShards,
  { from, ranks, rank, batch, dropLast }: FollowedShare,
): AsyncGenerator<BatchTurns, void, undefined> {
  for (let end = from + batch * ranks; ; end += batch * ranks) {
    while (growing.samples() < end && !growing.hasEnded()) await growing.change();
    const samples = growing.samples();
    if (samples < end) {
      await growing.change();
      if (growing.isStopped() || dropLast) return;
    }
    const left = Math.ceil((samples - (end - batch * ranks) - rank) / ranks);
    const own = Math.min(batch, Math.max(0, left));
    if (own === 0) return;
    yield { parts: new Uint16Array(own), after: { epoch: 0, position: Math.min(end, samples) } };
  }
}
