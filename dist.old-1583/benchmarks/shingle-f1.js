/**
 * Precision and recall over pages as the article extraction benchmark has them: of the shingles of each page, then the
 * mean over pages; pages without any shingles are left out. Source: evaluate.py in
 * https://github.com/scrapinghub/article-extraction-benchmark
 */
export function agreement(pages) {
    const precisions = [];
    const recalls = [];
    for (const { truth, found } of pages) {
        const { hits, extra, missed } = compare(shingles(truth), shingles(found));
        if (hits + extra > 0)
            precisions.push(hits / (hits + extra));
        if (hits + missed > 0)
            recalls.push(hits / (hits + missed));
    }
    const [precision, recall] = [mean(precisions), mean(recalls)];
    return { precision, recall, f1: (2 * precision * recall) / (precision + recall) };
}
const wordPattern = /[\p{L}\p{N}\p{M}_]+/gu;
const size = 4;
function shingles(text) {
    const words = text.match(wordPattern) ?? [];
    const counts = new Map();
    if (words.length === 0)
        return counts;
    for (let i = 0; i < Math.max(1, words.length - size + 1); i++) {
        const shingle = words.slice(i, i + size).join(' ');
        counts.set(shingle, (counts.get(shingle) ?? 0) + 1);
    }
    return counts;
}
function compare(truth, found) {
    let [hits, extra, missed] = [0, 0, 0];
    for (const [shingle, count] of truth) {
        const other = found.get(shingle) ?? 0;
        hits += Math.min(count, other);
        missed += Math.max(0, count - other);
    }
    for (const [shingle, count] of found)
        extra += Math.max(0, count - (truth.get(shingle) ?? 0));
    return { hits, extra, missed };
}
function mean(values) {
    return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
//# sourceMappingURL=shingle-f1.js.map