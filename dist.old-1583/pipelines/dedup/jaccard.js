/**
 * The Jaccard similarity of two sets, given as sorted arrays without repeats: what they share over what either has.
 * Undefined where it is below `limit`, which is known after reading only a part of most such pairs.
 * Two empty sets have the similarity 0. Cost: at most one pass over both.
 */
export function jaccard(a, b, limit = 0) {
    // s ≥ limit allows (|a| + |b|) (1 − limit) / (1 + limit) members without a partner; the half is for rounding.
    const allowed = ((a.length + b.length) * (1 - limit)) / (1 + limit) + 0.5;
    let left = 0;
    let right = 0;
    let shared = 0;
    while (left < a.length && right < b.length) {
        const x = a[left] ?? 0;
        const y = b[right] ?? 0;
        if (x === y)
            shared++;
        if (x <= y)
            left++;
        if (y <= x)
            right++;
        if (left + right - 2 * shared > allowed)
            return undefined;
    }
    const similarity = shared === 0 ? 0 : shared / (a.length + b.length - shared);
    return similarity >= limit ? similarity : undefined;
}
//# sourceMappingURL=jaccard.js.map