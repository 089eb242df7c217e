import { canonicalJson } from '../../core/canonical-json.js';
import { byCodeUnit } from '../../core/code-unit-order.js';
/** What names an element of a list, so that one put between others moves none: a stage, a gate, a source. */
const naming = ['stage', 'name', 'metric', 'column', 'path'];
/** The keys in which two resolved recipes differ, in code-unit order of their paths. */
export function recipeChanges(before, after) {
    return changesAt('', before, after).sort((a, b) => byCodeUnit(a.path, b.path));
}
function changesAt(path, before, after) {
    if (isObject(before) && isObject(after))
        return changedMembers(path, new Map(entries(before)), new Map(entries(after)));
    if (isList(before) && isList(after))
        return changedElements(path, before, after);
    const same = before === undefined || after === undefined ? before === after : canonicalJson(before) === canonicalJson(after);
    return same ? [] : [{ path, before, after }];
}
function changedMembers(path, before, after) {
    const keys = new Set([...before.keys(), ...after.keys()]);
    return [...keys].flatMap((key) => changesAt(path === '' ? key : `${path}.${key}`, before.get(key), after.get(key)));
}
/** Lists of objects that have names are compared by name, and once more by order; other lists are one value. */
function changedElements(path, before, after) {
    const [left, right] = [named(before), named(after)];
    if (left === undefined || right === undefined) {
        return canonicalJson(before) === canonicalJson(after) ? [] : [{ path, before, after }];
    }
    const common = (names, others) => [...names.keys()].filter((name) => others.has(name));
    const [orderBefore, orderAfter] = [common(left, right), common(right, left)];
    const reordered = orderBefore.join('\n') !== orderAfter.join('\n');
    const order = reordered ? [{ path: `${path}, order`, before: orderBefore, after: orderAfter }] : [];
    return [...changedMembers(path, left, right), ...order];
}
function named(list) {
    const names = new Map();
    for (const element of list) {
        if (!isObject(element))
            return undefined;
        const key = naming.find((each) => typeof element[each] === 'string');
        if (key === undefined)
            return undefined;
        const name = String(element[key]);
        let unique = name;
        for (let count = 2; names.has(unique); count++)
            unique = `${name}#${count}`;
        names.set(unique, element);
    }
    return names;
}
function entries(value) {
    return Object.entries(value).filter((entry) => entry[1] !== undefined);
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function isList(value) {
    return Array.isArray(value);
}
//# sourceMappingURL=recipe-changes.js.map