import { decodableFormats, defaultMaxPixels, mostSidePixels, openEncoded } from './safe-sharp.js';
import { sniffFormat } from './sniff-format.js';
/** Pixels of a thumbnail's longer side at most. */
const longestSide = 96;
const quality = 60;
const none = { width: 0, height: 0, image: new Uint8Array() };
/**
 * A small JPEG of an encoded image as shown, and the sides of the image itself. What cannot be decoded has none; of a JPEG
 * that ends early it shows what there is. Never rejects. The same bytes with the same version of sharp.
 */
export async function makeThumbnail(bytes) {
    const format = sniffFormat(bytes);
    if (format === null || !decodableFormats.has(format))
        return none;
    let sides = { width: 0, height: 0 };
    try {
        const { width, height } = (await (await openEncoded(bytes)).metadata()).autoOrient;
        sides = { width, height };
        if (width * height > defaultMaxPixels || Math.max(width, height) > mostSidePixels)
            return { ...none, ...sides };
        // Other codecs leave as it was in memory what they do not decode.
        const pipeline = await openEncoded(bytes, format === 'jpeg' ? 'none' : 'warning');
        const image = await pipeline
            .autoOrient()
            .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
            .flatten({ background: '#ffffff' })
            .toColourspace('srgb')
            .jpeg({ quality })
            .toBuffer();
        return { ...sides, image };
    }
    catch {
        return { ...none, ...sides };
    }
}
//# sourceMappingURL=thumbnail.js.map