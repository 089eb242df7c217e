/** Cuts windows into batches of `batch` samples; the last one of an epoch may be short. One batch's memory serves all. */
export async function* batchesOf(windows, shape) {
    const { batch, length, start, samples } = shape;
    const target = openBatch(batch, length);
    const cursorAfter = ({ own, share }, done) => ({
        ...start,
        epoch: own.window.epoch,
        position: Math.min(share.from + done * share.ranks, samples),
    });
    let filled = 0;
    for await (const window of windows) {
        const count = window.own.end - window.own.first;
        for (let slot = 0; slot < count;) {
            const taken = Math.min(batch - filled, count - slot);
            copySamples(window.memory, slot, target, filled, taken, length);
            slot += taken;
            filled += taken;
            if (filled < batch && !(window.own.last && slot === count))
                continue;
            const cursor = cursorAfter(window, window.own.first + slot + batch - filled);
            yield filled === batch ? { ...target, cursor } : { ...firstSamples(target, filled, length), cursor };
            filled = 0;
        }
    }
}
function openBatch(samples, length) {
    return {
        samples,
        length,
        tokens: new Int32Array(samples * length),
        used: new Int32Array(samples),
        labels: new Int32Array(samples),
        shards: new Uint32Array(samples),
        rows: new Uint32Array(samples),
    };
}
function firstSamples(batch, samples, length) {
    return {
        samples,
        length,
        tokens: batch.tokens.subarray(0, samples * length),
        used: batch.used.subarray(0, samples),
        labels: batch.labels.subarray(0, samples),
        shards: batch.shards.subarray(0, samples),
        rows: batch.rows.subarray(0, samples),
    };
}
function copySamples(from, slot, to, at, count, length) {
    to.tokens.set(from.tokens.subarray(slot * length, (slot + count) * length), at * length);
    to.used.set(from.used.subarray(slot, slot + count), at);
    to.labels.set(from.labels.subarray(slot, slot + count), at);
    to.shards.set(from.shards.subarray(slot, slot + count), at);
    to.rows.set(from.rows.subarray(slot, slot + count), at);
}
//# sourceMappingURL=batches.js.map