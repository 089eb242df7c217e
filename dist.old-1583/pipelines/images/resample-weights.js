/** Filters of {@link ./resample.ts}, as Pillow names and defines them. */
export const resampleFilters = ['box', 'bilinear', 'bicubic', 'lanczos'];
const kernels = {
    box: { support: 0.5, at: (x) => (x > -0.5 && x <= 0.5 ? 1 : 0) },
    bilinear: { support: 1, at: (x) => Math.max(0, 1 - Math.abs(x)) },
    bicubic: { support: 2, at: (x) => cubic(Math.abs(x)) },
    lanczos: { support: 3, at: (x) => (x >= -3 && x < 3 ? sinc(x) * sinc(x / 3) : 0) },
};
/** Keys' cubic with a = −0.5. */
function cubic(x) {
    if (x < 1)
        return (1.5 * x - 2.5) * x * x + 1;
    return x < 2 ? (((x - 5) * x + 8) * x - 4) * -0.5 : 0;
}
function sinc(x) {
    return x === 0 ? 1 : Math.sin(x * Math.PI) / (x * Math.PI);
}
export function axisOf(start, length, output) {
    const first = Math.floor(start);
    return { first, input: Math.ceil(start + length) - first, start: start - first, length, output };
}
/** Taps of an output pixel at most, before they are rounded up to a multiple. */
export function mostTaps({ input, length, output }, filter) {
    return Math.min(input, Math.ceil(kernels[filter].support * Math.max(1, length / output)) * 2 + 1);
}
/**
 * Weights of an axis as Pillow's `precompute_coeffs` and `normalize_coeffs_8bpc` give
 * them, in the form that `pipelines/kernels/resample.as` reads: the table's first number is the first input pixel ×
 * `unit`, and taps are filled up with zeros to 2, or where there are more to a multiple of `multiple`, 2 or 4. With `flip`
 * the last output pixel is first.
 */
export function writeWeights(target, axis, filter, form) {
    const { input, output, start } = axis;
    const { flip } = form;
    const { words, halves } = target;
    const { support: halfWidth, at } = kernels[filter];
    const scale = axis.length / output;
    const stretch = Math.max(1, scale);
    const support = halfWidth * stretch;
    const shrink = 1 / stretch;
    const most = mostTaps(axis, filter);
    if (scratch.length < most + 3)
        scratch = new Float64Array((most + 3) * 2);
    const raw = scratch;
    let next = target.weights >> 1;
    let entry = (target.table >> 2) + (flip ? (output - 1) * 3 : 0);
    const step = flip ? -3 : 3;
    for (let i = 0; i < output; i++, entry += step) {
        const centre = start + (i + 0.5) * scale;
        const first = Math.max(0, (centre - support + 0.5) | 0);
        const taps = Math.min(input, (centre + support + 0.5) | 0) - first;
        let sum = 0;
        for (let t = 0; t < taps; t++) {
            const weight = at((t + first - centre + 0.5) * shrink);
            raw[t] = weight;
            sum += weight;
        }
        words[entry] = first * form.unit;
        words[entry + 1] = next * 2;
        const fill = taps > 2 ? form.multiple - 1 : 1;
        const filled = (taps + fill) & ~fill;
        for (let t = taps; t < filled; t++)
            raw[t] = 0;
        for (let t = 0; t < filled; t += 2, next += 4) {
            const even = fixedPoint(raw[t] ?? 0, sum);
            const odd = fixedPoint(raw[t + 1] ?? 0, sum);
            halves[next] = even >> 11;
            halves[next + 1] = odd >> 11;
            halves[next + 2] = even & 2047;
            halves[next + 3] = odd & 2047;
        }
        words[entry + 2] = next * 2;
    }
}
function fixedPoint(weight, sum) {
    return ((sum === 0 ? weight : weight / sum) * ONE + (weight < 0 ? -0.5 : 0.5)) | 0;
}
let scratch = new Float64Array(64);
const ONE = 1 << 22;
//# sourceMappingURL=resample-weights.js.map