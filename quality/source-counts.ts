import type { FateName } from '../core/fate.ts';

/** What became of the records of one entry of a recipe's `sources`, and what their kept documents hold. */
export interface SourceCounts {
  readonly records: Record<FateName | 'in', number>;
  characters: number;
  tokens: number;
}

export function emptySourceCounts(): SourceCounts {
  return { records: { in: 0, kept: 0, dropped: 0, merged: 0, quarantined: 0 }, characters: 0, tokens: 0 };
}

/** The sum of the counts of `sources` entries over some parts, each with an entry's counts in its place. */
export function sumSourceCounts(sources: number, parts: readonly (readonly SourceCounts[])[]): SourceCounts[] {
  const sums = Array.from({ length: sources }, emptySourceCounts);
  for (const part of parts) {
    for (const [place, { records, characters, tokens }] of part.entries()) {
      const sum = sums[place];
      if (sum === undefined) throw new RangeError(`Expected counts of ${sources} sources, found ${part.length}`);
      for (const key of ['in', 'kept', 'dropped', 'merged', 'quarantined'] as const) sum.records[key] += records[key];
      sum.characters += characters;
      sum.tokens += tokens;
    }
  }
  return sums;
}
