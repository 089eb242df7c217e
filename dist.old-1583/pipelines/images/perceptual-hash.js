import { lumaOf } from './luma.js';
import { resize } from './resample.js';
/** Rows and columns of a hash: 64 bits, the first the most significant, row by row. */
const side = 8;
/** Pixels of a side for each bit of a row of {@link frequencyHash}. */
const oversampling = 4;
/** dHash: whether each pixel of the luma, scaled to 9 × 8, is brighter than its left neighbour. `imagehash.dhash`. */
export function differenceHash(pixels) {
    const luma = scaledLuma(pixels, side + 1, side);
    return bitsOf((row, column) => (luma[row * (side + 1) + column + 1] ?? 0) > (luma[row * (side + 1) + column] ?? 0));
}
/**
 * pHash: whether each of the 8 × 8 lowest frequencies of the luma, scaled to 32 × 32, is above their median, the mean
 * included. `imagehash.phash`. Frequencies are rounded to the millionth: those that a plain or symmetric image has not
 * are then equal, whatever is left of rounding.
 */
export function frequencyHash(pixels) {
    const points = side * oversampling;
    const luma = Float64Array.from(scaledLuma(pixels, points, points));
    const lines = new Float64Array(side * points);
    for (let k = 0; k < side; k++) {
        for (let x = 0; x < points; x++) {
            let sum = 0;
            for (let y = 0; y < points; y++)
                sum += (cosines[k * points + y] ?? 0) * (luma[y * points + x] ?? 0);
            lines[k * points + x] = 2 * sum;
        }
    }
    const low = new Float64Array(side * side);
    for (let row = 0; row < side; row++) {
        for (let k = 0; k < side; k++) {
            let sum = 0;
            for (let x = 0; x < points; x++)
                sum += (cosines[k * points + x] ?? 0) * (lines[row * points + x] ?? 0);
            low[row * side + k] = Math.round(2 * sum * 1e6) / 1e6;
        }
    }
    const median = medianOf(low);
    return bitsOf((row, column) => (low[row * side + column] ?? 0) > median);
}
/** Of the discrete cosine transform of type 2: row k holds cos(π k (2 n + 1) / 2 N) for n < N. */
const cosines = Float64Array.from({ length: side * side * oversampling }, (_, at) => {
    const points = side * oversampling;
    return Math.cos((Math.PI * Math.floor(at / points) * (2 * (at % points) + 1)) / (2 * points));
});
function medianOf(values) {
    const sorted = values.slice().sort();
    return ((sorted[sorted.length / 2 - 1] ?? 0) + (sorted[sorted.length / 2] ?? 0)) / 2;
}
/** Luma first, then scaled, as the published hashes do it: the three channels of what is scaled are equal. */
function scaledLuma(pixels, width, height) {
    const luma = lumaOf(pixels);
    const grey = new Uint8Array(3 * luma.data.length);
    for (let i = 0, at = 0; i < luma.data.length; i++, at += 3) {
        const value = luma.data[i] ?? 0;
        grey[at] = value;
        grey[at + 1] = value;
        grey[at + 2] = value;
    }
    const { data } = resize({ ...luma, data: grey }, width, height, 'lanczos');
    return Uint8Array.from({ length: width * height }, (_, i) => data[3 * i] ?? 0);
}
function bitsOf(isSet) {
    let bits = 0n;
    for (let row = 0; row < side; row++) {
        for (let column = 0; column < side; column++)
            bits = (bits << 1n) | (isSet(row, column) ? 1n : 0n);
    }
    return bits;
}
//# sourceMappingURL=perceptual-hash.js.map