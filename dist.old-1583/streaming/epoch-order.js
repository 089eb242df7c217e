import { partSeed, permutation } from './permutation.js';
/**
 * The windows of an epoch. Groups are permuted; each window takes as many of them in a row as hold at most
 * `windowSamples` samples, or one that holds more. A function of the groups' samples, the seed and the epoch.
 */
export function planEpoch(samples, windowSamples, seed, epoch) {
    const order = permutation(samples.length, partSeed(seed, epoch, 0));
    const windows = [];
    let first = 0;
    for (let from = 0; from < order.length;) {
        let to = from;
        let held = 0;
        while (to < order.length) {
            const more = samples[order[to]];
            if (to > from && held + more > windowSamples)
                break;
            held += more;
            to++;
        }
        windows.push({ epoch, index: windows.length, first, samples: held, groups: order.subarray(from, to) });
        first += held;
        from = to;
    }
    return windows;
}
/** Where the samples of a window stand in it: `[i]` is the place of the i-th one, groups and rows in order. */
export function windowPlaces({ epoch, index, samples }, seed) {
    return permutation(samples, partSeed(seed, epoch, 1 + index));
}
//# sourceMappingURL=epoch-order.js.map