/**
 * The Huffman table of at most 16 bits that codes symbols of these frequencies in the fewest bits, without a code of ones
 * only: the procedure of ITU-T T.81, K.2, with ties as libjpeg's `jpeg_gen_optimal_table` breaks them.
 * `frequencies` has 256 numbers, one of them above 0 at least.
 */
export function optimalTable(frequencies) {
    const sizes = codeSizes(frequencies);
    const counts = new Int32Array(258);
    for (const size of sizes)
        if (size > 0)
            counts[size] = (counts[size] ?? 0) + 1;
    const at = (length) => counts[length] ?? 0;
    for (let length = counts.length - 1; length > 16; length--) {
        while (at(length) > 0) {
            let shorter = length - 2;
            while (at(shorter) === 0)
                shorter--;
            counts[length] = at(length) - 2;
            counts[length - 1] = at(length - 1) + 1;
            counts[shorter + 1] = at(shorter + 1) + 2;
            counts[shorter] = at(shorter) - 1;
        }
    }
    let longest = 16;
    while (at(longest) === 0)
        longest--;
    counts[longest] = at(longest) - 1;
    const symbols = Array.from({ length: 256 }, (_, symbol) => symbol)
        .filter((symbol) => (sizes[symbol] ?? 0) > 0)
        .sort((a, b) => (sizes[a] ?? 0) - (sizes[b] ?? 0) || a - b);
    return { counts: Uint8Array.from(counts.subarray(1, 17)), symbols: Uint8Array.from(symbols) };
}
/** Lengths of unlimited codes for the 256 symbols and a 257th that no data hold, which gets the code of ones. */
function codeSizes(frequencies) {
    const weights = Float64Array.from({ length: 257 }, (_, symbol) => frequencies[symbol] ?? 1);
    const live = Array.from(weights.keys()).filter((symbol) => (weights[symbol] ?? 0) > 0);
    const sizes = new Uint16Array(257);
    const groups = new Map(live.map((symbol) => [symbol, [symbol]]));
    while (live.length > 1) {
        const first = takeLightest(live, weights);
        const second = takeLightest(live, weights);
        weights[first] = (weights[first] ?? 0) + (weights[second] ?? 0);
        const joined = [...(groups.get(first) ?? []), ...(groups.get(second) ?? [])];
        for (const symbol of joined)
            sizes[symbol] = (sizes[symbol] ?? 0) + 1;
        groups.set(first, joined);
        live.push(first);
    }
    return sizes;
}
/** Of equal weights the highest symbol. */
function takeLightest(live, weights) {
    let place = 0;
    for (let i = 1; i < live.length; i++) {
        const symbol = live[i] ?? 0;
        const best = live[place] ?? 0;
        const weight = weights[symbol] ?? 0;
        const bestWeight = weights[best] ?? 0;
        if (weight < bestWeight || (weight === bestWeight && symbol > best))
            place = i;
    }
    const [symbol = 0] = live.splice(place, 1);
    return symbol;
}
//# sourceMappingURL=optimal-table.js.map