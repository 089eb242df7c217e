/** Where counts are too few for an estimate, as KenLM's `--discount_fallback` has them. */
const fallback = [0.5, 1, 1.5];
/**
 * Estimates probabilities by interpolated modified Kneser-Ney smoothing: Chen and Goodman 1998, as KenLM's `lmplz` does it
 * (Heafield et al. 2013), with which it agrees. N-grams of length n that occur less often than `atLeast[n - 1]` are left
 * out; these limits begin with 1 and do not fall. Probabilities after any context sum to 1 over `vocabulary` + 1 words,
 * `end` among them. Time and memory: some passes over all nodes, 50 bytes for each.
 */
export function kneserNey(ngrams, vocabulary, atLeast) {
    const { order, begin, tree, counts, depths } = ngrams;
    const { size, pairs, suffixes } = tree;
    const adjusted = adjustedCounts(ngrams);
    const kept = new Uint8Array(size);
    for (let node = 1; node < size; node++) {
        kept[node] = Number(counts[node] >= (atLeast[depths[node] - 1] ?? 1));
    }
    const isBegin = (node) => depths[node] === 1 && pairs[2 * node + 1] === begin;
    const discounts = estimateDiscounts(order, size, depths, adjusted, isBegin);
    const discountOf = (node) => {
        const count = adjusted[node];
        return discounts[depths[node] - 1]?.[Math.min(count, 3) - 1] ?? 0;
    };
    // Of each context: what all words after it count, and what of it is left for shorter contexts. Whole numbers are added
    // up, so that the order of the texts shows nowhere.
    const totals = new Float64Array(size);
    const discounted = [new Uint32Array(size), new Uint32Array(size), new Uint32Array(size)];
    const pruned = new Float64Array(size);
    for (let node = 1; node < size; node++) {
        if (isBegin(node))
            continue;
        const context = pairs[2 * node];
        const count = adjusted[node];
        totals[context] = totals[context] + count;
        const group = discounted[Math.min(count, 3) - 1];
        if (kept[node] === 0)
            pruned[context] = pruned[context] + count;
        else if (group !== undefined)
            group[context] = group[context] + 1;
    }
    const left = (context) => {
        const ofLength = discounts[depths[context]] ?? fallback;
        const taken = discounted.reduce((sum, group, place) => sum + ofLength[place] * group[context], 0);
        return (taken + pruned[context]) / totals[context];
    };
    const probabilities = new Float64Array(size);
    const logBackoffs = new Float64Array(size);
    for (let node = 0; node < size; node++) {
        if (totals[node] > 0)
            logBackoffs[node] = Math.log(left(node));
    }
    // A node comes after its suffix and its context, which are shorter and were met before it.
    for (let node = 1; node < size; node++) {
        if (kept[node] === 0)
            continue;
        const context = pairs[2 * node];
        const shorter = depths[node] === 1 ? 1 / (vocabulary + 1) : probabilities[suffixes[node]];
        const own = isBegin(node) ? 0 : (adjusted[node] - discountOf(node)) / totals[context];
        probabilities[node] = own + left(context) * shorter;
    }
    return { kept, logProbabilities: probabilities.map(Math.log), logBackoffs, discounts };
}
/** How often an n-gram occurs, for the longest and those at a beginning; for others, after how many words it does. */
function adjustedCounts({ order, tree, counts, depths, atBegin }) {
    const { size, suffixes } = tree;
    const adjusted = new Uint32Array(size);
    for (let node = 1; node < size; node++) {
        if (depths[node] === order || atBegin[node] === 1)
            adjusted[node] = counts[node];
        if (depths[node] < 2)
            continue;
        const suffix = suffixes[node];
        adjusted[suffix] = adjusted[suffix] + 1;
    }
    return adjusted;
}
/** Equation 26 of Chen and Goodman, for each length. */
function estimateDiscounts(order, size, depths, adjusted, isBegin) {
    const seen = Array.from({ length: order }, () => [0, 0, 0, 0, 0]);
    for (let node = 1; node < size; node++) {
        const count = adjusted[node];
        const ofLength = seen[depths[node] - 1];
        if (count > 4 || ofLength === undefined || isBegin(node))
            continue;
        ofLength[count] = ofLength[count] + 1;
    }
    return seen.map(([, one = 0, two = 0, three = 0, four = 0]) => {
        if (one === 0 || two === 0 || three === 0)
            return fallback;
        const share = one / (one + 2 * two);
        const found = [
            1 - (2 * share * two) / one,
            2 - (3 * share * three) / two,
            3 - (4 * share * four) / three,
        ];
        return found.every((discount, place) => discount >= 0 && discount <= place + 1) ? found : fallback;
    });
}
//# sourceMappingURL=kneser-ney.js.map