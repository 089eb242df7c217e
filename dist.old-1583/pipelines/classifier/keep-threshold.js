/**
 * The threshold that keeps a share of some scores: that of the one which is `share` of them, rounded to a whole number and
 * at least one, from the top. Where others equal it, more are kept than asked for. One score at least.
 */
export function keepThreshold(scores, share) {
    const sorted = Float64Array.from(scores).sort();
    const wanted = Math.min(sorted.length, Math.max(1, Math.round(share * sorted.length)));
    const threshold = sorted[sorted.length - wanted];
    let [kept, tied] = [0, 0];
    for (const score of sorted) {
        if (score >= threshold)
            kept++;
        if (score === threshold)
            tied++;
    }
    return { threshold, kept, tied };
}
//# sourceMappingURL=keep-threshold.js.map