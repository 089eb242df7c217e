import { z } from 'zod';
import { defineImageTransform } from './image-stage.js';
import { isImageProblem } from './image-view.js';
import { openImageView } from './open-image-view.js';
import { markRestarts } from './restart/mark-restarts.js';
/** Gives JPEGs restart marks without loss, so that a stream decodes only the part of an image that a crop shows. */
export const markImageRestarts = defineImageTransform({
    name: 'restart-marks',
    summary: 'Gives baseline JPEGs restart marks, without loss, so that a crop decodes its part alone.',
    version: 1,
    parameters: z.strictObject({}),
    transform: async (view) => {
        // An image that has too many pixels, or cannot be decoded, has its fate elsewhere and is not worth the work.
        if (isImageProblem(await view.pixels()))
            return view;
        const bytes = view.sample.format === 'jpeg' ? markRestarts(view.sample.bytes) : null;
        return bytes === null ? view : openImageView({ ...view.sample, bytes }, { sameAs: view });
    },
});
//# sourceMappingURL=mark-image-restarts.js.map