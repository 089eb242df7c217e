import { z } from 'zod';
import { drop } from '../../core/verdict.js';
import { defineImageTransform } from './image-stage.js';
import { isImageProblem } from './image-view.js';
import { openImageView } from './open-image-view.js';
import { borderShare, uniformShare } from './plain-areas.js';
import { plainFile } from './plain-file.js';
import { defaultMaxPixels, mostSidePixels } from './safe-sharp.js';
const formats = ['jpeg', 'png', 'webp', 'gif', 'avif', 'tiff'];
const parameters = z.strictObject({
    formats: z
        .array(z.enum(formats))
        .min(1)
        .default([...formats])
        .describe('Formats allowed, by the first bytes. SVG is never decoded.'),
    minSide: z.number().int().min(1).default(16).describe('Least pixels of the shorter side.'),
    maxSide: z.number().int().min(1).max(mostSidePixels).default(65_535).describe('Most pixels of the longer side.'),
    maxPixels: z
        .number()
        .int()
        .min(1)
        .max(4 * defaultMaxPixels)
        .default(defaultMaxPixels)
        .describe('Most pixels, by the header, before anything is decoded. Decoding takes 3 bytes a pixel and more.'),
    maxAspect: z.number().min(1).default(10).describe('Longer side for each pixel of the shorter side, at most.'),
    maxUniform: z
        .number()
        .min(0)
        .max(1)
        .default(0.999)
        .describe('Largest share of pixels that have nearly the most frequent colour; 1 allows empty pages.'),
    minEntropy: z.number().min(0).max(8).default(0).describe('Least entropy of the luma, in bits.'),
    minSharpness: z
        .number()
        .min(0)
        .default(0)
        .describe('Least variance of the Laplacian, at 512 pixels on the longer side; blurred photographs are below 100.'),
    maxBorder: z
        .number()
        .min(0)
        .max(1)
        .default(1)
        .describe('Largest share of the width or height that plain bars at the edges take; 1 allows any.'),
    animated: z
        .enum(['first-frame', 'drop'])
        .default('first-frame')
        .describe('Whether of images with several frames or pages the first is kept, or they are dropped.'),
    metadata: z
        .enum(['drop', 'keep'])
        .default('drop')
        .describe('Whether EXIF with its GPS place, XMP, IPTC and comments are cut out of the file. Rewritten ones have none.'),
});
/**
 * Drops images that cannot be used, and makes those that are left plain: what is stored decodes to what is shown, in
 * any decoder. Every image is decoded, so that none that is kept can fail later.
 */
export const checkImage = defineImageTransform({
    name: 'check-image',
    summary: 'Drops what cannot be decoded, is too small, too large, plain, blurred or bordered; cuts out EXIF and GPS, and ' +
        'rewrites oriented, animated, CMYK and 16-bit images as plain ones.',
    version: 2,
    parameters,
    transform,
});
async function transform(view, limits) {
    const header = await view.header();
    if (isImageProblem(header))
        return refused(header);
    const byHeader = headerDrop(header, limits);
    if (byHeader !== null)
        return byHeader;
    const decoded = limits.maxPixels > defaultMaxPixels ? openImageView(view.sample, { maxPixels: limits.maxPixels }) : view;
    const byPixels = await pixelDrop(decoded, limits);
    return byPixels ?? (await plainFile(decoded, header, limits.metadata));
}
/** An image of a format that is known but not decoded is not allowed, as one that the recipe does not list. */
function refused({ problem, value, limit }) {
    return drop(problem === 'format-not-supported' ? 'format-not-allowed' : problem, value, limit);
}
function headerDrop(header, limits) {
    const { width, height, format, frames } = header;
    const shorter = Math.min(width, height);
    const longer = Math.max(width, height);
    if (!limits.formats.some((allowed) => allowed === format))
        return drop('format-not-allowed');
    if (width * height > limits.maxPixels)
        return drop('too-many-pixels', width * height, limits.maxPixels);
    if (shorter < limits.minSide)
        return drop('too-small', shorter, limits.minSide);
    if (longer > limits.maxSide)
        return drop('too-large', longer, limits.maxSide);
    if (longer / shorter > limits.maxAspect)
        return drop('aspect', longer / shorter, limits.maxAspect);
    return frames > 1 && limits.animated === 'drop' ? drop('animated', frames, 1) : null;
}
/** Measures in the order of their cost, each only where its limit can be broken. */
async function pixelDrop(view, limits) {
    const pixels = await view.pixels();
    if (isImageProblem(pixels))
        return refused(pixels);
    if (limits.maxUniform < 1) {
        const share = uniformShare(pixels);
        if (share > limits.maxUniform)
            return drop('nearly-uniform', share, limits.maxUniform);
    }
    if (limits.maxBorder < 1) {
        const share = borderShare(pixels);
        if (share > limits.maxBorder)
            return drop('bordered', share, limits.maxBorder);
    }
    if (limits.minEntropy === 0 && limits.minSharpness === 0)
        return null;
    const signals = await view.signals();
    if (isImageProblem(signals))
        return refused(signals);
    if (signals.entropy < limits.minEntropy)
        return drop('low-entropy', signals.entropy, limits.minEntropy);
    return signals.sharpness < limits.minSharpness ? drop('blurred', signals.sharpness, limits.minSharpness) : null;
}
//# sourceMappingURL=check-image.js.map