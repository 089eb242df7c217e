import { imageSteps } from './augment-flag.js';
/** From -1 to 1: what a float is by default in a train run too. */
const half = [0.5, 0.5, 0.5];
/** What these options ask of a stream. Throws MillraceError `bad-augment` (usage). */
export async function imageOptions({ size, augment, layout, float = false, }) {
    return {
        ...(size === undefined ? {} : { size }),
        ...(augment === undefined ? {} : { augment: await imageSteps(augment) }),
        ...(layout === undefined ? {} : { layout }),
        ...(float ? { normalize: { mean: half, deviation: half } } : {}),
    };
}
//# sourceMappingURL=image-flags.js.map