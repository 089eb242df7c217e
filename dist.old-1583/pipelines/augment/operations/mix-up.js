import { z } from 'zod';
import { mixLabels, mixPixels } from '../batch-mixing.js';
import { drawDirichlet } from '../gamma.js';
import { alpha } from '../parameters.js';
const parameters = z.strictObject({ alpha: alpha('Of the Beta distribution that the shares are drawn from.') });
/** Lays each image of a batch over the one before, and their labels alike. */
export const mixUp = {
    name: 'mix-up',
    summary: 'Lays each image of a batch over the one before, by a share drawn for the batch, and their labels alike.',
    citation: 'torchvision.transforms.v2.MixUp; Zhang et al., mixup, 2017, arXiv:1710.09412',
    parameters,
    apply: (batch, { alpha }, draws) => {
        const [share = 1] = drawDirichlet(alpha, 2, draws);
        return { ...batch, pixels: mixPixels(batch, share), labels: mixLabels(batch.labels, batch.classes, share) };
    },
};
//# sourceMappingURL=mix-up.js.map