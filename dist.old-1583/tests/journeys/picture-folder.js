import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp, {} from 'sharp';
import { randomUint32 } from '../../core/seeded-random.js';
/** Raw pixels of a picture that no other seed gives: soft waves, a disc and a little noise. */
export function picture(seed, width, height) {
    const data = new Uint8Array(width * height * 3);
    const draw = (counter) => randomUint32(seed, counter) / 2 ** 32;
    const waves = [0, 1, 2].map((channel) => [
        draw(10 + channel) * 6 + 2,
        draw(20 + channel) * 6 + 2,
        draw(30 + channel) * 7,
    ]);
    const disc = { x: draw(1), y: draw(2), radius: 0.1 + 0.2 * draw(3) };
    for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
            const inside = Math.hypot(x / width - disc.x, y / height - disc.y) < disc.radius;
            for (const [channel, [across = 0, down = 0, phase = 0]] of waves.entries()) {
                const at = (y * width + x) * 3 + channel;
                const wave = 127 + 90 * Math.sin((across * x) / width + (down * y) / height + phase);
                data[at] = (inside ? 255 - wave : wave) + (randomUint32(seed + 1, at) & 15);
            }
        }
    }
    return sharp(data, { raw: { width, height, channels: 3 } });
}
/**
 * Writes pictures in class folders below `folder`: 24 good ones of two classes, and one of each kind that a build has to
 * tell apart, by what is the matter with it.
 */
export async function writePictures(folder) {
    for (const label of ['cats', 'dogs'])
        mkdirSync(join(folder, label), { recursive: true });
    const put = (path, bytes) => writeFileSync(join(folder, path), bytes);
    for (let index = 0; index < 24; index++) {
        const label = index % 2 === 0 ? 'cats' : 'dogs';
        const made = picture(index, 120 + 4 * (index % 5), 90 + 3 * (index % 7));
        const name = String(index).padStart(2, '0');
        if (index % 6 === 5)
            put(`${label}/${name}.png`, await made.png().toBuffer());
        else
            put(`${label}/${name}.jpg`, await made.jpeg({ quality: 88 }).toBuffer());
    }
    const first = picture(0, 120, 90);
    const jpeg = await first.jpeg({ quality: 88 }).toBuffer();
    put('cats/copy-of-00.jpg', jpeg);
    put('cats/like-00.jpg', await picture(0, 120, 90).jpeg({ quality: 55 }).toBuffer());
    put('cats/small.jpg', await picture(50, 20, 12).jpeg().toBuffer());
    put('cats/cut-off.jpg', jpeg.subarray(0, Math.floor(jpeg.length / 2)));
    put('cats/no-image.jpg', Buffer.from('these are words and no picture'));
    put('cats/grey.png', await sharp({ create: { width: 80, height: 80, channels: 3, background: '#777' } })
        .png()
        .toBuffer());
    put('dogs/drawing.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100"/>'));
    put('dogs/turned.jpg', await picture(60, 140, 90).withMetadata({ orientation: 6 }).jpeg().toBuffer());
    put('dogs/inks.jpg', await picture(61, 110, 100).toColourspace('cmyk').jpeg().toBuffer());
}
//# sourceMappingURL=picture-folder.js.map