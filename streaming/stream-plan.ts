import { badStream } from './bad-stream.ts';
import { planPart } from './curriculum/staged-order.ts';
import type { Stages } from './curriculum/stages.ts';
import type { Cursor } from './cursor.ts';
import type { Window } from './epoch-order.ts';
import type { Interleaving } from './mix/interleaving.ts';
import { type Dealing, isDealt, type RankShare, rankShare } from './rank-share.ts';

/** The samples of one version in a stream. */
export interface PartOrder {
  /** Samples of each of its groups. */
  readonly groupSamples: readonly number[];
  readonly windowSamples: number;
  /** Its samples by stage, where it goes from easy to hard. */
  readonly stages?: Stages;
  /** Whether windows take groups in the manifest's order. */
  readonly inOrder?: boolean;
}

/** What decides which samples a rank gets, in which order. */
export interface OrderOptions extends Dealing {
  readonly parts: readonly PartOrder[];
  /** How the parts take turns in an epoch. */
  readonly turns: Interleaving;
  readonly seed: number;
}

type Place = Pick<Cursor, 'epoch' | 'position'>;

/** A window of a part's own order, with samples of the rank in it. */
export interface OwnWindow {
  readonly window: Window;
  /** For each place in the window: which of the rank's samples there it is, or −1 for another rank's. */
  readonly slots: Int32Array;
  /** How many of its samples are the rank's. */
  readonly samples: number;
}

/**
 * The windows of a part that hold samples of the rank, from a place of the stream to the end of its epoch or, with
 * `endless`, through all epochs after it. A part goes through epochs of its own: what an epoch of the stream leaves of
 * one, the next begins with, and after the last sample comes its next epoch.
 */
export function* windowsOfPart(
  order: OrderOptions,
  part: number,
  start: Place,
  endless: boolean,
): Generator<OwnWindow, void, undefined> {
  const own = order.parts[part] as PartOrder;
  const size = own.groupSamples.reduce((sum, count) => sum + count, 0);
  const turns = order.turns.before(order.turns.samples)[part] as number;
  const first = start.epoch * turns + (order.turns.before(start.position)[part] as number);
  const end = endless ? Number.POSITIVE_INFINITY : (start.epoch + 1) * turns;
  let lastOwn = first;
  for (let epoch = Math.floor(first / size); epoch * size < end; epoch++) {
    for (const window of planPart(own, order.seed, epoch)) {
      const base = epoch * size + window.first;
      if (base + window.samples <= first) continue;
      // The rank has none of the part in a whole epoch of the stream, and so in no later one.
      if (base >= (Math.floor(lastOwn / turns) + 2) * turns) return;
      const { slots, samples } = slotsOf(order, part, { base, samples: window.samples, turns, first, end }, start);
      if (samples === 0) continue;
      lastOwn = base + slots.findLastIndex((slot) => slot >= 0);
      yield { window, slots, samples };
    }
  }
}

function slotsOf(
  order: OrderOptions,
  part: number,
  { base, samples, turns, first, end }: Readonly<Record<'base' | 'samples' | 'turns' | 'first' | 'end', number>>,
  start: Place,
): Pick<OwnWindow, 'slots' | 'samples'> {
  const slots = new Int32Array(samples).fill(-1);
  let own = 0;
  let epoch = -1;
  let share: RankShare | undefined;
  for (let place = Math.max(0, first - base); place < samples && base + place < end; place++) {
    const turn = base + place;
    const now = Math.floor(turn / turns);
    if (share === undefined || now !== epoch) share = shareOf(order, start, now);
    epoch = now;
    if (isDealt(share, order.turns.positionOf(part, turn - now * turns))) slots[place] = own++;
  }
  return { slots, samples: own };
}

/** What a rank is dealt of an epoch, in a stream that begins at `start`. */
function shareOf(order: OrderOptions, start: Place, epoch: number): RankShare {
  return rankShare(epoch === start.epoch ? start.position : 0, order.turns.samples, order);
}

/** Which parts the samples of a batch come from, in stream order, and the place after it. */
export interface BatchTurns {
  readonly parts: Uint16Array;
  readonly after: Place;
}

/**
 * The batches of a rank, from a place to the end of its epoch or, with `endless`, through all epochs after it. The last
 * one of an epoch may be short. Throws `bad-stream` where an epoch after the first has none.
 */
export function* batchTurns(
  order: OrderOptions,
  batch: number,
  start: Place,
  endless: boolean,
): Generator<BatchTurns, void, undefined> {
  for (let epoch = start.epoch; ; epoch++) {
    const share = shareOf(order, start, epoch);
    if (share.samples === 0 && epoch > start.epoch)
      throw badStream(`an epoch has no batch for rank ${order.rank} of ${order.ranks}`);
    for (let first = 0; first < share.samples; first += batch) {
      const parts = new Uint16Array(Math.min(batch, share.samples - first));
      // Of a single version all are of part 0.
      for (let sample = 0; order.parts.length > 1 && sample < parts.length; sample++)
        parts[sample] = order.turns.partAt(share.from + share.rank + (first + sample) * share.ranks);
      // A short batch stands for a whole one: the epoch has ended for every rank.
      const position = Math.min(share.from + (first + batch) * share.ranks, order.turns.samples);
      yield { parts, after: { epoch, position } };
    }
    if (!endless) return;
  }
}
