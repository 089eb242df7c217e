import { warpKernel } from './warp-kernel.js';
/** Left and right exchanged: torchvision's `horizontal_flip`. */
export function flipHorizontal(pixels) {
    const { data, width, height } = pixels;
    return { width, height, data: warpKernel.map(data, (kernel, from, to) => kernel.mirror(from, to, width, height)) };
}
/** Top and bottom exchanged: torchvision's `vertical_flip`. */
export function flipVertical({ data, width, height }) {
    const row = 3 * width;
    const flipped = new Uint8Array(row * height);
    for (let y = 0; y < height; y++)
        flipped.set(data.subarray(y * row, (y + 1) * row), (height - 1 - y) * row);
    return { data: flipped, width, height };
}
//# sourceMappingURL=flip.js.map