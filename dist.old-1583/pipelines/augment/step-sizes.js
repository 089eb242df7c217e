import { augmentationOf } from './registry.js';
/** The size that images have after `steps`, whatever theirs was; null where it hangs on theirs. */
export function outputSize(steps) {
    return steps.reduce((size, { name, parameters }) => {
        const after = augmentationOf(name)?.outputSize;
        return after === undefined ? size : after(parameters);
    }, null);
}
/** The step after which images have sides that hang on their own; null where there is none, or a later one makes them equal. */
export function varyingStep(steps) {
    if (outputSize(steps) !== null)
        return null;
    return steps.findLast(({ name }) => augmentationOf(name)?.outputSize !== undefined)?.name ?? null;
}
/**
 * What is done to an image where a model is judged: `resize` and `center-crop` stay; `random-crop` becomes a
 * `center-crop` of its size; `random-resized-crop` becomes `resize` and `center-crop` to its size, the shorter side of
 * the image to the longer of the crop, so that all of a square picture is seen; everything else is left out.
 */
export function evaluationSteps(steps) {
    return steps.flatMap(({ name, parameters }) => augmentationOf(name)?.atEvaluation?.(parameters) ?? []);
}
//# sourceMappingURL=step-sizes.js.map