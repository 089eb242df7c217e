import { pairHalves } from './pairs.js';
/**
 * The candidates that are similar enough. `similarity` gives a pair's similarity, or undefined where it is below the
 * limit. Cost: one call a pair; memory of 16 bytes an edge and 8 bytes a pair.
 */
export function verifyPairs(pairs, similarity) {
    const halves = pairHalves(pairs);
    const similarities = new Float64Array(pairs.length);
    const a = new Uint32Array(pairs.length);
    const b = new Uint32Array(pairs.length);
    let count = 0;
    for (let i = 0; i < halves.length; i += 2) {
        const earlier = halves[i] ?? 0;
        const later = halves[i + 1] ?? 0;
        const found = similarity(earlier, later);
        if (found === undefined)
            continue;
        a[count] = earlier;
        b[count] = later;
        similarities[count++] = found;
    }
    return { a: a.subarray(0, count), b: b.subarray(0, count), similarity: similarities.subarray(0, count) };
}
//# sourceMappingURL=verify.js.map