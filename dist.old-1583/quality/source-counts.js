export function emptySourceCounts() {
    return { records: { in: 0, kept: 0, dropped: 0, merged: 0, quarantined: 0 }, characters: 0, tokens: 0 };
}
/** The sum of the counts of `sources` entries over some parts, each with an entry's counts in its place. */
export function sumSourceCounts(sources, parts) {
    const sums = Array.from({ length: sources }, emptySourceCounts);
    for (const part of parts) {
        for (const [place, { records, characters, tokens }] of part.entries()) {
            const sum = sums[place];
            if (sum === undefined)
                throw new RangeError(`Expected counts of ${sources} sources, found ${part.length}`);
            for (const key of ['in', 'kept', 'dropped', 'merged', 'quarantined'])
                sum.records[key] += records[key];
            sum.characters += characters;
            sum.tokens += tokens;
        }
    }
    return sums;
}
//# sourceMappingURL=source-counts.js.map