/**
 * Images cut into square patches: `pixels` [samples, height, width, 3] gives [samples·patches, patch·patch·3], the patches
 * of an image from left to right and from top to bottom, a patch's pixels in the same order.
 */
export function patchesOf({ tf }, pixels, { samples, width, height, patch }) {
    const across = width / patch;
    const rows = samples * (height / patch);
    const bands = pixels.reshape([rows, patch, across, patch * 3]);
    return tf.transpose(bands, [0, 2, 1, 3]).reshape([rows * across, patch * patch * 3]);
}
//# sourceMappingURL=patches.js.map