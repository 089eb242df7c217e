import { randomUint32 } from '../../core/seeded-random.ts';
import type { MaskKey } from './masked-places.ts';

/** How much of a text is taken out, and in how long pieces. */
export interface CorruptionRule {
  /** Share of the tokens. */
  readonly density: number;
  /** Tokens of a piece, on average. */
  readonly span: number;
}

/** A text without its spans, and the spans: in each, a sentinel stands for what the other holds. */
export interface CorruptedText {
  readonly source: readonly number[];
  readonly target: readonly number[];
}

/** Tokens and spans that are taken out of a text of `length` tokens, of two or more. */
function takenOut(
  length: number,
  { density, span }: CorruptionRule,
): { readonly noise: number; readonly spans: number } {
  const noise = Math.min(Math.max(Math.round(length * density), 1), length - 1);
  const spans = Math.min(Math.max(Math.round(noise / span), 1), noise, length - noise);
  return { noise, spans };
}

/** Most tokens that a source and a target of a text of at most `length` tokens have, and the sentinels that they need. */
export function corruptedSides(length: number, rule: CorruptionRule) {
  const { noise, spans } = takenOut(length, rule);
  return { source: length - noise + spans, target: noise + spans + 1, sentinels: spans + 1 };
}

/**
 * Takes spans out of a text of two or more tokens: the source has a sentinel in the place of each, the target the
 * sentinels, each before its span, and one more at the end. The text begins with a piece that stays. Lengths of the pieces
 * are drawn evenly among all ways to cut it, as a function of the key.
 * Raffel et al. 2020, 3.1.4, and the authors' `random_spans_noise_mask`.
 */
export function corruptSpans(
  ids: Int32Array,
  sentinels: readonly number[],
  rule: CorruptionRule,
  key: MaskKey,
): CorruptedText {
  const { noise, spans } = takenOut(ids.length, rule);
  const stream = randomUint32(randomUint32(randomUint32(key.seed, 0x5350), key.epoch), key.position);
  const kept = pieces(ids.length - noise, spans, stream, 0);
  const lost = pieces(noise, spans, stream, ids.length);
  const source: number[] = [];
  const target: number[] = [];
  let place = 0;
  for (let span = 0; span < spans; span++) {
    const stays = place + (kept[span] ?? 0);
    const ends = stays + (lost[span] ?? 0);
    source.push(...ids.subarray(place, stays), sentinels[span] ?? 0);
    target.push(sentinels[span] ?? 0, ...ids.subarray(stays, ends));
    place = ends;
  }
  target.push(sentinels[spans] ?? 0);
  return { source, target };
}

/** `total` cut into `count` pieces of one or more: each set of cuts is as likely. Draws from `first` on. */
function pieces(total: number, count: number, stream: number, first: number): readonly number[] {
  const lengths: number[] = [];
  let length = 1;
  let wanted = count - 1;
  for (let place = 1; place < total; place++) {
    // Knuth's algorithm S: a cut with the chance that so many of the places left are wanted.
    if ((randomUint32(stream, first + place) / 2 ** 32) * (total - place) < wanted) {
      lengths.push(length);
      length = 0;
      wanted--;
    }
    length++;
  }
  lengths.push(length);
  return lengths;
}
