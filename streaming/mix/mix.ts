import { MillraceError } from '../../core/errors.ts';
import type { StoredManifest } from '../../shards/catalogue.ts';

/** How much of a version a mix has: one of the three, or, where a temperature says it or there is no other, none. */
export interface MixAmount {
  /** Its share of what the parts with weights have together, in any unit. */
  readonly weight?: number;
  /** How often it is read through in an epoch of the mix; parts of a pass too. */
  readonly repeat?: number;
  /** How many of its samples an epoch of the mix has. */
  readonly samples?: number;
}

/** Several versions as one stream, in exact proportions. A part without an amount is read through once in an epoch. */
export interface Mix<Part = StoredManifest> {
  readonly parts: readonly (MixAmount & { readonly version: Part })[];
  /**
   * Samples in an epoch of the mix. By default those that `repeat` and `samples` ask for, and as many for the parts with
   * weights as they have together.
   */
  readonly samples?: number;
  /** Gives the parts without an amount the weight size^(1 / temperature): 1 as they are, more evens them out. */
  readonly temperature?: number;
}

/** True for a mix, false for one version. */
export function isMix<Part>(version: Part | Mix<Part>): version is Mix<Part> {
  return typeof version === 'object' && version !== null && 'parts' in version;
}

/** Positions of an epoch have 32 bits. */
const maxSamples = 2 ** 32 - 1;
/** A part's share is stored in 16 bits. */
const maxParts = 1000;

/**
 * How many samples of each part an epoch of the mix has, exactly. What weights share is rounded by largest remainder,
 * earlier parts first where they are equal.
 *
 * @param sizes samples of each part
 * @param names of the parts, for errors
 * @throws MillraceError `bad-mix` (usage)
 * Source of the temperature: Raffel et al. 2020, "Exploring the Limits of Transfer Learning", section 3.5.2.
 */
export function samplesOfParts(mix: Mix<unknown>, sizes: readonly number[], names: readonly string[]): number[] {
  const { parts, samples, temperature } = mix;
  checkMix(mix, names);
  const weights = parts.map(({ weight, repeat, samples: wanted }, part) => {
    if (repeat !== undefined || wanted !== undefined) return undefined;
    if (weight !== undefined) return weight;
    // Rounded, so that the last bit of a power does not matter.
    return temperature === undefined ? undefined : Number(((sizes[part] ?? 0) ** (1 / temperature)).toPrecision(12));
  });
  const fixed = parts.map(({ repeat = 1, samples: wanted }, part) =>
    weights[part] === undefined ? (wanted ?? Math.round(repeat * (sizes[part] ?? 0))) : 0,
  );
  const taken = sum(fixed);
  const weighted = sum(sizes.filter((_, part) => weights[part] !== undefined));
  const rest = samples === undefined ? weighted : samples - taken;
  const open = weights.some((weight) => weight !== undefined);
  if (rest < 0 || (rest > 0 && !open)) {
    throw badMix(`expected the parts to have the ${samples} samples of an epoch, found that they have ${taken}`);
  }
  const shared = largestRemainder(weights, rest);
  const counts = fixed.map((count, part) => count + (shared[part] ?? 0));
  const none = counts.indexOf(0);
  if (none >= 0)
    throw badMix(`${names[none]} has no sample in an epoch of ${sum(counts)}: give it more, or leave it out`);
  if (sum(counts) > maxSamples)
    throw badMix(`expected at most ${maxSamples} samples in an epoch, found ${sum(counts)}`);
  return counts;
}

/** Shares `total` by weight in whole numbers: rounded down, and one more for those that lose most. */
function largestRemainder(weights: readonly (number | undefined)[], total: number): number[] {
  const all = sum(weights.map((weight) => weight ?? 0));
  const quotas = weights.map((weight) => (weight === undefined ? 0 : (total * weight) / all));
  const counts = quotas.map(Math.floor);
  const remainder = (part: number): number => (quotas[part] ?? 0) - (counts[part] ?? 0);
  const byRemainder = quotas
    .flatMap((_, part) => (weights[part] === undefined ? [] : [part]))
    .sort((a, b) => remainder(b) - remainder(a) || a - b);
  for (const part of byRemainder.slice(0, total - sum(counts))) counts[part] = (counts[part] ?? 0) + 1;
  return counts;
}

function checkMix({ parts, samples, temperature }: Mix<unknown>, names: readonly string[]): void {
  if (parts.length < 1 || parts.length > maxParts) {
    throw badMix(`expected 1 to ${maxParts} versions in a mix, found ${parts.length}`);
  }
  const twice = names.find((name, part) => names.indexOf(name) !== part);
  if (twice !== undefined) throw badMix(`${twice} is in the mix twice: name it once, with a repeat or a weight`);
  if (samples !== undefined) checkWhole('samples', samples);
  if (temperature !== undefined) checkPositive('temperature', temperature);
  for (const [part, { weight, repeat, samples: wanted }] of parts.entries()) {
    const of = ` of ${names[part]}`;
    if ([weight, repeat, wanted].filter((amount) => amount !== undefined).length > 1) {
      throw badMix(`expected one of weight, repeat and samples${of}, found several`);
    }
    if (weight !== undefined) checkPositive(`weight${of}`, weight);
    if (repeat !== undefined) checkPositive(`repeat${of}`, repeat);
    if (wanted !== undefined) checkWhole(`samples${of}`, wanted);
  }
}

function checkPositive(name: string, value: number): void {
  if (value > 1e-9 && value < 1e9) return;
  throw badMix(`expected ${name} to be above 0 and below 1e9, found ${value}`);
}

function checkWhole(name: string, value: number): void {
  if (Number.isInteger(value) && value >= 1 && value <= maxSamples) return;
  throw badMix(`expected ${name} to be a whole number from 1 to ${maxSamples}, found ${value}`);
}

function badMix(message: string): MillraceError {
  return new MillraceError('bad-mix', message, { kind: 'usage', hint: 'docs/streaming.md#mixing tells what a mix is' });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
