import { canonicalJson } from '../core/canonical-json.js';
import { MillraceError } from '../core/errors.js';
const sides = ['x', 'y', 'width', 'height'];
/** An image's boxes as one text column: a JSON list of objects with sorted keys. */
export function boxesToText(boxes) {
    return boxes.length === 0
        ? '[]'
        : canonicalJson(boxes.map(({ x, y, width, height, label }) => ({ x, y, width, height, label })));
}
/** The boxes in such a column. Throws MillraceError `bad-file` where it is no list of boxes. */
export function boxesFromText(text) {
    if (text === '[]')
        return [];
    let value;
    try {
        value = JSON.parse(text);
    }
    catch {
        value = undefined;
    }
    if (Array.isArray(value) && value.every(isBox))
        return value;
    throw new MillraceError('bad-file', 'a column of boxes holds no JSON list of boxes');
}
function isBox(value) {
    if (value === null || typeof value !== 'object' || !('label' in value))
        return false;
    const numbers = { ...value };
    return (sides.every((side) => Number.isFinite(numbers[side])) && (value.label === null || typeof value.label === 'string'));
}
//# sourceMappingURL=boxes-column.js.map