import { z } from 'zod';
import { mixLabels, pastePatch } from '../batch-mixing.js';
import { drawDirichlet } from '../gamma.js';
import { alpha } from '../parameters.js';
const parameters = z.strictObject({ alpha: alpha("Of the Beta distribution that the patch's share is drawn from.") });
/** Pastes a patch of the image before into each image of a batch; labels are mixed by area. */
export const cutMix = {
    name: 'cut-mix',
    summary: 'Pastes a patch of the image before into each image of a batch, and mixes their labels by its area.',
    citation: 'torchvision.transforms.v2.CutMix; Yun et al., CutMix, ICCV 2019, arXiv:1905.04899',
    parameters,
    apply: (batch, { alpha }, draws) => {
        const patch = drawPatch(batch, alpha, draws);
        const area = (patch.right - patch.left) * (patch.bottom - patch.top);
        const share = 1 - area / (batch.width * batch.height);
        return { ...batch, pixels: pastePatch(batch, patch), labels: mixLabels(batch.labels, batch.classes, share) };
    },
};
/** The patch of images of that size. */
export function drawPatch({ width, height }, alpha, draws) {
    const [share = 1] = drawDirichlet(alpha, 2, draws);
    const x = draws.integer(0, width);
    const y = draws.integer(0, height);
    const radius = 0.5 * Math.sqrt(1 - share);
    const halfWidth = Math.floor(radius * width);
    const halfHeight = Math.floor(radius * height);
    return {
        left: Math.max(0, x - halfWidth),
        top: Math.max(0, y - halfHeight),
        right: Math.min(width, x + halfWidth),
        bottom: Math.min(height, y + halfHeight),
    };
}
//# sourceMappingURL=cut-mix.js.map