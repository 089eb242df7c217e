/** The luma of ITU-R BT.601, as Pillow's `convert("L")` rounds it. */
export function lumaOf({ data, width, height }) {
    const luma = new Uint8Array(width * height);
    for (let i = 0, at = 0; i < luma.length; i++, at += 3) {
        luma[i] = (19595 * (data[at] ?? 0) + 38470 * (data[at + 1] ?? 0) + 7471 * (data[at + 2] ?? 0) + 0x8000) >>> 16;
    }
    return { data: luma, width, height };
}
//# sourceMappingURL=luma.js.map