/** Shards of one content and split, as the manifest orders them. */
export function shardsOf(manifest, content, split) {
    return manifest.shards.filter((shard) => shard.content === content && shard.split === split);
}
/** The groups of some shards that have samples; `samplesOf` gives how many, all rows by default. */
export function groupsOfShards(shards, samplesOf = (_shard, _group, rows) => rows) {
    const groups = [];
    for (const [shard, { rowGroups }] of shards.entries()) {
        let firstRow = 0;
        for (const [group, { rows, offset, bytes }] of rowGroups.entries()) {
            const samples = samplesOf(shard, group, rows);
            if (samples > 0)
                groups.push({ shard, group, firstRow, rows, offset, bytes, samples });
            firstRow += rows;
        }
    }
    return groups;
}
//# sourceMappingURL=sample-group.js.map