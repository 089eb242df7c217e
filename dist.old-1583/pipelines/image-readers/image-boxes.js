const maxBoxes = 10_000;
const labelKeys = ['label', 'category', 'category_id'];
const listLabelKeys = ['label', 'labels', 'category', 'categories'];
/**
 * Boxes as data sets write them: a list of `{x, y, width, height, label}`, of COCO's `[x, y, width, height]` or
 * `{bbox, category_id}`, or Hugging Face's `{bbox: [[…]], category: […]}`; none of null. Undefined for anything else:
 * numbers that are not finite, negative sides, more than 10,000 boxes.
 * Source: https://cocodataset.org/#format-data
 */
export function readBoxes(value) {
    if (value === null || value === undefined)
        return [];
    const listed = Array.isArray(value) ? value : ofLists(value);
    if (listed === undefined || listed.length > maxBoxes)
        return undefined;
    const boxes = [];
    for (const each of listed) {
        const box = readBox(each);
        if (box === undefined)
            return undefined;
        boxes.push(box);
    }
    return boxes;
}
function readBox(value) {
    if (Array.isArray(value))
        return boxOf(value, null);
    if (typeof value !== 'object' || value === null)
        return undefined;
    const row = value;
    const sides = Array.isArray(row['bbox']) ? row['bbox'] : [row['x'], row['y'], row['width'], row['height']];
    return boxOf(sides, firstOf(row, labelKeys));
}
function boxOf(sides, label) {
    const [x, y, width, height] = sides;
    if (sides.length !== 4 || !isNumber(x) || !isNumber(y) || !isNumber(width) || !isNumber(height))
        return undefined;
    if (width < 0 || height < 0)
        return undefined;
    const text = labelText(label);
    return text === undefined ? undefined : { x, y, width, height, label: text };
}
/** Columns of equal length to rows. */
function ofLists(value) {
    if (typeof value !== 'object' || value === null)
        return undefined;
    const row = value;
    const [boxes, labels] = [row['bbox'] ?? row['boxes'], firstOf(row, listLabelKeys)];
    if (!Array.isArray(boxes))
        return undefined;
    if (labels === null)
        return boxes;
    if (!Array.isArray(labels) || labels.length !== boxes.length)
        return undefined;
    return boxes.map((bbox, index) => ({ bbox, label: labels[index] }));
}
function firstOf(row, keys) {
    const key = keys.find((each) => Object.hasOwn(row, each));
    return key === undefined ? null : row[key];
}
function isNumber(value) {
    return typeof value === 'number' && Number.isFinite(value);
}
function labelText(value) {
    if (value === null || value === undefined)
        return null;
    if (typeof value === 'string')
        return value.toWellFormed();
    return isNumber(value) || typeof value === 'boolean' ? String(value) : undefined;
}
//# sourceMappingURL=image-boxes.js.map