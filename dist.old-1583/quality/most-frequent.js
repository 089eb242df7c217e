import { byCodeUnit } from '../core/code-unit-order.js';
/** The name that is counted most, `except` left aside; of equal ones the first in code-unit order. */
export function mostFrequent(counts, except) {
    return Object.entries(counts)
        .filter(([name]) => name !== except)
        .sort(([a, first], [b, second]) => second - first || byCodeUnit(a, b))[0]?.[0];
}
//# sourceMappingURL=most-frequent.js.map