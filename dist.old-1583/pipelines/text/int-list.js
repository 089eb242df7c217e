import { allocateInts } from './slab.js';
/** The most memory that an emptied list keeps: 16 MiB. */
const keptLength = 2 ** 22;
/** An empty list. Meant to be made once and filled for one text after another. */
export function newIntList() {
    return { values: new Int32Array(1024), used: 0 };
}
export function pushInt(list, value) {
    if (list.used === list.values.length) {
        const grown = new Int32Array(list.values.length * 2);
        grown.set(list.values);
        list.values = grown;
    }
    list.values[list.used++] = value;
}
/** The numbers of the list, in memory of their own. The list is empty after. */
export function drainInts(list) {
    const numbers = allocateInts(list.used);
    numbers.set(list.values.subarray(0, list.used));
    list.used = 0;
    if (list.values.length > keptLength)
        list.values = new Int32Array(1024);
    return numbers;
}
//# sourceMappingURL=int-list.js.map