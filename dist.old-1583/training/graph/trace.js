import { MillraceError } from '../../core/errors.js';
import { attributeOf, integerAttribute, typeAttribute } from './attribute.js';
import { dataTypes } from './data-type.js';
export function newTracer(graph, native) {
    const outputs = new Map();
    const { binding } = native;
    const idOf = (tensor) => {
        const [id] = native.getInputTensorIds([tensor]);
        if (id === undefined)
            throw notTraced('its result');
        return id;
    };
    const outputFor = (id, user) => {
        const found = outputs.get(id);
        if (found === undefined)
            throw notTraced(user);
        return found;
    };
    const createTensor = (shape, type, values) => {
        const id = binding.createTensor(shape, type, values);
        const bytes = contentBytes(type, values);
        if (bytes !== undefined)
            outputs.set(id, graph.constant(type, shape, bytes));
        return id;
    };
    const executeOp = (op, attributes, inputs, outputCount) => {
        const results = binding.executeOp(op, attributes, inputs, outputCount);
        const from = inputs.map((id) => outputFor(id, op));
        const [first] = results;
        const inferred = first === undefined ? {} : inferredAttributes(op, inputs.length, first.dtype);
        const encoded = { ...inferred, ...encodeAttributes(binding, op, attributes) };
        const name = graph.add(op, from, encoded, first === undefined ? {} : { shape: first.shape });
        for (const [index, result] of results.entries())
            outputs.set(result.id, `${name}:${index}`);
        return results;
    };
    return {
        bind: (tensor, output) => outputs.set(idOf(tensor), output),
        outputOf: (tensor) => outputFor(idOf(tensor), 'a result'),
        trace: (compute) => {
            native.binding = Object.create(binding, {
                createTensor: { value: createTensor },
                executeOp: { value: executeOp },
            });
            try {
                return compute();
            }
            finally {
                native.binding = binding;
            }
        },
    };
}
/** Attributes that the eager runtime finds by itself and that TensorFlow.js leaves out. */
function inferredAttributes(op, inputs, type) {
    switch (op) {
        case 'ConcatV2':
            return { N: integerAttribute(inputs - 1) };
        case 'Pack':
        case 'AddN':
            return { N: integerAttribute(inputs) };
        case 'ExpandDims':
            return { T: typeAttribute(type), Tdim: typeAttribute(dataTypes.int32) };
        default:
            return {};
    }
}
function encodeAttributes(binding, op, attributes) {
    const encoded = {};
    for (const attribute of attributes) {
        const value = attributeOf(binding, attribute);
        if (value === undefined) {
            throw new MillraceError('not-encoded', `attribute "${attribute.name}" of ${op} has no encoding in a graph`, {
                hint: 'Add its kind to training/graph/attribute.ts.',
            });
        }
        encoded[attribute.name] = value;
    }
    return encoded;
}
/** Undefined for a type that no node here takes: its user fails as not traced. */
function contentBytes(type, values) {
    switch (type) {
        case dataTypes.float32:
            return Buffer.from(Float32Array.from(values).buffer);
        case dataTypes.int32:
            return Buffer.from(Int32Array.from(values).buffer);
        case dataTypes.bool:
            return Uint8Array.from(values);
        default:
            return undefined;
    }
}
function notTraced(user) {
    return new MillraceError('not-traced', `${user} uses a tensor that was made outside the traced step`, {
        hint: 'Make it inside the step, or feed it as an input.',
    });
}
//# sourceMappingURL=trace.js.map