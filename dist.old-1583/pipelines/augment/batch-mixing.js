/** Labels where each row is `share` of its own and the rest of the row before it; the first row's partner is the last. */
export function mixLabels(labels, classes, share) {
    return blendWithPartner(labels, classes, share, new Float32Array(labels.length));
}
/** Images where each is `share` of its own and the rest of the image before it. Bytes are rounded to the nearest. */
export function mixPixels(batch, share) {
    const { pixels } = batch;
    // A slice has the values' own type; every value of it is written anew.
    const out = pixels.slice();
    return blendWithPartner(pixels, imageValues(batch), share, out);
}
function blendWithPartner(values, row, share, out) {
    const rest = 1 - share;
    const rounding = values instanceof Uint8Array ? 0.5 : 0;
    for (let i = 0; i < values.length; i++) {
        const partner = i < row ? values.length - row + i : i - row;
        out[i] = (values[i] ?? 0) * share + (values[partner] ?? 0) * rest + rounding;
    }
    return out;
}
/** Images where `patch` is that of the image before. */
export function pastePatch(batch, patch) {
    const { pixels, layout, width, height, channels } = batch;
    const size = imageValues(batch);
    const out = pixels.slice();
    const planes = layout === 'chw' ? channels : 1;
    const step = layout === 'chw' ? 1 : channels;
    for (let start = 0; start < pixels.length; start += size) {
        const partner = start === 0 ? pixels.length - size : start - size;
        for (let plane = 0; plane < planes; plane++) {
            for (let y = patch.top; y < patch.bottom; y++) {
                const row = (plane * height + y) * width * step;
                const from = partner + row + patch.left * step;
                out.set(pixels.subarray(from, from + (patch.right - patch.left) * step), start + row + patch.left * step);
            }
        }
    }
    return out;
}
function imageValues({ width, height, channels }) {
    return width * height * channels;
}
//# sourceMappingURL=batch-mixing.js.map