import { hashBits, planBands } from './hamming-bands.js';
import { mostDistance, openHammingIndex } from './hamming-index.js';
/**
 * Which images are merged, and into which, by their 64-bit hashes: `document` and `into` are places in `hashes`. They
 * are walked in order; one whose hash is within `maxDistance` bits (0 to 16) of a kept one's is merged into the nearest
 * kept one, of equally near ones the first; any other is kept. The same as `mergeGreedily` over all pairs, without
 * their number: of a hundred thousand equal images only one is ever in the index.
 *
 * Similarity: 1 − distance ÷ 64. Memory: about 40 bytes a hash. Cost: a few microseconds a hash at the default of 4 bits
 * and a million of them; it grows steeply with the distance, and from about 12 bits on it is that of comparing all.
 */
export function imageRemovals(hashes, maxDistance) {
    if (!Number.isInteger(maxDistance) || maxDistance < 0 || maxDistance > mostDistance) {
        throw new RangeError(`a distance is 0 to ${mostDistance} bits, not ${maxDistance}`);
    }
    const index = openHammingIndex(hashes.length, maxDistance, planBands(hashes, maxDistance));
    const kept = [];
    const merges = [];
    for (const [document, hash] of hashes.entries()) {
        const near = index.nearest(hash);
        if (near === undefined) {
            index.add(hash);
            kept.push(document);
        }
        else {
            merges.push({ document, into: kept[near.entry] ?? 0, similarity: 1 - near.distance / hashBits });
        }
    }
    return merges;
}
//# sourceMappingURL=hamming-removals.js.map