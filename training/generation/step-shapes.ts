import type { StepShape } from './cached-step.ts';

/** Sides that a decoder's calls may have, each from small to large. The smallest that fits is taken. */
export interface StepSides {
  /** Texts that get one token each. */
  readonly samples: readonly number[];
  /** Tokens of one text that are read at once. */
  readonly lengths: readonly number[];
  /** Tokens that can be looked back at. */
  readonly cached: readonly number[];
}

/**
 * Few sides, since each shape is traced: texts 1, 4, 16 … and `slots`; prompts in pieces of 16 and 128; a look back of 64,
 * 256, 1024 … and `positions`.
 */
export function stepSides(slots: number, positions: number): StepSides {
  return {
    samples: sides(1, 4, slots),
    lengths: [...new Set([16, 128].map((length) => Math.min(length, positions)))],
    cached: sides(64, 4, positions),
  };
}

/** Powers of `factor` times `first` that are below `last`, and `last`. */
function sides(first: number, factor: number, last: number): number[] {
  const found: number[] = [];
  for (let side = first; side < last; side *= factor) found.push(side);
  return [...found, last];
}

/** Every shape of a call: one token of several texts, and a piece of one prompt. */
export function stepShapes({ samples, lengths, cached }: StepSides): StepShape[] {
  return cached.flatMap((cached) => [
    ...samples.map((samples) => ({ samples, length: 1, cached })),
    ...lengths.filter((length) => length > 1).map((length) => ({ samples: 1, length, cached })),
  ]);
}

/** The smallest of `sides` that holds `wanted`; the largest where none does. */
export function sideFor(sides: readonly number[], wanted: number): number {
  return sides.find((side) => side >= wanted) ?? sides.at(-1) ?? wanted;
}
