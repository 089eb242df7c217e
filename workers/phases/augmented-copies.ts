import { augment } from '../../pipelines/augment/augment.ts';
import { isImageProblem } from '../../pipelines/images/image-view.ts';
import { openImageView } from '../../pipelines/images/open-image-view.ts';
import { encodeImage } from '../../pipelines/images/encode-image.ts';
import { pixelSignals } from '../../pipelines/images/signals.ts';
import type { AugmentSettings } from '../../recipes/augment-schema.ts';
import type { BuildImage } from '../../shards/image-records.ts';
import type { StoredImage } from '../../shards/images.ts';
import { signalsOf } from './image-signals.ts';

const lossless = { format: 'png', quality: null, fullColour: true } as const;

/** The id of a record's copy, from 0. */
function copyId(id: string, copy: number): string {
  return `${id}~${copy}`;
}

/**
 * Makes the augmented copies of an image: copy `n` is what the stream makes of it in epoch `n`, with the same seed and
 * operations. Copies are PNG, so that their pixels are those. Memory: a decoded image and one copy.
 */
export function openAugmentedCopies(
  { copies, seed, operations }: AugmentSettings,
  decodes: { readonly maxPixels?: number },
): (image: BuildImage) => AsyncGenerator<StoredImage> {
  return async function* copiesOf(image) {
    const pixels = await openImageView(image, decodes).pixels();
    if (isImageProblem(pixels)) throw new RangeError(`Expected image ${image.id} to be decoded again: ${pixels.problem}`);
    const { bytes: _, signals: __, format: ___, ...rest } = image;
    for (let copy = 0; copy < copies; copy++) {
      const key = { seed, recordId: image.id, epoch: copy };
      const augmented = await augment(operations, { pixels, boxes: image.boxes }, key);
      const { width, height, ...measured } = pixelSignals(augmented.pixels);
      const { captionCharacters, captionLanguage } = signalsOf(image);
      yield {
        ...rest,
        id: copyId(image.id, copy),
        boxes: augmented.boxes,
        image: await encodeImage(augmented.pixels, lossless),
        format: 'png',
        width,
        height,
        parent: image.id,
        signals: { ...measured, captionCharacters, captionLanguage, textSimilarity: null },
      };
    }
  };
}
