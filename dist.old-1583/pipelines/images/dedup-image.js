import { z } from 'zod';
import { mostDistance } from '../dedup/hamming-index.js';
import { defineImageDedup } from './image-stage.js';
import { isImageProblem } from './image-view.js';
import { differenceHash, frequencyHash } from './perceptual-hash.js';
const parameters = z.strictObject({
    hash: z
        .enum(['dhash', 'phash'])
        .default('dhash')
        .describe('`dhash` compares neighbouring pixels of 9 × 8; `phash` the low frequencies of 32 × 32.'),
    maxDistance: z
        .number()
        .int()
        .min(0)
        .max(mostDistance)
        .default(4)
        .describe('Bits of 64 in which two images may differ and still be duplicates.'),
});
/**
 * Merges images that look alike into the first of them: equal ones, scaled ones, ones compressed again. Plain pages
 * all look alike; drop them before. Not found: crops, turned and mirrored ones.
 */
export const dedupImage = defineImageDedup({
    name: 'dedup-image',
    summary: 'Merges images whose perceptual hashes differ in few bits into the first of them.',
    citation: 'dHash and pHash as the Python package imagehash 4.3 computes them',
    version: 1,
    parameters,
    compares: 'hashes',
    comparisonOf: async (view, { hash }) => {
        const pixels = await view.pixels();
        if (isImageProblem(pixels))
            return pixels;
        const bits = hash === 'dhash' ? differenceHash(pixels) : frequencyHash(pixels);
        return { key: bits.toString(16).padStart(16, '0'), hash: bits };
    },
});
//# sourceMappingURL=dedup-image.js.map