/** Word counts as JSON: words, then their counts in the same order. */
export function writeWordCounts(counts) {
    return new TextEncoder().encode(JSON.stringify({ words: [...counts.keys()], counts: [...counts.values()] }));
}
export function readWordCounts(bytes) {
    const { words, counts } = JSON.parse(new TextDecoder().decode(bytes));
    return new Map(words.map((word, index) => [word, counts[index] ?? 0]));
}
//# sourceMappingURL=word-count-file.js.map