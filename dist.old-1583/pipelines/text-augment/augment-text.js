import { openDraws, operationKey } from '../augment/draws.js';
import { textAugmentationOf } from './registry.js';
/**
 * Does `steps` in order to a text, each with draws of its own: the result is a function of (steps, text, key) alone.
 * Throws for a name that is no augmentation of texts, and what a program that is asked fails with.
 */
export async function augmentText(steps, text, key) {
    let current = text;
    for (const [index, { name, parameters }] of steps.entries()) {
        const draws = openDraws(key, operationKey(index, name));
        current = await textAugmentationOf(name).apply(current, parameters, draws);
    }
    return current;
}
//# sourceMappingURL=augment-text.js.map