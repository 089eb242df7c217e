/** Noise over ramps with hard edges; the same as in `tests/fixtures/resample/make.py`. */
export function formulaPicture(width, height) {
    const data = new Uint8Array(width * height * 3);
    let state = 12_345;
    let at = 0;
    for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
            const square = (Math.floor(x / 7) + Math.floor(y / 5)) % 2 === 1 ? 160 : 0;
            for (let c = 0; c < 3; c++) {
                state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
                data[at++] = (x * (c + 1) * 3 + y * (4 - c) * 2 + square + ((state >> 16) % 32)) % 256;
            }
        }
    }
    return { data, width, height };
}
//# sourceMappingURL=formula-picture.js.map