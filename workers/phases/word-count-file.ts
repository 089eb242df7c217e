/** Word counts as JSON: words, then their counts in the same order. */
export function writeWordCounts(counts: ReadonlyMap<string, number>): Uint8Array {
  return new TextEncoder().encode(JSON.stringify({ words: [...counts.keys()], counts: [...counts.values()] }));
}

/** Adds the counts of a file to `sum`. */
export function addWordCounts(bytes: Uint8Array, sum: Map<string, number>): void {
  const { words, counts } = JSON.parse(new TextDecoder().decode(bytes)) as { words: string[]; counts: number[] };
  for (const [index, word] of words.entries()) sum.set(word, (sum.get(word) ?? 0) + (counts[index] ?? 0));
}
