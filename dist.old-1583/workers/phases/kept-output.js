/** The sum of packing counts; null where nothing was packed. */
export function sumPacking(counts) {
    const all = counts.filter((count) => count !== null);
    if (all.length === 0)
        return null;
    const sum = (key) => all.reduce((total, count) => total + count[key], 0);
    return { sequences: sum('sequences'), usedTokens: sum('usedTokens'), splitDocuments: sum('splitDocuments') };
}
//# sourceMappingURL=kept-output.js.map