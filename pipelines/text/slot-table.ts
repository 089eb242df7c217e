/** The largest table that is kept for the next text: 16 MiB. */
const keptSlots = 2 ** 22;

let kept = new Int32Array(2 ** 12);

/**
 * An empty open-addressing table (all 0) for `entries`: a power of two of slots, at most half full. It is good until
 * the next call: each text is measured to its end before another, so the memory is used again.
 */
export function emptySlots(entries: number): Int32Array {
  const size = 2 ** Math.ceil(Math.log2(Math.max(8, entries * 2)));
  if (size > keptSlots) return new Int32Array(size);
  if (size > kept.length) kept = new Int32Array(size);
  return kept.subarray(0, size).fill(0);
}
