import { z } from 'zod';
import { adjustBrightness, adjustContrast } from '../kernels/brightness-contrast.js';
import { adjustHue } from '../kernels/hue.js';
import { adjustSaturation } from '../kernels/saturation.js';
import { ends, range, symmetric } from '../parameters.js';
const factor = z.number().min(0).max(100);
const factors = (what) => z
    .union([factor, range(factor, 'Least and greatest.')])
    .default(0)
    .describe(`Factors of ${what}: a for [1 - a, 1 + a], or [least, greatest].`);
const parameters = z.strictObject({
    brightness: factors('brightness'),
    contrast: factors('contrast'),
    saturation: factors('saturation'),
    hue: symmetric(0.5, 'Turns of the hue, of a whole circle: h for [-h, h], or [least, greatest].').default(0),
});
/** Changes brightness, contrast, saturation and hue in random order. */
export const colorJitter = {
    name: 'color-jitter',
    summary: 'Changes brightness, contrast, saturation and hue, in random order.',
    citation: 'torchvision.transforms.v2.ColorJitter',
    parameters,
    apply: ({ pixels, boxes }, parameters, draws) => {
        const order = drawOrder(4, draws);
        const changes = drawChanges(parameters, draws);
        return { pixels: order.reduce((changed, index) => changes[index]?.(changed) ?? changed, pixels), boxes };
    },
};
function drawChanges({ brightness, contrast, saturation, hue }, draws) {
    const turn = draws.uniform(...ends(hue));
    return [
        drawChange(adjustBrightness, brightness, draws),
        drawChange(adjustContrast, contrast, draws),
        drawChange(adjustSaturation, saturation, draws),
        turn === 0 ? null : (pixels) => adjustHue(pixels, turn),
    ];
}
function drawChange(adjust, given, draws) {
    const [least, greatest] = typeof given === 'number' ? [Math.max(0, 1 - given), 1 + given] : given;
    const factor = draws.uniform(least, greatest);
    return factor === 1 ? null : (pixels) => adjust(pixels, factor);
}
/** The numbers below `count`, shuffled (Fisher and Yates). */
function drawOrder(count, draws) {
    const order = Array.from({ length: count }, (_, i) => i);
    for (let i = count - 1; i > 0; i--) {
        const j = draws.integer(0, i + 1);
        [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
    }
    return order;
}
//# sourceMappingURL=color-jitter.js.map