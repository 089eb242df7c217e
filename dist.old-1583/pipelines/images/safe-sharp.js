/** Formats that are given to libvips. All others, and SVG above all, are never opened. */
export const decodableFormats = new Set(['jpeg', 'png', 'webp', 'gif', 'avif', 'tiff']);
/** Pixels of an image at most, unless a stage says less or more. */
export const defaultMaxPixels = 50_000_000;
/** Pixels of a side at most, whatever a stage says: one row may have to be held as numbers. */
export const mostSidePixels = 100_000;
/** Loaders of libvips 8.18 for formats outside {@link decodableFormats}; names that a build of it lacks do nothing. */
const otherLoaders = [
    ...['Analyze', 'Csv', 'DcRaw', 'Fits', 'Jp2k', 'Jxl', 'Magick', 'Mat', 'Matrix', 'Nifti', 'OpenExr', 'OpenSlide'],
    ...['Openexr', 'Openslide', 'Pdf', 'Ppm', 'Rad', 'Raw', 'Svg', 'Uhdr', 'Vips'],
];
let opened;
/**
 * sharp, set so that an image costs what its pixels cost: one thread, no cache, and loaders of
 * {@link decodableFormats} alone, whatever the bytes claim to be. Loaded at the first call, in about 60 ms. The
 * settings hold for the whole process.
 */
function loadSharp() {
    opened ??= import('sharp').then(({ default: sharp }) => {
        sharp.cache(false);
        sharp.concurrency(1);
        // By name: to block all and unblock some would, for a moment, block those in which other threads decode.
        sharp.block({ operation: otherLoaders.map((loader) => `VipsForeignLoad${loader}`) });
        return sharp;
    });
    return opened;
}
/**
 * A pipeline over the first frame of an encoded image. The caller has checked its format and the pixels that its header
 * tells. Rejects, when run, for bytes that are damaged in a way that libvips or the codec warns of, unless `failOn` is `none`.
 */
export async function openEncoded(bytes, failOn = 'warning') {
    const sharp = await loadSharp();
    return sharp(bytes, { limitInputPixels: false, failOn, sequentialRead: true, autoOrient: false });
}
/** A pipeline over decoded pixels. */
export async function openPixels({ data, width, height }) {
    const sharp = await loadSharp();
    return sharp(data, { raw: { width, height, channels: 3 }, limitInputPixels: false });
}
//# sourceMappingURL=safe-sharp.js.map