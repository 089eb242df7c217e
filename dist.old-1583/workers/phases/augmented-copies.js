import { augmentFile } from '../../pipelines/augment/augment-file.js';
import { openCropDecoder } from '../../pipelines/images/crop-decoder.js';
import { encodeImage } from '../../pipelines/images/encode-image.js';
import { pixelSignals } from '../../pipelines/images/signals.js';
import { copyId } from './copy-id.js';
import { signalsOf } from './image-signals.js';
const lossless = { format: 'png', quality: null, fullColour: true };
/**
 * Makes the augmented copies of an image: copy `n` is what the stream makes of it in epoch `n`, with the same seed and
 * operations. Copies are PNG, so that their pixels are those. Memory: a decoded image and one copy.
 */
export function openAugmentedCopies({ copies, seed, operations }, namedIds) {
    const decoder = openCropDecoder();
    return async function* copiesOf(image) {
        const { bytes, signals: _, ...rest } = image;
        const { width, height, captionCharacters, captionLanguage } = signalsOf(image);
        for (let copy = 0; copy < copies; copy++) {
            const key = { seed, recordId: image.id, epoch: copy };
            const file = { bytes, width, height, boxes: image.boxes };
            const { pixels, boxes } = await augmentFile(decoder, file, operations, key);
            const { width: copyWidth, height: copyHeight, ...measured } = pixelSignals(pixels);
            yield {
                ...rest,
                id: copyId(image.id, copy, namedIds),
                boxes,
                image: await encodeImage(pixels, lossless),
                format: 'png',
                width: copyWidth,
                height: copyHeight,
                parent: image.id,
                signals: { ...measured, captionCharacters, captionLanguage, textSimilarity: null },
            };
        }
    };
}
//# sourceMappingURL=augmented-copies.js.map