/**
 * A region painted over: with a colour, or with bytes of its own size (`height` rows of `width` pixels, RGB). What
 * reaches outside the image is left out. torchvision's `erase`.
 */
export function erase({ data, width, height }, region, value) {
    const erased = data.slice();
    const left = Math.max(region.x, 0);
    const right = Math.min(region.x + region.width, width);
    const bottom = Math.min(region.y + region.height, height);
    for (let y = Math.max(region.y, 0); y < bottom; y++) {
        for (let x = left; x < right; x++) {
            const to = 3 * (y * width + x);
            const from = value instanceof Uint8Array ? 3 * ((y - region.y) * region.width + x - region.x) : 0;
            for (let c = 0; c < 3; c++)
                erased[to + c] = value[from + c] ?? 0;
        }
    }
    return { data: erased, width, height };
}
//# sourceMappingURL=erase.js.map