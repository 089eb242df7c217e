import { MillraceError } from '../../core/errors.js';
import { mergeAnswers } from '../../pipelines/dedup/compared-answers.js';
import { exactKey } from '../../pipelines/dedup/exact.js';
import { imageRemovals } from '../../pipelines/dedup/hamming-removals.js';
import { findDuplicates, keyCollector, readBucket } from '../../pipelines/dedup/key-file.js';
import { isImageProblem } from '../../pipelines/images/image-view.js';
import { openImageView } from '../../pipelines/images/open-image-view.js';
import { imageOfLine } from './answer-line.js';
import { readImage } from './image-trial.js';
/**
 * A stage that compares images, over the files that all lines of input name: `{keep, into, similarity}`, or `{error}` with
 * the word of its problem for one that cannot be compared.
 */
export function imageDedupTrial(stage, parameters) {
    const compare = async (path) => {
        const compared = await stage.comparisonOf(openImageView(await readImage(path)), parameters);
        if (isImageProblem(compared))
            throw new MillraceError('record-invalid', compared.problem, { at: path });
        return compared;
    };
    return {
        answerAll: async (lines) => {
            const images = [];
            for (const line of lines)
                images.push(await imageOfLine(line, compare));
            const { maxDistance } = parameters;
            return mergeAnswers(images, stage.compares === 'keys' ? equalKeys(images) : nearHashes(images, maxDistance ?? 0));
        },
    };
}
function equalKeys(images) {
    const keys = keyCollector();
    for (const [ordinal, image] of images.entries()) {
        if ('item' in image)
            keys.add(exactKey(image.item.key, { normalize: 'none' }), ordinal);
    }
    return findDuplicates([readBucket(keys.finish(), 0, 1)]);
}
function nearHashes(images, maxDistance) {
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
//# sourceMappingURL=image-dedup-trial.js.map