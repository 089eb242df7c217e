import { windowPlaces } from './epoch-order.js';
import { writeSlots } from './rank-share.js';
import { windowsOfEpoch, windowsOfEpochs } from './stream-plan.js';
/**
 * The batches of a rank, from a place to the end of its epoch or, with `endless`, through all epochs after it. The last
 * one of an epoch may be short. Memory: 12 bytes for each sample of a window.
 */
export function* planBatches(order, batch, start, endless) {
    const samples = order.groupSamples.reduce((sum, count) => sum + count, 0);
    const firstSamples = startsOf(order.groupSamples);
    let taken = [];
    for (const share of endless ? windowsOfEpochs(order, start) : windowsOfEpoch(order, start)) {
        const { own } = share;
        const inOrder = ownSamples(share, order, firstSamples);
        for (const [place, sample] of inOrder.entries()) {
            taken.push(sample);
            const done = own.first + place + 1;
            if (taken.length < batch && !(own.last && done === own.end))
                continue;
            // A short batch stands for a whole one: the epoch has ended for every rank.
            const position = share.share.from + (done + batch - taken.length) * share.share.ranks;
            const cursor = { ...start, epoch: own.window.epoch, position: Math.min(position, samples) };
            yield { samples: Uint32Array.from(taken), cursor };
            taken = [];
        }
    }
}
/** A rank's own samples of a window, in stream order. */
function ownSamples({ own, share }, { groupSamples, seed }, firstSamples) {
    const { window } = own;
    const slots = new Int32Array(window.samples);
    writeSlots(own, share, windowPlaces(window, seed), slots);
    const inOrder = new Uint32Array(own.end - own.first);
    let at = 0;
    for (const group of window.groups) {
        const first = firstSamples[group];
        for (let sample = 0; sample < groupSamples[group]; sample++) {
            const slot = slots[at++];
            if (slot >= 0)
                inOrder[slot] = first + sample;
        }
    }
    return inOrder;
}
function startsOf(counts) {
    const starts = new Float64Array(counts.length);
    for (let i = 1; i < counts.length; i++)
        starts[i] = starts[i - 1] + counts[i - 1];
    return starts;
}
//# sourceMappingURL=image-plan.js.map