/** Adds one more record to the runs of those before it. */
export function addToRuns(runs, source) {
    const last = runs.at(-1);
    if (last?.[0] === source)
        runs[runs.length - 1] = [source, last[1] + 1];
    else
        runs.push([source, 1]);
}
/** The entry of `sources` that the record at each ordinal is of. Memory: 4 bytes for each record. */
export function sourcesOf(runs) {
    const sources = new Uint32Array(runs.reduce((sum, [, records]) => sum + records, 0));
    let from = 0;
    for (const [source, records] of runs) {
        sources.fill(source, from, from + records);
        from += records;
    }
    return sources;
}
//# sourceMappingURL=source-runs.js.map