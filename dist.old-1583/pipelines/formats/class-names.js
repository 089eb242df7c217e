import { parseJsonObject } from './json-object.js';
const labelKeys = ['category', 'categories', 'label', 'labels'];
const maxDepth = 4;
/**
 * The names of classes that Hugging Face's `datasets` writes into a Parquet file's footer: those of the label column and
 * of the labels among the boxes.
 * Source: datasets 5.2.0, `features.py`: ClassLabel; key `huggingface`, `info.features`
 */
export function classNames(metadata, columns) {
    const features = featuresOf(metadata);
    const ofLabel = columns.label === undefined ? undefined : namesOf(member(features, columns.label));
    const ofBoxes = columns.boxes === undefined ? undefined : namesWithin(member(features, columns.boxes), 0);
    return {
        apply: (row) => {
            const named = { ...row };
            if (columns.label !== undefined && ofLabel !== undefined) {
                const name = nameOf(row[columns.label], ofLabel);
                if (name === undefined)
                    return undefined;
                named[columns.label] = name;
            }
            if (columns.boxes !== undefined && ofBoxes !== undefined) {
                named[columns.boxes] = nameBoxes(row[columns.boxes], ofBoxes);
            }
            return named;
        },
    };
}
function featuresOf(metadata) {
    const text = metadata.find(({ key }) => key === 'huggingface')?.value;
    const parsed = parseJsonObject(text ?? '');
    return 'row' in parsed ? member(member(parsed.row, 'info'), 'features') : undefined;
}
function member(value, key) {
    return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? value[key]
        : undefined;
}
function namesOf(feature) {
    const names = member(feature, 'names');
    return Array.isArray(names) && names.every((name) => typeof name === 'string') ? names : undefined;
}
/** The names of the first label feature within that of the boxes, which nests lists and structs in several ways. */
function namesWithin(feature, depth) {
    if (typeof feature !== 'object' || feature === null || depth > maxDepth)
        return undefined;
    const own = namesOf(feature);
    if (own !== undefined)
        return own;
    for (const key of ['feature', '0', ...labelKeys]) {
        const found = namesWithin(member(feature, key), depth + 1);
        if (found !== undefined)
            return found;
    }
    return undefined;
}
function nameOf(value, names) {
    if (value === null || value === undefined || value === -1)
        return null;
    return typeof value === 'number' ? names[value] : undefined;
}
/** Labels among boxes; a number without a name is left as it is. */
function nameBoxes(value, names) {
    if (Array.isArray(value))
        return value.map((box) => nameBoxes(box, names));
    if (typeof value !== 'object' || value === null)
        return value;
    const named = { ...value };
    for (const key of labelKeys) {
        const label = named[key];
        if (Array.isArray(label))
            named[key] = label.map((each) => nameOf(each, names) ?? each);
        else if (typeof label === 'number')
            named[key] = nameOf(label, names) ?? label;
    }
    return named;
}
//# sourceMappingURL=class-names.js.map