import { randomUint32 } from '../core/seeded-random.ts';

/**
 * A permutation of 0 … count − 1 that is a function of (count, seed) alone, each as likely as any other.
 * Cost: linear; 4 bytes for each element.
 * Source: Fisher and Yates, as in Knuth, The Art of Computer Programming, volume 2, algorithm P.
 */
export function permutation(count: number, seed: number): Uint32Array {
  const places = new Uint32Array(count);
  for (let index = 1; index < count; index++) places[index] = index;
  let counter = 0;
  for (let last = count - 1; last > 0; last--) {
    // Known to be 32 bits: a remainder of doubles takes ten times as long.
    const bound = (last + 1) >>> 0;
    let draw = randomUint32(seed, counter++);
    // Draws above the largest multiple of `bound` would make small remainders likelier.
    while (draw >= 2 ** 32 - bound && draw >= 2 ** 32 - (2 ** 32 % bound)) draw = randomUint32(seed, counter++);
    const other = (draw >>> 0) % bound;
    const moved = places[last] as number;
    places[last] = places[other] as number;
    places[other] = moved;
  }
  return places;
}

/** The seed of one part of an epoch's order: part 0 is the order of groups, part 1 + w that within window w. */
export function partSeed(seed: number, epoch: number, part: number): number {
  return randomUint32(randomUint32(seed, epoch), part);
}
