import { mixBatch, mixesBatches } from '../pipelines/augment/augment.js';
/** Joins a stream to the objective that reads it. */
export function feedOf(run, objective) {
    if (run.reads === 'images' && objective.reads === 'images') {
        return fed(run.stream, objective.samples, (batch) => fedImages(batch, run, objective));
    }
    if (run.reads === 'tokens' && objective.reads === 'tokens') {
        return fed(run.stream, objective.samples, (batch) => fedTokens(batch, objective.collate));
    }
    throw new Error(`an objective of ${objective.reads} was given a stream of ${run.reads}`);
}
function fed(stream, batchSamples, convert) {
    async function* converted(batches) {
        for await (const batch of batches)
            yield convert(batch);
    }
    return {
        start: stream.start,
        batchSamples,
        batches: () => converted(stream.batches()),
        epochs: () => converted(stream.epochs()),
    };
}
function fedTokens(batch, collate) {
    const units = batch.used.subarray(0, batch.samples).reduce((sum, used) => sum + used, 0);
    return { inputs: collate(batch), samples: batch.samples, labels: batch.labels, units, cursor: batch.cursor };
}
function fedImages(batch, run, objective) {
    const { samples, labels, cursor } = batch;
    const counted = { samples, labels, units: samples, cursor };
    if (!mixesBatches(run.mixing))
        return { ...counted, inputs: objective.collate(batch) };
    const key = { seed: cursor.seed, epoch: cursor.epoch, batch: Math.ceil(cursor.position / objective.samples) - 1 };
    const { mixed, shares } = mix(batch, run.mixing, run.stream.classes.length, key);
    return { ...counted, inputs: objective.collate(mixed, shares) };
}
function mix(batch, steps, classes, key) {
    const { samples, size, channels, layout } = batch;
    const labels = new Float32Array(samples * classes);
    for (let sample = 0; sample < samples; sample++) {
        const label = batch.labels[sample] ?? -1;
        if (label >= 0)
            labels[sample * classes + label] = 1;
    }
    const pixels = batch.pixels.subarray(0, samples * size.width * size.height * channels);
    const mixed = mixBatch(steps, { pixels, layout, ...size, channels, labels, classes }, key);
    return { mixed: { ...batch, pixels: mixed.pixels }, shares: mixed.labels };
}
//# sourceMappingURL=run-feed.js.map