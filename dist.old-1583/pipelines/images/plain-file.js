import { drop } from '../../core/verdict.js';
import { cutMetadata } from './cut-metadata.js';
import { encodeImage, isLossless, writtenFormatOf } from './encode-image.js';
import { isImageProblem } from './image-view.js';
import { openImageView } from './open-image-view.js';
/** Quality of JPEG and WebP that stand for a file which had lost something already. */
const rewrittenQuality = 95;
/**
 * Whether the image has to be decoded and written again for its file to be plain: a JPEG, PNG or WebP of one frame,
 * with 8 bits or fewer a channel, grey or RGB, that is shown as it is stored and whose colours are sRGB. Of an animated PNG the frames can be cut
 * out of the file.
 */
export function needsRewrite({ format, frames, depth, colourSpace, orientation, profile }) {
    const isWritten = format === 'jpeg' || format === 'png' || format === 'webp';
    const isStill = frames === 1 || format === 'png';
    const isGreyOrRgb = colourSpace === 'srgb' || colourSpace === 'b-w' || colourSpace === 'rgb';
    return !(isWritten && isStill && depth <= 8 && isGreyOrRgb && orientation === 1 && profile !== 'other');
}
/**
 * The image with a plain file. One that {@link needsRewrite} is written again from its pixels: as PNG where its format
 * loses nothing (PNG, GIF, TIFF, lossless WebP as such), else as JPEG or WebP of quality 95 with full colour. Any other
 * keeps its bytes, but for the metadata, and the profile of sRGB, that are cut out of them. Gives the same view where nothing changes; a drop
 * where the file cannot be written.
 */
export async function plainFile(view, header, metadata) {
    const { sample } = view;
    if (!needsRewrite(header)) {
        if (metadata === 'keep')
            return view;
        const cut = cutMetadata(header.format, sample.bytes);
        if (cut === sample.bytes)
            return view;
        if (cut !== null)
            return openImageView({ ...sample, bytes: cut, format: header.format }, { sameAs: view });
    }
    return rewritten(view, header);
}
async function rewritten(view, header) {
    const pixels = await view.pixels();
    if (isImageProblem(pixels))
        return drop(pixels.problem, pixels.value, pixels.limit);
    const format = writtenFormatOf(header.format);
    const keepsAll = isLossless(header.format, view.sample.bytes);
    try {
        const quality = keepsAll ? null : rewrittenQuality;
        const bytes = await encodeImage(pixels, { format, quality, fullColour: true });
        const sample = { ...view.sample, bytes, format };
        return keepsAll
            ? openImageView(sample, { sameAs: view })
            : openImageView(sample, { maxPixels: Number.MAX_SAFE_INTEGER });
    }
    catch {
        return drop('not-encodable', Math.max(pixels.width, pixels.height), mostSides[format]);
    }
}
/** Pixels of a side at most, by format. */
const mostSides = { jpeg: 65_535, png: 2_147_483_647, webp: 16_383 };
//# sourceMappingURL=plain-file.js.map