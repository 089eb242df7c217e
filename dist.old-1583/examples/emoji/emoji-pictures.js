import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import sharp from 'sharp';
/** Side of a picture in pixels, as OpenMoji's own small PNG files have it. */
const side = 72;
/**
 * Draws the emoji of the package `openmoji` (CC BY-SA 4.0) as PNG files, `folder/GROUP/CODE.png`, in colour on nothing.
 * Those of a skin tone are left out: the same picture without one is there. `most` limits each group. Answers how many.
 */
export async function drawEmoji(folder, most = Number.POSITIVE_INFINITY) {
    const { resolve } = createRequire(import.meta.url);
    const emoji = JSON.parse(await readFile(resolve('openmoji/data/openmoji.json'), 'utf8'));
    const drawn = new Map();
    for (const { hexcode, group, skintone } of emoji) {
        const count = drawn.get(group) ?? 0;
        if (skintone !== '' || count >= most)
            continue;
        const pictures = join(folder, group);
        if (count === 0)
            await mkdir(pictures, { recursive: true });
        const drawing = await readFile(resolve(`openmoji/color/svg/${hexcode}.svg`));
        await writeFile(join(pictures, `${hexcode}.png`), await sharp(drawing).resize(side, side).png().toBuffer());
        drawn.set(group, count + 1);
    }
    return [...drawn.values()].reduce((sum, count) => sum + count, 0);
}
//# sourceMappingURL=emoji-pictures.js.map