import { generalCategories, generalCategoryRuns } from './general-category-runs.js';
import { scriptRuns } from './script-runs.js';
const endOfCodePoints = 0x110000;
/** A set written as `gap,length` in base 36, each gap counted from the end of the run before. */
export function setOfRuns(text) {
    const set = [];
    let end = 0;
    for (const run of text.trim().split(/\s+/)) {
        const [gap, length] = run.split(',');
        const first = end + Number.parseInt(gap, 36);
        end = first + Number.parseInt(length, 36);
        set.push(first, end);
    }
    return set;
}
/** White_Space of Unicode, which is also what Rust and Oniguruma take for white space. JavaScript's `\s` differs. */
export const whiteSpace = [
    ...[0x09, 0x0e, 0x20, 0x21, 0x85, 0x86, 0xa0, 0xa1, 0x1680, 0x1681, 0x2000, 0x200b],
    ...[0x2028, 0x202a, 0x202f, 0x2030, 0x205f, 0x2060, 0x3000, 0x3001],
];
let categories;
/** The set of a general category (`Lu`), a group of them (`L`) or a script (`Han`); undefined for any other name. */
export function namedSet(name) {
    if (Object.hasOwn(scriptRuns, name))
        return setOfRuns(scriptRuns[name]);
    categories ??= readCategories();
    const members = [...categories].filter(([category]) => category === name || category.charAt(0) === name);
    return members.length === 0 ? undefined : union(...members.map(([, set]) => set));
}
function readCategories() {
    const sets = new Map(generalCategories.map((category) => [category, []]));
    let first = 0;
    for (const [, letter = '', length = ''] of generalCategoryRuns
        .replace(/\s+/g, '')
        .matchAll(/([A-Z!#%&])([0-9a-z]+)/g)) {
        const end = first + Number.parseInt(length, 36);
        sets.get(generalCategories['ABCDEFGHIJKLMNOPQRSTUVWXYZ!#%&'.indexOf(letter)] ?? '')?.push(first, end);
        first = end;
    }
    return sets;
}
export function union(...sets) {
    const runs = [];
    for (const set of sets)
        for (let i = 0; i < set.length; i += 2)
            runs.push([set[i], set[i + 1]]);
    runs.sort(([a], [b]) => a - b);
    const merged = [];
    for (const [first, end] of runs) {
        const last = merged.length - 1;
        if (last >= 0 && first <= merged[last])
            merged[last] = Math.max(merged[last], end);
        else
            merged.push(first, end);
    }
    return merged;
}
export function complement(set) {
    const edges = set[0] === 0 ? set.slice(1) : [0, ...set];
    return edges[edges.length - 1] === endOfCodePoints ? edges.slice(0, -1) : [...edges, endOfCodePoints];
}
export function intersection(a, b) {
    return complement(union(complement(a), complement(b)));
}
/** Whether a set holds a code point. O(log runs). */
export function holds(set, codePoint) {
    let low = 0;
    let high = set.length;
    while (low < high) {
        const middle = (low + high) >> 1;
        if (set[middle] <= codePoint)
            low = middle + 1;
        else
            high = middle;
    }
    return low % 2 === 1;
}
/** A class of a regular expression with flag `u` that matches one character of the set. */
export function classOf(set) {
    let text = '';
    for (let i = 0; i < set.length; i += 2) {
        const [first = 0, end = 0] = set.slice(i, i + 2);
        text += `\\u{${first.toString(16)}}-\\u{${(end - 1).toString(16)}}`;
    }
    return `[${text}]`;
}
//# sourceMappingURL=character-set.js.map