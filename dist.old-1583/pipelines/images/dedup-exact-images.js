import { createHash } from 'node:crypto';
import { z } from 'zod';
import { defineImageDedup } from './image-stage.js';
import { isImageProblem } from './image-view.js';
/** Merges images of equal pixels into the first of them, whatever their files. */
export const dedupExactImages = defineImageDedup({
    name: 'dedup-exact',
    summary: 'Merges images of equal sides and pixels into the first of them, in whatever format they are.',
    version: 1,
    parameters: z.strictObject({}),
    compares: 'keys',
    comparisonOf: async (view) => {
        const pixels = await view.pixels();
        if (isImageProblem(pixels))
            return pixels;
        const { width, height, data } = pixels;
        const key = createHash('sha256').update(`${width}×${height}:`).update(data).digest('hex');
        return { key, hash: null };
    },
});
//# sourceMappingURL=dedup-exact-images.js.map