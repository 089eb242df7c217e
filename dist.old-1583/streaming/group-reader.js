/** Writes what stands beside a sample's tokens: its label, and where it came from. `row` counts from the group's first. */
export function placeOrigin(memory, slot, task, row, label) {
    memory.labels[slot] = label;
    memory.shards[slot] = task.shard;
    memory.rows[slot] = task.firstRow + row;
}
//# sourceMappingURL=group-reader.js.map