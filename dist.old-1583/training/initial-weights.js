import { randomUint32, unitInterval } from '../core/seeded-random.js';
/**
 * First values of a weight: a function of (seed, name) alone, the same on every machine and beside any other weights.
 * Normal values by Box and Muller 1958, from two counted draws for each pair.
 */
export function initialWeight(spec, seed) {
    const data = new Float32Array(spec.shape.reduce((size, side) => size * side, 1));
    if (spec.initial.kind === 'ones')
        data.fill(1);
    if (spec.initial.kind === 'normal')
        fillNormal(data, unitInterval(spec.name, seed) * 2 ** 32, spec.initial.deviation);
    return { dtype: 'float32', shape: spec.shape, data };
}
function fillNormal(data, stream, deviation) {
    for (let i = 0; i < data.length; i += 2) {
        const radius = deviation * Math.sqrt(-2 * Math.log(openUnit(stream, i)));
        const angle = 2 * Math.PI * openUnit(stream, i + 1);
        data[i] = radius * Math.cos(angle);
        if (i + 1 < data.length)
            data[i + 1] = radius * Math.sin(angle);
    }
}
/** In (0, 1): never 0, whose logarithm is infinite. */
function openUnit(stream, counter) {
    return (randomUint32(stream, counter) + 0.5) / 2 ** 32;
}
//# sourceMappingURL=initial-weights.js.map