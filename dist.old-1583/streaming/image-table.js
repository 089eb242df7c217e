/** The table of some shards' indexes. */
export function imageTable(indexes, classOfLabel) {
    const count = indexes.reduce((sum, { ids }) => sum + ids.length, 0);
    const idBytes = indexes.reduce((sum, { ids }) => ids.reduce((part, id) => part + Buffer.byteLength(id), sum), 0);
    const words = () => new SharedArrayBuffer(4 * count);
    const table = {
        rows: count,
        shards: new Uint32Array(words()),
        shardRows: new Uint32Array(words()),
        offsets: new Float64Array(new SharedArrayBuffer(8 * count)),
        lengths: new Uint32Array(words()),
        widths: new Uint32Array(words()),
        heights: new Uint32Array(words()),
        labels: new Int32Array(words()),
        idEnds: new Float64Array(new SharedArrayBuffer(8 * count)),
        ids: new Uint8Array(new SharedArrayBuffer(idBytes)),
    };
    let first = 0;
    let idEnd = 0;
    for (const [shard, index] of indexes.entries()) {
        table.offsets.set(index.offsets, first);
        table.lengths.set(index.lengths, first);
        table.widths.set(index.widths, first);
        table.heights.set(index.heights, first);
        for (const [row, id] of index.ids.entries()) {
            const bytes = Buffer.from(id);
            table.ids.set(bytes, idEnd);
            idEnd += bytes.length;
            const label = index.labels[row] ?? null;
            table.shards[first + row] = shard;
            table.shardRows[first + row] = row;
            table.labels[first + row] = label === null ? -1 : (classOfLabel.get(label) ?? -1);
            table.idEnds[first + row] = idEnd;
        }
        first += index.ids.length;
    }
    return table;
}
/** The id of one row. */
export function idOf({ ids, idEnds }, row) {
    const start = row === 0 ? 0 : idEnds[row - 1];
    // A copy: text cannot be decoded from shared memory.
    return Buffer.from(ids.slice(start, idEnds[row])).toString();
}
//# sourceMappingURL=image-table.js.map