import { badStream } from './bad-stream.ts';

/** The whole numbers that every stream is asked for. */
export interface StreamNumbers {
  readonly batch: number;
  readonly seed: number;
  readonly epoch?: number;
  readonly threads: number;
  readonly ranks?: number;
  readonly rank?: number;
}

/** Throws MillraceError `bad-stream` (usage) for a number that is out of range. */
export function checkNumbers(
  { batch, seed, epoch = 0, threads, ranks = 1, rank = 0 }: StreamNumbers,
  maxBatch: number,
): void {
  const limits = {
    batch: [batch, 1, maxBatch],
    seed: [seed, 0, 2 ** 32 - 1],
    epoch: [epoch, 0, 2 ** 32 - 1],
    threads: [threads, 1, 256],
    ranks: [ranks, 1, 2 ** 20],
    rank: [rank, 0, ranks - 1],
  } as const;
  for (const [name, [value, least, most]] of Object.entries(limits)) {
    if (!Number.isInteger(value) || value < least || value > most) {
      throw badStream(`expected ${name} to be a whole number from ${least} to ${most}, found ${value}`);
    }
  }
}
