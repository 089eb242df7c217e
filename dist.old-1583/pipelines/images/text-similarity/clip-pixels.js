import { resize } from '../resample.js';
import { resizedSides } from '../resize-image.js';
/** Of the pictures that CLIP was trained on; red, green, blue, in [0, 1]. Radford et al. 2021. */
export const clipMean = [0.48145466, 0.4578275, 0.40821073];
export const clipStd = [0.26862954, 0.26130258, 0.27577711];
/** Longer over shorter side above which only the middle is resized: the square in the middle is all that is seen. */
const longestAspect = 16;
/**
 * An image as CLIP sees it: shorter side to `size`, bicubic with antialias, the square in the middle, normalised.
 * `3 × size × size` numbers, channel by channel, row by row. Equal to `CLIPImageProcessor` of transformers 4.
 * Memory: 16 squares of `size` at most.
 */
export function clipPixels(pixels, { size, mean, std }) {
    const source = middleOf(pixels);
    const sides = resizedSides(source, { shorterSide: size, enlarge: true });
    const resized = resize(source, sides.width, sides.height, 'bicubic');
    const left = Math.floor((sides.width - size) / 2);
    const top = Math.floor((sides.height - size) / 2);
    const plane = size * size;
    const values = new Float32Array(3 * plane);
    for (let channel = 0; channel < 3; channel++) {
        const levels = levelsOf(mean[channel] ?? 0, std[channel] ?? 1);
        for (let y = 0; y < size; y++) {
            const row = ((top + y) * sides.width + left) * 3 + channel;
            const to = channel * plane + y * size;
            for (let x = 0; x < size; x++)
                values[to + x] = levels[resized.data[row + 3 * x] ?? 0] ?? 0;
        }
    }
    return values;
}
function levelsOf(mean, std) {
    return Float32Array.from({ length: 256 }, (_, level) => (level / 255 - mean) / std);
}
function middleOf(pixels) {
    const { data, width, height } = pixels;
    const most = longestAspect * Math.min(width, height);
    if (height > most) {
        const top = Math.floor((height - most) / 2);
        return { data: data.subarray(top * width * 3, (top + most) * width * 3), width, height: most };
    }
    if (width <= most)
        return pixels;
    const left = Math.floor((width - most) / 2);
    const cut = new Uint8Array(3 * most * height);
    for (let y = 0; y < height; y++) {
        const from = (y * width + left) * 3;
        cut.set(data.subarray(from, from + 3 * most), y * 3 * most);
    }
    return { data: cut, width: most, height };
}
//# sourceMappingURL=clip-pixels.js.map