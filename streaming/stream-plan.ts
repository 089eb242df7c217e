import { badStream } from './bad-stream.ts';
import type { Cursor } from './cursor.ts';
import { planEpoch } from './epoch-order.ts';
import { ownWindows, rankShare } from './rank-share.ts';
import type { WindowShare } from './window-memory.ts';

/** What decides which samples a rank gets, in which order. */
export interface OrderOptions {
  /** Samples of each group. */
  readonly groupSamples: readonly number[];
  readonly windowSamples: number;
  readonly seed: number;
  readonly ranks: number;
  readonly rank: number;
  /** Samples of a full batch over all ranks, where what makes none is left out. */
  readonly wholeBatch: number | undefined;
}

/** The windows of one epoch, from a position on, that hold samples of the rank. */
export function* windowsOfEpoch(
  order: OrderOptions,
  { epoch, position }: Pick<Cursor, 'epoch' | 'position'>,
): Generator<WindowShare, void, undefined> {
  const { groupSamples, windowSamples, seed } = order;
  const samples = groupSamples.reduce((sum, count) => sum + count, 0);
  const share = rankShare(position, samples, order);
  for (const own of ownWindows(planEpoch(groupSamples, windowSamples, seed, epoch), share)) yield { own, share };
}

/** The windows from a place on, through all epochs after it. Throws `bad-stream` where an epoch has none. */
export function* windowsOfEpochs(
  order: OrderOptions,
  from: Pick<Cursor, 'epoch' | 'position'>,
): Generator<WindowShare, void, undefined> {
  yield* windowsOfEpoch(order, from);
  for (let epoch = from.epoch + 1; ; epoch++) {
    let any = false;
    for (const window of windowsOfEpoch(order, { epoch, position: 0 })) {
      any = true;
      yield window;
    }
    if (!any) throw badStream(`an epoch has no batch for rank ${order.rank} of ${order.ranks}`);
  }
}
