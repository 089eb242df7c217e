export const mostFrequentTokens = 100;
const oftenUsed = 10;
/** @param ids how often each token id occurs */
export function vocabularyUse(ids, size) {
    // By size, so that the sum of logarithms does not depend on which token has which id.
    const counts = Float64Array.from([...ids.entries()], ([, count]) => count).sort();
    let tokens = 0;
    for (const count of counts)
        tokens += count;
    let entropy = 0;
    for (const count of counts)
        entropy -= (count / tokens) * Math.log(count / tokens);
    return {
        size,
        used: counts.length,
        usedTenTimes: counts.filter((count) => count >= oftenUsed).length,
        tokens,
        mostFrequent: counts.slice(-mostFrequentTokens).reduce((sum, count) => sum + count, 0),
        perplexity: tokens === 0 ? 0 : Math.round(Math.exp(entropy) * 1e6) / 1e6,
    };
}
//# sourceMappingURL=vocabulary-use.js.map