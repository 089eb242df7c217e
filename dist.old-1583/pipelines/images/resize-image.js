import { z } from 'zod';
import { drop } from '../../core/verdict.js';
import { encodeImage, isLossless, writtenFormatOf, writtenFormats } from './encode-image.js';
import { defineImageTransform } from './image-stage.js';
import { isImageProblem } from './image-view.js';
import { openImageView } from './open-image-view.js';
import { resampleFilters, resize } from './resample.js';
import { markRestarts } from './restart/mark-restarts.js';
import { defaultMaxPixels, mostSidePixels } from './safe-sharp.js';
const parameters = z.strictObject({
    shorterSide: z.number().int().min(1).max(16_384).describe('Pixels of the shorter side.'),
    longerSide: z
        .number()
        .int()
        .min(1)
        .max(16_384)
        .optional()
        .describe('Most pixels of the longer side; where it would be longer, both sides shrink.'),
    filter: z.enum(resampleFilters).default('lanczos').describe("Pillow's filters, with antialias."),
    format: z
        .enum(['keep', ...writtenFormats])
        .default('keep')
        .describe('Format to write; `keep` writes GIF and TIFF as PNG, and AVIF as JPEG.'),
    quality: z.number().int().min(1).max(100).default(90).describe('Of JPEG and WebP that lose something.'),
    enlarge: z.boolean().default(false).describe('Whether smaller images grow; else they stay as they are.'),
    restartMarks: z
        .boolean()
        .default(true)
        .describe('Whether JPEGs that are written get restart marks, so that a stream decodes a crop alone.'),
});
/** Makes images smaller at build time, so that a stream has less to decode. Boxes are scaled with the image. */
export const resizeImage = defineImageTransform({
    name: 'resize',
    summary: 'Resizes images to a shorter side, as `torchvision.transforms.Resize` does, and writes them again.',
    citation: 'sides as torchvision v2 Resize, resampling as Pillow',
    version: 1,
    parameters,
    transform,
});
async function transform(view, options) {
    const header = await view.header();
    if (isImageProblem(header))
        return drop(header.problem, header.value, header.limit);
    const format = options.format === 'keep' ? writtenFormatOf(header.format) : options.format;
    const sides = resizedSides(header, options);
    const isSame = sides.width === header.width && sides.height === header.height;
    if (isSame && format === header.format)
        return view;
    const [count, longest] = [sides.width * sides.height, Math.max(sides.width, sides.height)];
    if (!isSame && count > defaultMaxPixels)
        return drop('too-many-pixels', count, defaultMaxPixels);
    if (!isSame && longest > mostSidePixels)
        return drop('too-large', longest, mostSidePixels);
    const pixels = await view.pixels();
    if (isImageProblem(pixels))
        return drop(pixels.problem, pixels.value, pixels.limit);
    const resized = isSame ? pixels : resize(pixels, sides.width, sides.height, options.filter);
    const keepsAll = format === 'webp' && isLossless(header.format, view.sample.bytes);
    const encoding = { format, quality: keepsAll ? null : options.quality, fullColour: false };
    try {
        const encoded = await encodeImage(resized, encoding);
        const bytes = (options.restartMarks && format === 'jpeg' ? markRestarts(encoded) : null) ?? encoded;
        const boxes = view.sample.boxes.map((box) => scaled(box, sides.width / header.width, sides.height / header.height));
        return openImageView({ ...view.sample, bytes, format, boxes }, { maxPixels: Number.MAX_SAFE_INTEGER });
    }
    catch {
        return drop('not-encodable', Math.max(sides.width, sides.height), null);
    }
}
/** Size of the resized image: torchvision rounds the longer one down, and shrinks both where it is above its limit. */
export function resizedSides({ width, height }, { shorterSide, longerSide, enlarge }) {
    const from = { shorter: Math.min(width, height), longer: Math.max(width, height) };
    let shorter = shorterSide;
    let longer = Math.floor((shorterSide * from.longer) / from.shorter);
    if (longerSide !== undefined && longer > longerSide) {
        shorter = Math.max(1, Math.floor((longerSide * shorter) / longer));
        longer = longerSide;
    }
    if (shorter >= from.shorter && !enlarge)
        return { width, height };
    return width <= height ? { width: shorter, height: longer } : { width: longer, height: shorter };
}
function scaled({ x, y, width, height, label }, byWidth, byHeight) {
    return { x: x * byWidth, y: y * byHeight, width: width * byWidth, height: height * byHeight, label };
}
//# sourceMappingURL=resize-image.js.map