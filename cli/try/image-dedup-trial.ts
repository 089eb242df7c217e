import { MillraceError } from '../../core/errors.ts';
import { type Compared, mergeAnswers } from '../../pipelines/dedup/compared-answers.ts';
import { exactKey } from '../../pipelines/dedup/exact.ts';
import { imageRemovals } from '../../pipelines/dedup/hamming-removals.ts';
import { findDuplicates, keyCollector, readBucket } from '../../pipelines/dedup/key-file.ts';
import type { Removal } from '../../pipelines/dedup/removal.ts';
import type { ImageComparison, ImageDedup } from '../../pipelines/images/image-stage.ts';
import { isImageProblem } from '../../pipelines/images/image-view.ts';
import { openImageView } from '../../pipelines/images/open-image-view.ts';
import { type ComparingTrial, imageOfLine } from './answer-line.ts';
import { readImage } from './image-trial.ts';

/**
 * A stage that compares images, over the files that all lines of input name: `{keep, into, similarity}`, or `{error}` with
 * the word of its problem for one that cannot be compared.
 */
export function imageDedupTrial(stage: ImageDedup<unknown>, parameters: unknown): ComparingTrial {
  const compare = async (path: string): Promise<ImageComparison> => {
    const compared = await stage.comparisonOf(openImageView(await readImage(path)), parameters);
    if (isImageProblem(compared)) throw new MillraceError('record-invalid', compared.problem, { at: path });
    return compared;
  };
  return {
    answerAll: async (lines) => {
      const images: Compared<ImageComparison>[] = [];
      for (const line of lines) images.push(await imageOfLine(line, compare));
      const { maxDistance } = parameters as { readonly maxDistance?: number };
      return mergeAnswers(images, stage.compares === 'keys' ? equalKeys(images) : nearHashes(images, maxDistance ?? 0));
    },
  };
}

function equalKeys(images: readonly Compared<ImageComparison>[]): readonly Removal[] {
  const keys = keyCollector();
  for (const [ordinal, image] of images.entries()) {
    if ('item' in image) keys.add(exactKey(image.item.key, { normalize: 'none' }), ordinal);
  }
  return findDuplicates([readBucket(keys.finish(), 0, 1)]);
}

function nearHashes(images: readonly Compared<ImageComparison>[], maxDistance: number): readonly Removal[] {
  const ordinals = images.flatMap((image, ordinal) => ('item' in image ? [ordinal] : []));
  const hashes = images.flatMap((image) => ('item' in image ? [image.item.hash ?? 0n] : []));
  return imageRemovals(BigUint64Array.from(hashes), maxDistance).map(({ document, into, similarity }) => ({
    partition: 0,
    ordinal: ordinals[document] ?? 0,
    intoPartition: 0,
    intoOrdinal: ordinals[into] ?? 0,
    similarity,
  }));
}
