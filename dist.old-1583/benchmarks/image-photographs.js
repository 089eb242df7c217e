import sharp from 'sharp';
import { randomUint32 } from '../core/seeded-random.js';
import { resize } from '../pipelines/images/resample.js';
/**
 * A picture with the spectrum of a photograph, as a JPEG (4:2:0, as cameras and libjpeg write it): noise of all sizes,
 * of which each smaller one is weaker, edges between areas of different colour, and grain. A function of `seed`.
 */
export async function photograph(seed, shape) {
    const { quality, shorterSide } = shape;
    let pixels = paint(seed, shape);
    if (shorterSide !== undefined) {
        const scale = shorterSide / Math.min(pixels.width, pixels.height);
        pixels = resize(pixels, Math.round(pixels.width * scale), Math.round(pixels.height * scale), 'lanczos');
    }
    const { width, height } = pixels;
    return new Uint8Array(await sharp(pixels.data, { raw: { width, height, channels: 3 } })
        .jpeg({ quality })
        .toBuffer());
}
function paint(seed, { width, height }) {
    const sum = new Float32Array(width * height * 3);
    let weight = 90;
    for (let cells = 4; cells <= Math.min(width, height) / 2; cells *= 2, weight *= 0.62) {
        const octave = noise(seed * 64 + cells, cells, Math.ceil((cells * height) / width));
        const { data } = resize(octave, width, height, 'bicubic');
        for (let i = 0; i < sum.length; i++)
            sum[i] = (sum[i] ?? 0) + weight * ((data[i] ?? 0) / 127.5 - 1);
    }
    const data = new Uint8Array(sum.length);
    for (let i = 0; i < data.length; i++) {
        // Where the largest waves cross these levels, there are edges.
        const value = sum[i] ?? 0;
        const edge = value > 40 ? 45 : value < -35 ? -40 : 0;
        const grain = (randomUint32(seed, i) & 15) - 7.5;
        data[i] = Math.max(0, Math.min(255, 120 + value + edge + grain));
    }
    return { data, width, height };
}
function noise(seed, width, height) {
    const data = Uint8Array.from({ length: width * height * 3 }, (_, i) => {
        const grey = randomUint32(seed, Math.floor(i / 3)) & 255;
        // Colours of photographs differ less than their brightness.
        return (grey * 3 + (randomUint32(seed + 1, i) & 255)) >> 2;
    });
    return { data, width, height };
}
//# sourceMappingURL=image-photographs.js.map