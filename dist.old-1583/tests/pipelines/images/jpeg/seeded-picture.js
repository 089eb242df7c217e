import sharp from 'sharp';
import { randomUint32 } from '../../../../core/seeded-random.js';
/** Waves with noise: as much to decode as a photograph has. RGB, a byte each. */
export function seededPicture(width, height, seed, noise = 40) {
    const data = new Uint8Array(width * height * 3);
    for (let i = 0; i < data.length; i++) {
        const c = i % 3;
        const x = Math.floor(i / 3) % width;
        const y = Math.floor(i / 3 / width);
        const wave = 110 * Math.sin(x / (9 + 7 * c) + seed) * Math.cos(y / (17 - 3 * c) + c);
        data[i] = Math.max(0, Math.min(255, 128 + wave + (randomUint32(seed, i) / 2 ** 32 - 0.5) * noise));
    }
    return data;
}
export async function writeJpeg(width, height, seed, quality, sampling) {
    const picture = sharp(seededPicture(width, height, seed), { raw: { width, height, channels: 3 } });
    if (sampling === 'grey')
        return await picture.toColourspace('b-w').jpeg({ quality }).toBuffer();
    return await picture.jpeg({ quality, chromaSubsampling: sampling }).toBuffer();
}
/** Whole numbers from 0 to before `limit`, in a row. */
export function seededNumbers(seed) {
    let counter = 0;
    return (limit) => Math.floor((randomUint32(seed, counter++) / 2 ** 32) * limit);
}
export function seededRegion(width, height, below) {
    const region = { width: 1 + below(width), height: 1 + below(height) };
    return { left: below(width - region.width + 1), top: below(height - region.height + 1), ...region };
}
/** What sharp decodes the file to, as RGB. */
export async function decodeWithSharp(bytes, failOn = 'warning') {
    const { data, info } = await sharp(bytes, { failOn }).raw().toBuffer({ resolveWithObject: true });
    if (info.channels === 3)
        return { data, width: info.width, height: info.height };
    const grey = new Uint8Array(info.width * info.height * 3);
    for (let i = 0; i < grey.length; i++)
        grey[i] = data[Math.floor(i / 3) * info.channels] ?? 0;
    return { data: grey, width: info.width, height: info.height };
}
/** Where decoded pixels, copied, first differ from those of the reference; null where they are equal. */
export function firstDifference(pixels, decoded, { data, width }) {
    const row = decoded.width * 3;
    for (let y = 0; y < decoded.height; y++) {
        const from = ((decoded.top + y) * width + decoded.left) * 3;
        const expected = data.subarray(from, from + row);
        if (Buffer.compare(pixels.subarray(y * row, (y + 1) * row), expected) === 0)
            continue;
        const x = expected.findIndex((value, i) => value !== pixels[y * row + i]);
        return `row ${y}, column ${Math.floor(x / 3)}: ${pixels[y * row + x]}, expected ${expected[x]}`;
    }
    return null;
}
//# sourceMappingURL=seeded-picture.js.map