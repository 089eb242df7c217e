import { augment } from './augment.js';
import { fusedBoxes, fusedCrop } from './fused-crop.js';
/**
 * Decodes an image file and does `steps` to it; where they begin with a cut, no more than that is decoded.
 * Rejects for bytes that cannot be decoded.
 */
export async function augmentFile(decoder, file, steps, key) {
    const fused = fusedCrop(steps, file, key);
    if (fused === null)
        return augment(steps, { pixels: await decoder.decode(file.bytes), boxes: file.boxes }, key);
    const cut = { pixels: await decodeFused(decoder, file.bytes, fused), boxes: fusedBoxes(file.boxes, fused) };
    return augment(steps, cut, { ...key, from: fused.next });
}
async function decodeFused(decoder, bytes, { box, size, filter, flip }) {
    const data = new Uint8Array(3 * size.width * size.height);
    await decoder.decodeCrop(bytes, box, size, filter, flip, data);
    return { data, ...size };
}
//# sourceMappingURL=augment-file.js.map