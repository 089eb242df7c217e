import { z } from 'zod';
import { tilt } from '../geometry.js';
import { fill, probability, warpInterpolation } from '../parameters.js';
const parameters = z.strictObject({
    distortion: z
        .number()
        .min(0)
        .max(1)
        .default(0.5)
        .describe('How far corners move at most, as a share of half the image (`distortion_scale`).'),
    p: probability(0.5),
    interpolation: warpInterpolation('bilinear'),
    fill,
});
/** Shows the image as from the side. */
export const randomPerspective = {
    name: 'random-perspective',
    summary: 'Moves the four corners inwards, as if the image were seen from the side.',
    citation: 'torchvision.transforms.v2.RandomPerspective',
    parameters,
    apply: (image, { distortion, p, ...warp }, draws) => {
        if (draws.unit() >= p)
            return image;
        const { width, height } = image.pixels;
        const start = [
            { x: 0, y: 0 },
            { x: width - 1, y: 0 },
            { x: width - 1, y: height - 1 },
            { x: 0, y: height - 1 },
        ];
        return tilt(image, start, drawCorners({ width, height }, distortion, draws), warp);
    },
};
/** Where the corners of an image of that size go. */
export function drawCorners({ width, height }, distortion, draws) {
    const farX = Math.trunc(distortion * Math.floor(width / 2)) + 1;
    const farY = Math.trunc(distortion * Math.floor(height / 2)) + 1;
    const left = () => draws.integer(0, farX);
    const right = () => draws.integer(width - farX, width);
    const top = () => draws.integer(0, farY);
    const bottom = () => draws.integer(height - farY, height);
    return [
        { x: left(), y: top() },
        { x: right(), y: top() },
        { x: right(), y: bottom() },
        { x: left(), y: bottom() },
    ];
}
//# sourceMappingURL=random-perspective.js.map