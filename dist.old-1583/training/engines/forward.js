import { randomUint32 } from '../../core/seeded-random.js';
import { dataTypes } from '../graph/data-type.js';
import { dropout } from '../layers/dropout.js';
/** A pass over weights by name; without `draw` nothing is dropped. */
export function newForward(backend, weights, draw) {
    const { tf } = backend;
    const raw = rawOperations(backend);
    let site = 0;
    return {
        tf,
        raw,
        weight: (name) => {
            const weight = weights.get(name);
            if (weight === undefined)
                throw new Error(`the model names no weight "${name}"`);
            return weight;
        },
        dropout: (x) => {
            if (draw === undefined || draw.probability === 0)
                return x;
            return dropout(tf, raw, x, draw.probability, randomUint32(draw.seed, site++), draw.key);
        },
    };
}
/** The value of a draw's key: the same for the same step and micro-batch in every process. */
export function dropoutKey(step, microBatch) {
    return Int32Array.of(randomUint32(step, microBatch));
}
function rawOperations({ native }) {
    const attributesOf = (attributes) => Object.entries(attributes).map(([name, attribute]) => 'type' in attribute
        ? { name, type: native.binding.TF_ATTR_TYPE, value: dataTypes[attribute.type] }
        : { name, type: native.binding.TF_ATTR_STRING, value: attribute.text });
    return {
        one: (name, inputs, attributes) => native.executeSingleOutput(name, attributesOf(attributes), [...inputs]),
        two: (name, inputs, attributes) => {
            const [first, second] = native.executeMultipleOutputs(name, attributesOf(attributes), [...inputs], 2);
            if (first === undefined || second === undefined)
                throw new Error(`${name} gave fewer than two outputs`);
            return [first, second];
        },
    };
}
//# sourceMappingURL=forward.js.map