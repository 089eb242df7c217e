import { augmentFile } from '../pipelines/augment/augment-file.js';
import { fusedCrop } from '../pipelines/augment/fused-crop.js';
import { augmentationOf } from '../pipelines/augment/registry.js';
import { openResampler } from '../pipelines/images/resample.js';
import { coveringBox } from './image-decoding.js';
/** As `openImageDecoding`, for steps of which there are some. Steps on whole batches are left to the trainer. */
export function openAugmentedDecoding(decoder, steps, seed, size) {
    const resampler = openResampler();
    const end = steps.findLastIndex(({ name }) => augmentationOf(name) !== undefined) + 1;
    const stepByStep = async (bytes, image, key, out) => {
        const file = { bytes, width: image.width, height: image.height, boxes: [] };
        const { pixels } = await augmentFile(decoder, file, steps, key);
        if (equalSizes(pixels, size))
            out.set(pixels.data);
        else
            resampler.resample(pixels, coveringBox(pixels, size), size, 'bilinear', false, out);
    };
    return (bytes, image, out) => {
        const key = { seed, recordId: image.id, epoch: image.epoch };
        const fused = fusedCrop(steps, image, key);
        if (fused === null || fused.next < end || !equalSizes(fused.size, size))
            return stepByStep(bytes, image, key, out);
        return decoder.decodeCrop(bytes, fused.box, size, fused.filter, fused.flip, out);
    };
}
function equalSizes(a, b) {
    return a.width === b.width && a.height === b.height;
}
//# sourceMappingURL=augmented-decoding.js.map