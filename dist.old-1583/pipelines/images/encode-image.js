import { openPixels } from './safe-sharp.js';
import { isLosslessWebp } from './webp-chunks.js';
/** Formats that images are written in. */
export const writtenFormats = ['jpeg', 'png', 'webp'];
/** The file of decoded pixels. The same bytes on every machine with the same version of sharp. */
export async function encodeImage(pixels, { format, quality, fullColour }) {
    const pipeline = await openPixels(pixels);
    if (format === 'png')
        return pipeline.png({ compressionLevel: 6 }).toBuffer();
    if (format === 'webp') {
        return pipeline.webp(quality === null ? { lossless: true } : { quality, smartSubsample: fullColour }).toBuffer();
    }
    const chromaSubsampling = fullColour ? '4:4:4' : '4:2:0';
    return pipeline.jpeg({ quality: quality ?? 100, chromaSubsampling, optimiseCoding: true }).toBuffer();
}
/**
 * The written format that stands for a source's: its own where it is one of {@link writtenFormats}, PNG for GIF and
 * TIFF, JPEG for AVIF.
 */
export function writtenFormatOf(format) {
    if (format === 'jpeg' || format === 'webp')
        return format;
    return format === 'avif' ? 'jpeg' : 'png';
}
/** Whether a file's format has lost nothing of its pixels, so that what stands for it should not either. */
export function isLossless(format, bytes) {
    return format === 'webp' ? isLosslessWebp(bytes) : format !== 'jpeg' && format !== 'avif';
}
//# sourceMappingURL=encode-image.js.map