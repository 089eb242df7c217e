import { z } from 'zod';
import { resampleFilters } from '../images/resample-weights.js';
// Parameters that several operations have, with torchvision's bounds and a bound on memory where it has none.
const side = z.int().min(1).max(4096);
/** A number is both sides; two are height and width, as in torchvision. */
export const size = z.union([side, z.tuple([side, side])]);
/** Width and height of a `size`. */
export function sizeOf(given) {
    return typeof given === 'number' ? { width: given, height: given } : { width: given[1], height: given[0] };
}
/** The probability of being applied. */
export function probability(standard) {
    return z.number().min(0).max(1).default(standard).describe('Probability of being applied.');
}
/** Least and greatest of what is drawn evenly. */
export function range(schema, description) {
    return z
        .tuple([schema, schema])
        .refine(([least, greatest]) => least <= greatest, {
        error: ({ input }) => `expected the smaller number first, found ${JSON.stringify(input)}`,
    })
        .describe(description);
}
/** A number a stands for [-a, a]. */
export function symmetric(bound, description) {
    const number = z.number().min(-bound).max(bound);
    return z.union([z.number().min(0).max(bound), range(number, description)]).describe(description);
}
/** Both ends of a {@link symmetric} parameter. */
export function ends(given) {
    return typeof given === 'number' ? [-given, given] : given;
}
const level = z.number().min(0).max(255);
/** Grey, or red, green and blue, in [0, 255]. */
export const colour = z.union([level, z.tuple([level, level, level])]);
/** Red, green and blue of a colour. */
export function rgb(given) {
    return typeof given === 'number' ? [given, given, given] : given;
}
const outside = 'Colour where no pixel of the image lies: grey, or [red, green, blue]';
export const fill = colour.default(0).describe(`${outside}.`);
/** For policies, whose `fill` is null in torchvision. */
export const policyFill = colour.nullable().default(null).describe(`${outside}; null is black.`);
/** How a pixel is read between the image's own. */
export function warpInterpolation(standard) {
    return z
        .enum(['nearest', 'bilinear'])
        .default(standard)
        .describe("How pixels are read from between the image's own.");
}
export const filter = z
    .enum(resampleFilters)
    .default('bilinear')
    .describe("Pillow's filter of that name, widened where the image shrinks (`antialias`).");
export function alpha(description) {
    return z.number().positive().max(1000).default(1).describe(description);
}
export const bins = z
    .int()
    .min(2)
    .max(1000)
    .default(31)
    .describe('Steps from no strength to the greatest (`num_magnitude_bins`).');
/** A {@link Warp} as the kernels take it. */
export function warpOptions({ interpolation, fill }) {
    return { interpolation, fill: fill === null ? null : rgb(fill) };
}
//# sourceMappingURL=parameters.js.map