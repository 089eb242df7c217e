import { randomUint32 } from '../../core/seeded-random.js';
/** As many parts as `parallel` asks for, or the next smaller number that divides the samples. */
export function partsOf({ objective, parallel = 1, seed }) {
    let count = Math.max(1, Math.min(parallel, objective.samples));
    while (objective.samples % count !== 0)
        count--;
    return {
        count,
        objective: count === 1 ? objective : objective.resize(objective.samples / count),
        seedOf: (part) => randomUint32(seed, part),
    };
}
//# sourceMappingURL=parts.js.map