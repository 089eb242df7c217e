import { z } from 'zod';
import { MillraceError } from '../../core/errors.js';
/** Keys of every objective that tells classes. */
export const classKeys = {
    classes: z
        .record(z.string(), z.array(z.string()).min(1))
        .optional()
        .describe('Classes by name, each with the labels that it takes together; by default each label is a class.'),
    labelSmoothing: z
        .number()
        .min(0)
        .lt(1)
        .default(0)
        .describe('Share of each target that is spread over all classes in training; in evaluation none is.'),
};
/** Throws MillraceError `too-few-classes` (usage) where there is nothing to tell apart. */
export function checkClasses(classes, things) {
    if (classes.length >= 2)
        return;
    throw new MillraceError('too-few-classes', `expected ${things} of two or more classes, found ${classes.length}`, {
        kind: 'usage',
    });
}
//# sourceMappingURL=class-keys.js.map