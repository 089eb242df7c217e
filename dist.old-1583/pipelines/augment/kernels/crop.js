/** The pixels of a region, black where it reaches outside: torchvision's `crop`. */
export function crop({ data, width, height }, region) {
    const cut = new Uint8Array(3 * region.width * region.height);
    const left = Math.max(region.x, 0);
    const right = Math.min(region.x + region.width, width);
    const bottom = Math.min(region.y + region.height, height);
    for (let y = Math.max(region.y, 0); y < bottom && left < right; y++) {
        const from = 3 * (y * width + left);
        const to = 3 * ((y - region.y) * region.width + left - region.x);
        cut.set(data.subarray(from, from + 3 * (right - left)), to);
    }
    return { data: cut, width: region.width, height: region.height };
}
//# sourceMappingURL=crop.js.map