import { z } from 'zod';
import { range } from '../parameters.js';
const quality = z.int().min(1).max(100);
const parameters = z.strictObject({
    quality: z
        .union([quality, range(quality, 'Least and greatest.')])
        .describe('JPEG quality: one, or [least, greatest].'),
});
/** Writes as JPEG and reads it again. */
export const jpeg = {
    name: 'jpeg',
    summary: 'Leaves the artefacts of JPEG of a random quality.',
    citation: 'torchvision.transforms.v2.JPEG',
    parameters,
    apply: async ({ pixels, boxes }, { quality }, draws) => {
        const [least, greatest] = typeof quality === 'number' ? [quality, quality] : quality;
        // sharp takes long to load, and a recipe that is only read needs none of it.
        const { jpegArtefacts } = await import('../kernels/jpeg-artefacts.js');
        return { pixels: await jpegArtefacts(pixels, draws.integer(least, greatest + 1)), boxes };
    },
};
//# sourceMappingURL=jpeg.js.map