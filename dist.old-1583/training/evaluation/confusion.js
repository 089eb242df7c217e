import { MillraceError } from '../../core/errors.js';
export function emptyConfusion(classes) {
    return { classes, counts: new Float64Array(classes.length ** 2) };
}
/**
 * Counts predictions, places in `classes`. A label of −1 is of no class and not counted.
 * Throws MillraceError `bad-prediction` for any other place that is no class.
 */
export function countPredictions(confusion, labels, predicted) {
    const { classes, counts } = confusion;
    const isClass = (place) => Number.isInteger(place) && place >= 0 && place < classes.length;
    for (let index = 0; index < labels.length; index += 1) {
        const label = labels[index] ?? -1;
        const prediction = predicted[index] ?? -1;
        if (label === -1)
            continue;
        if (!isClass(label) || !isClass(prediction)) {
            throw new MillraceError('bad-prediction', `class ${prediction} for ${label}; there are ${classes.length} classes`);
        }
        const place = label * classes.length + prediction;
        counts[place] = (counts[place] ?? 0) + 1;
    }
}
/** The class with the highest of a sample's logits [samples × classes]; of equal ones the first. */
export function highestClasses(logits, classes) {
    return Int32Array.from({ length: Math.floor(logits.length / classes) }, (_, sample) => {
        const row = logits.subarray(sample * classes, (sample + 1) * classes);
        let best = 0;
        for (let index = 1; index < classes; index += 1)
            if ((row[index] ?? 0) > (row[best] ?? 0))
                best = index;
        return best;
    });
}
//# sourceMappingURL=confusion.js.map