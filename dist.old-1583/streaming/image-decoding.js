/**
 * Opens what a reader thread does with each image: decodes it, does `steps` to it, and where it then has other sides
 * than `size` scales it to cover them and cuts it at its centre. As much of that as can be is done while decoding.
 * Rejects or throws for bytes that cannot be decoded.
 */
export async function openImageDecoding(decoder, steps, seed, size) {
    if (steps.length > 0) {
        // Operations take a while to load, which a stream without any need not wait for.
        const { augmentationOf } = await import('../pipelines/augment/registry.js');
        const { openAugmentedDecoding } = await import('./augmented-decoding.js');
        // Steps on whole batches alone leave each image as it is.
        if (steps.some(({ name }) => augmentationOf(name) !== undefined))
            return openAugmentedDecoding(decoder, steps, seed, size);
    }
    return (bytes, image, out) => decoder.decodeCrop(bytes, coveringBox(image, size), size, 'bilinear', false, out);
}
/** The largest part of an image in the middle of it that has the proportions of `size`, to the pixel. */
export function coveringBox({ width, height }, size) {
    const scale = Math.min(width / size.width, height / size.height);
    const inner = { width: sideOf(size.width * scale, width), height: sideOf(size.height * scale, height) };
    return { x: Math.floor((width - inner.width) / 2), y: Math.floor((height - inner.height) / 2), ...inner };
}
function sideOf(length, most) {
    return Math.min(most, Math.max(1, Math.round(length)));
}
//# sourceMappingURL=image-decoding.js.map