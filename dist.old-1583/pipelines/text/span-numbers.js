import { emptySlots, reusedInts } from './reused-ints.js';
import { hashOf, hashText, slotOf } from './text-hashes.js';
const numberMemory = reusedInts();
const firstMemory = reusedInts();
/**
 * Numbers spans by their text. Exact: a hash only says where to look, and equal hashes are compared unit by unit.
 * Cost: about 10 ns for each span, and one visit to each unit of those that repeat.
 */
export function numberSpans(units, spans) {
    const count = spans.length >> 1;
    const hashes = hashText(units);
    const numbers = numberMemory(count);
    const slots = emptySlots(count);
    const mask = slots.length - 1;
    const first = firstMemory(count);
    let distinct = 0;
    for (let k = 0; k < count; k++) {
        const start = spans[2 * k] ?? 0;
        const end = spans[2 * k + 1] ?? 0;
        let slot = slotOf(hashOf(hashes, start, end), mask);
        let number = (slots[slot] ?? 0) - 1;
        while (number >= 0) {
            const other = 2 * (first[number] ?? 0);
            if (sameUnits(units, start, end, spans[other] ?? 0, spans[other + 1] ?? 0))
                break;
            slot = (slot + 1) & mask;
            number = (slots[slot] ?? 0) - 1;
        }
        if (number < 0) {
            number = distinct++;
            slots[slot] = distinct;
            first[number] = k;
        }
        numbers[k] = number;
    }
    return { numbers, distinct };
}
/** True where [start, end) and [otherStart, otherEnd) hold the same units. */
function sameUnits(units, start, end, otherStart, otherEnd) {
    if (end - start !== otherEnd - otherStart)
        return false;
    for (let i = start, j = otherStart; i < end; i++, j++)
        if (units[i] !== units[j])
            return false;
    return true;
}
//# sourceMappingURL=span-numbers.js.map