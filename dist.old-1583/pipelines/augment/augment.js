import { openDraws, operationKey } from './draws.js';
import { augmentationOf, batchAugmentationOf } from './registry.js';
/**
 * Does `steps` in order to an image, each with draws of its own: the result is a function of (steps, image, key) alone.
 * Steps on batches are left out. Answers with a promise only where a step needs one (`jpeg`).
 * Throws for a name that is no augmentation; parameters are those that the recipe's schema gives.
 */
export function augment(steps, image, key) {
    let current = image;
    for (let index = key.from ?? 0; index < steps.length; index++) {
        const step = steps[index];
        const definition = step === undefined ? undefined : augmentationOf(step.name);
        if (step === undefined || definition === undefined)
            continue;
        const next = definition.apply(current, step.parameters, openDraws(key, operationKey(index, step.name)));
        if (next instanceof Promise)
            return next.then((done) => augment(steps, done, { ...key, from: index + 1 }));
        current = next;
    }
    return current;
}
/**
 * A batch with the batch steps of `steps` done to it: of several, each batch takes one by chance, as torchvision's
 * `RandomChoice([MixUp(), CutMix()])` does. Partners are the batch turned by one. Without such a step the batch is given
 * back as it is. Throws for a name that is no augmentation.
 */
export function mixBatch(steps, batch, { seed, epoch, batch: number }) {
    const choices = steps.flatMap(({ name, parameters }) => {
        const definition = batchAugmentationOf(name);
        return definition === undefined ? [] : [{ definition, parameters }];
    });
    const key = { seed, epoch, recordId: `batch ${number}` };
    const chosen = choices.length > 1 ? openDraws(key, 'choice').integer(0, choices.length) : 0;
    const choice = choices[chosen];
    if (choice === undefined)
        return batch;
    const { definition, parameters } = choice;
    return definition.apply(batch, parameters, openDraws(key, operationKey(chosen, definition.name)));
}
/** True where some step mixes batches, so that labels are soft. */
export function mixesBatches(steps) {
    return steps.some(({ name }) => batchAugmentationOf(name) !== undefined);
}
//# sourceMappingURL=augment.js.map