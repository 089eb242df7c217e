import { augmentFile } from '../../pipelines/augment/augment-file.ts';
import { openCropDecoder } from '../../pipelines/images/crop-decoder.ts';
import { encodeImage } from '../../pipelines/images/encode-image.ts';
import { pixelSignals } from '../../pipelines/images/signals.ts';
import type { AugmentSettings } from '../../recipes/augment-schema.ts';
import type { BuildImage } from '../../shards/image-records.ts';
import type { StoredImage } from '../../shards/images.ts';
import { copyId } from './copy-id.ts';
import { signalsOf } from './image-signals.ts';

const lossless = { format: 'png', quality: null, fullColour: true } as const;

/**
 * Makes the augmented copies of an image: copy `n` is what the stream makes of it in epoch `n`, with the same seed and
 * operations. Copies are PNG, so that their pixels are those. Memory: a decoded image and one copy.
 */
export function openAugmentedCopies(
  { copies, seed, operations }: AugmentSettings,
  namedIds: boolean,
): (image: BuildImage) => AsyncGenerator<StoredImage> {
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
