import { initialWeight } from '../initial-weights.js';
import { adamRates } from '../optimizer/adam-rates.js';
import { clipFactor, eagerNorm, eagerUpdate } from '../optimizer/eager-adamw.js';
import { dropoutKey, newForward } from './forward.js';
import { lossAndGradients } from './gradients.js';
import { partsOf } from './parts.js';
import { checkState } from './weight-state.js';
/** Training by plain TensorFlow.js, operation by operation: the reference, two to four times slower than the graph. */
export function openEagerEngine(backend, options) {
    const { tf } = backend;
    const specs = [...options.model.weights, ...options.objective.weights];
    const states = new Map(specs.map((spec) => [spec.name, initialState(tf, spec, options.seed)]));
    return {
        step: (microBatches, settings) => step(backend, options, specs, states, microBatches, settings),
        evaluate: ({ inputs }) => tf.tidy(() => {
            const weights = new Map([...states].map(([name, { weight }]) => [name, weight]));
            const [input] = toTensors(tf, inputs, 1);
            const outputs = input === undefined ? {} : options.objective.outputs(newForward(backend, weights, undefined), input);
            return Object.fromEntries(Object.entries(outputs).map(([name, tensor]) => [name, floatsOf(tensor)]));
        }),
        readState: () => readState(states),
        writeState: (state) => {
            checkState(specs, state);
            writeState(tf, states, state);
        },
        close: () => tf.dispose([...states.values()].flatMap((state) => Object.values(state))),
    };
}
function initialState(tf, spec, seed) {
    const zeros = () => tf.keep(tf.zeros([...spec.shape]));
    return { weight: keptTensor(tf, initialWeight(spec, seed)), firstMoment: zeros(), secondMoment: zeros() };
}
function step(backend, options, specs, states, batches, settings) {
    const { tf } = backend;
    const { clipNorm } = options.optimizer;
    const parts = partsOf(options);
    const targets = Math.max(1, batches.reduce((sum, batch) => sum + batch.targets, 0));
    const rates = adamRates(options.optimizer, settings);
    return tf.tidy(() => {
        let lossSum = 0;
        let sums;
        for (const [index, { inputs }] of batches.entries()) {
            const key = tf.tensor1d(dropoutKey(settings.step, index), 'int32');
            for (const [part, input] of toTensors(tf, inputs, parts.count).entries()) {
                const draw = { probability: options.dropout, seed: parts.seedOf(part), key };
                const { value, gradients } = gradientsOf(backend, parts.objective, states, input, draw, 1 / targets);
                lossSum += floatsOf(value)[0] ?? Number.NaN;
                sums = sums?.map((sum, index) => tf.add(sum, gradients[index] ?? sum)) ?? gradients;
            }
        }
        const gradients = sums ?? [];
        const norm = eagerNorm(tf, gradients);
        const factor = clipNorm > 0 ? clipFactor(tf, norm, clipNorm) : undefined;
        for (const [index, { name, decays }] of specs.entries()) {
            const state = states.get(name);
            const gradient = gradients[index];
            if (state === undefined || gradient === undefined)
                throw new Error(`no gradient of "${name}"`);
            const used = factor === undefined ? gradient : tf.mul(gradient, factor);
            replace(tf, states, name, eagerUpdate(tf, state, used, decays, options.optimizer, rates));
        }
        return { loss: lossSum / targets, gradientNorm: floatsOf(norm)[0] ?? Number.NaN };
    });
}
function gradientsOf(backend, objective, states, input, draw, scale) {
    const { tf } = backend;
    const names = [...states.keys()];
    const lossSum = (...tensors) => {
        const weights = new Map(tensors.map((tensor, index) => [names[index] ?? '', tensor]));
        return objective.lossSum(newForward(backend, weights, draw), input);
    };
    const weights = [...states.values()].map(({ weight }) => weight);
    return lossAndGradients(tf, lossSum, weights, tf.scalar(scale));
}
/** The inputs of each of `count` equal parts of a batch. */
function toTensors(tf, inputs, count) {
    const tensors = new Map(Object.entries(inputs).map(([name, { data, shape, dtype }]) => [
        name,
        tf.split(tf.tensor(data, [...shape], dtype), count),
    ]));
    return Array.from({ length: count }, (_, part) => (name) => {
        const tensor = tensors.get(name)?.[part];
        if (tensor === undefined)
            throw new Error(`the batch has no input "${name}"`);
        return tensor;
    });
}
function replace(tf, states, name, state) {
    for (const tensor of Object.values(state))
        tf.keep(tensor);
    tf.dispose(Object.values(states.get(name) ?? {}));
    states.set(name, state);
}
const tensorName = { weights: 'weight', firstMoments: 'firstMoment', secondMoments: 'secondMoment' };
const partNames = Object.keys(tensorName);
function readState(states) {
    const part = (key) => new Map([...states].map(([name, state]) => [name, hostTensor(state[tensorName[key]])]));
    return { weights: part('weights'), firstMoments: part('firstMoments'), secondMoments: part('secondMoments') };
}
function writeState(tf, states, given) {
    for (const part of partNames) {
        for (const [name, value] of given[part] ?? []) {
            const state = states.get(name);
            if (state === undefined)
                continue;
            tf.dispose(state[tensorName[part]]);
            states.set(name, { ...state, [tensorName[part]]: keptTensor(tf, value) });
        }
    }
}
function keptTensor(tf, { data, shape, dtype }) {
    return tf.keep(tf.tensor(data.slice(), [...shape], dtype));
}
function hostTensor(tensor) {
    return { dtype: 'float32', shape: tensor.shape, data: floatsOf(tensor) };
}
function floatsOf(tensor) {
    return Float32Array.from(tensor.dataSync());
}
//# sourceMappingURL=eager-engine.js.map