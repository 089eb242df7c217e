/** Word counts as JSON: words, then their counts in the same order. */
export function writeWordCounts(counts: ReadonlyMap<string, number>): Uint8Array {
  return new TextEncoder().encode(JSON.stringify({ words: [...counts.keys()], counts: [...counts.values()] }));
}

export function readWordCounts(bytes: Uint8Array): ReadonlyMap<string, number> {
  const { words, counts } = JSON.parse(new TextDecoder().decode(bytes)) as { words: string[]; counts: number[] };
  return new Map(words.map((word, index) => [word, counts[index] ?? 0]));
}
