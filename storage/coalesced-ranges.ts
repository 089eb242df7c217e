/** Bytes [start, end) of a value. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** Bytes to be read at once, and the places in the list that was given of the ranges that lie in them. */
export interface CoalescedRange extends ByteRange {
  readonly members: readonly number[];
}

/**
 * Joins ranges with at most `gapBytes` between them, up to `mostBytes` in all, so that one request serves many. A range
 * that is longer by itself stays whole. In the order of their starts; every range is a member of exactly one.
 */
export function coalesceRanges(
  ranges: readonly ByteRange[],
  gapBytes: number,
  mostBytes: number,
): readonly CoalescedRange[] {
  const places = ranges.map((_, place) => place);
  places.sort((a, b) => (ranges[a]?.start ?? 0) - (ranges[b]?.start ?? 0) || a - b);
  const joined: { start: number; end: number; members: number[] }[] = [];
  for (const place of places) {
    const { start, end } = ranges[place] as ByteRange;
    const last = joined.at(-1);
    if (last === undefined || start > last.end + gapBytes || Math.max(last.end, end) - last.start > mostBytes) {
      joined.push({ start, end, members: [place] });
      continue;
    }
    last.end = Math.max(last.end, end);
    last.members.push(place);
  }
  return joined;
}
