import { z } from 'zod';
import type { Pixels } from '../../../core/pixels.ts';
import type { AugmentationDefinition, Draws } from '../augmentation.ts';
import { adjustBrightness, adjustContrast } from '../kernels/brightness-contrast.ts';
import { adjustHue } from '../kernels/hue.ts';
import { adjustSaturation } from '../kernels/saturation.ts';
import { ends, range, symmetric } from '../parameters.ts';

const factor = z.number().min(0).max(100);
const factors = (what: string) =>
  z
    .union([factor, range(factor, 'Least and greatest.')])
    .default(0)
    .describe(`Factors of ${what}: a for [1 - a, 1 + a], or [least, greatest].`);
const parameters = z.strictObject({
  brightness: factors('brightness'),
  contrast: factors('contrast'),
  saturation: factors('saturation'),
  hue: symmetric(0.5, 'Turns of the hue, of a whole circle: h for [-h, h], or [least, greatest].').default(0),
});
type Parameters = z.infer<typeof parameters>;

/** Changes brightness, contrast, saturation and hue in random order. */
export const colorJitter: AugmentationDefinition<Parameters> = {
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

function drawChanges({ brightness, contrast, saturation, hue }: Parameters, draws: Draws) {
  const turn = draws.uniform(...ends(hue));
  return [
    drawChange(adjustBrightness, brightness, draws),
    drawChange(adjustContrast, contrast, draws),
    drawChange(adjustSaturation, saturation, draws),
    turn === 0 ? null : (pixels: Pixels) => adjustHue(pixels, turn),
  ];
}

function drawChange(
  adjust: (pixels: Pixels, factor: number) => Pixels,
  given: number | readonly [number, number],
  draws: Draws,
): ((pixels: Pixels) => Pixels) | null {
  const [least, greatest] = typeof given === 'number' ? [Math.max(0, 1 - given), 1 + given] : given;
  const factor = draws.uniform(least, greatest);
  return factor === 1 ? null : (pixels) => adjust(pixels, factor);
}

/** The numbers below `count`, shuffled (Fisher and Yates). */
function drawOrder(count: number, draws: Draws): readonly number[] {
  const order = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = draws.integer(0, i + 1);
    [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
  }
  return order;
}
