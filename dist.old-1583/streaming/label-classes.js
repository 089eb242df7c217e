import { byCodeUnit } from '../core/code-unit-order.js';
import { MillraceError } from '../core/errors.js';
/** More distinct labels than this are no classes but, it is to be feared, texts or ids. */
const maxClasses = 10_000;
/** The classes that `given` says, labels by class. Throws MillraceError `label-twice` (usage). */
export function classesOf(given) {
    const classes = Object.keys(given).sort(byCodeUnit);
    const classOfLabel = new Map();
    for (const [place, name] of classes.entries()) {
        for (const label of given[name] ?? []) {
            if (classOfLabel.has(label))
                throw labelTwice(label);
            classOfLabel.set(label, place);
        }
    }
    return { classes, classOfLabel };
}
/**
 * Each distinct label as a class of its own; null is none. `things` are what has the labels, for an error.
 * Throws MillraceError `too-many-classes` (usage).
 */
export async function distinctLabels(groups, things) {
    const found = new Set();
    for await (const labels of groups) {
        for (const label of labels)
            if (label !== null)
                found.add(label);
        if (found.size > maxClasses) {
            throw new MillraceError('too-many-classes', `the ${things} have more than ${maxClasses} labels`, {
                kind: 'usage',
                hint: 'say which labels make which class',
            });
        }
    }
    return Object.fromEntries([...found].map((label) => [label, [label]]));
}
function labelTwice(label) {
    return new MillraceError('label-twice', `the label ${JSON.stringify(label)} is in two classes`, {
        kind: 'usage',
        hint: 'each label belongs to one class',
    });
}
//# sourceMappingURL=label-classes.js.map