import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import sharp from 'sharp';
/** Side of a digit in pixels. */
const side = 28;
/**
 * Writes the handwritten digits of the package `mnist` as PNG files, `folder/DIGIT/PLACE.png`, grey on black: 10,000 of
 * the MNIST database (LeCun, Cortes and Burges), or the first `most` of each digit. Answers how many.
 */
export async function writeDigits(folder, most = Number.POSITIVE_INFINITY) {
    const { resolve } = createRequire(import.meta.url);
    let written = 0;
    for (let digit = 0; digit < 10; digit++) {
        const { data } = JSON.parse(await readFile(resolve(`mnist/src/digits/${digit}.json`), 'utf8'));
        const pictures = join(folder, String(digit));
        await mkdir(pictures, { recursive: true });
        const count = Math.min(most, Math.floor(data.length / side ** 2));
        const places = Array.from({ length: count }, (_, place) => place);
        await Promise.all(places.map(async (place) => {
            const shares = data.slice(place * side ** 2, (place + 1) * side ** 2);
            const levels = Uint8Array.from(shares, (share) => Math.round(share * 255));
            const png = await sharp(levels, { raw: { width: side, height: side, channels: 1 } })
                .png()
                .toBuffer();
            await writeFile(join(pictures, `${String(place).padStart(4, '0')}.png`), png);
        }));
        written += count;
    }
    return written;
}
//# sourceMappingURL=digit-pictures.js.map