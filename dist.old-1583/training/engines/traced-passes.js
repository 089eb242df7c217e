import { integerAttribute, typeAttribute } from '../graph/attribute.js';
import { dataTypes } from '../graph/data-type.js';
import { floatOperation, placeholder, sum } from '../graph/graph.js';
import { newTracer } from '../graph/trace.js';
import { addVariable, read } from '../graph/variable.js';
import { newForward } from './forward.js';
import { lossAndGradients } from './gradients.js';
import { partsOf } from './parts.js';
/** What a run of the passes is fed beside the objective's inputs. */
export const passFeeds = { scale: 'scale', dropoutKey: 'dropout-key' };
/** Traces the passes over each part of a batch. Parts do not wait for each other: TensorFlow runs them side by side. */
export function tracePasses(backend, options, graph) {
    const engine = backend.tf.engine();
    engine.startScope();
    try {
        return traceParts({ backend, options, graph, tracer: newTracer(graph, backend.native), parts: partsOf(options) });
    }
    finally {
        engine.endScope();
    }
}
function traceParts(work) {
    const { graph } = work;
    const weights = bindWeights(work);
    const inputs = bindInputs(work);
    const scale = feed(work, passFeeds.scale, 'float32', []);
    const key = feed(work, passFeeds.dropoutKey, 'int32', [1]);
    const losses = inputs.map((input, part) => traceLoss(work, weights, input, scale, key, part));
    return {
        weights,
        loss: sum(graph, [], losses.map(({ loss }) => loss)),
        gradients: weights.map(({ spec }, index) => sum(graph, spec.shape, losses.flatMap(({ gradients }) => gradients[index] ?? []))),
        evaluated: traceEvaluation(work, weights, inputs),
    };
}
function bindWeights({ backend, options, graph, tracer }) {
    return [...options.model.weights, ...options.objective.weights].map((spec) => {
        const variable = addVariable(graph, spec.name, spec.shape);
        const tensor = backend.tf.zeros([...spec.shape]);
        tracer.bind(tensor, read(graph, variable));
        return { spec, variable, tensor };
    });
}
function feed(work, name, dtype, shape) {
    const tensor = work.backend.tf.zeros([...shape], dtype);
    work.tracer.bind(tensor, placeholder(work.graph, name, dataTypes[dtype], shape));
    return tensor;
}
/** Placeholders for the whole batch, and each part's share of them. */
function bindInputs({ backend, options, graph, tracer, parts }) {
    const tensors = Array.from({ length: parts.count }, () => new Map());
    const first = graph.constant(dataTypes.int32, [], Buffer.from(Int32Array.of(0).buffer));
    for (const { name, dtype, shape } of options.objective.inputs) {
        const whole = placeholder(graph, name, dataTypes[dtype], shape);
        const attributes = { num_split: integerAttribute(parts.count), T: typeAttribute(dataTypes[dtype]) };
        const split = graph.add('Split', [first, whole], attributes);
        const [rows = 0, ...sides] = shape;
        for (const [part, named] of tensors.entries()) {
            const tensor = backend.tf.zeros([rows / parts.count, ...sides], dtype);
            tracer.bind(tensor, `${split}:${part}`);
            named.set(name, tensor);
        }
    }
    return tensors.map((named) => (name) => {
        const tensor = named.get(name);
        if (tensor === undefined)
            throw new Error(`the objective names no input "${name}"`);
        return tensor;
    });
}
function traceLoss({ backend, options, tracer, parts }, weights, input, scale, key, part) {
    const draw = { probability: options.dropout, seed: parts.seedOf(part), key };
    return tracer.trace(() => {
        const lossSum = (...tensors) => {
            const named = new Map(tensors.map((tensor, index) => [weights[index]?.spec.name ?? '', tensor]));
            return parts.objective.lossSum(newForward(backend, named, draw), input);
        };
        const tensors = weights.map(({ tensor }) => tensor);
        const { value, gradients } = lossAndGradients(backend.tf, lossSum, tensors, scale);
        return { loss: tracer.outputOf(value), gradients: gradients.map(tracer.outputOf) };
    });
}
/** Outputs over the whole batch: of the parts' scalars the sum, of their rows all. */
function traceEvaluation({ backend, graph, tracer, parts }, weights, inputs) {
    const named = new Map(weights.map(({ spec, tensor }) => [spec.name, tensor]));
    const forward = newForward(backend, named, undefined);
    const evaluated = inputs.map((input) => tracer.trace(() => parts.objective.outputs(forward, input)));
    const joined = Object.entries(evaluated[0] ?? {}).map(([name, { rank }]) => {
        const outputs = evaluated.flatMap((outputs) => outputs[name] ?? []).map(tracer.outputOf);
        return [name, rank === 0 ? sum(graph, [], outputs) : rows(graph, outputs)];
    });
    return new Map(joined);
}
function rows(graph, outputs) {
    const [only = ''] = outputs;
    if (outputs.length === 1)
        return only;
    const axis = graph.constant(dataTypes.int32, [], Buffer.from(Int32Array.of(0).buffer));
    const attributes = { N: integerAttribute(outputs.length), Tidx: typeAttribute(dataTypes.int32) };
    return floatOperation(graph, 'ConcatV2', [...outputs, axis], attributes);
}
//# sourceMappingURL=traced-passes.js.map