import { openSession } from '../graph/session.js';
import { initialWeight } from '../initial-weights.js';
import { adamRates } from '../optimizer/adam-rates.js';
import { firstMomentName, secondMomentName } from '../optimizer/graph-adamw.js';
import { dropoutKey } from './forward.js';
import { stepFetches, stepGraph } from './step-graph.js';
import { passFeeds } from './traced-passes.js';
import { checkState, stateParts } from './weight-state.js';
/**
 * Training as one TensorFlow graph, traced from the model's eager code: no JavaScript runs inside a step.
 * Costs one eager step and its memory at the start. Throws MillraceError `graph-refused`, `not-traced`, `not-encoded`
 * for a model that cannot be traced.
 */
export function openGraphEngine(backend, options) {
    const { graph, outputs } = stepGraph(backend, options);
    const session = openSession(graph, backend.native);
    const specs = [...options.model.weights, ...options.objective.weights];
    session.assign(initialState(specs, options.seed));
    return {
        step: (microBatches, settings) => step(session, options, microBatches, settings),
        evaluate: ({ inputs }) => {
            const values = session.run(inputs, outputs.map(stepFetches.evaluated));
            return Object.fromEntries(outputs.map((name, index) => [name, values[index] ?? new Float32Array()]));
        },
        readState: () => readState(session, specs),
        writeState: (state) => {
            checkState(specs, state);
            for (const part of stateParts) {
                const values = [...(state[part] ?? [])];
                session.assign(new Map(values.map(([name, value]) => [variableName[part](name), value])));
            }
        },
        close: session.close,
    };
}
const variableName = {
    weights: (weight) => weight,
    firstMoments: firstMomentName,
    secondMoments: secondMomentName,
};
function initialState(specs, seed) {
    const values = new Map();
    for (const spec of specs) {
        const weight = initialWeight(spec, seed);
        const zeros = { dtype: 'float32', shape: spec.shape, data: new Float32Array(weight.data.length) };
        values.set(spec.name, weight).set(firstMomentName(spec.name), zeros).set(secondMomentName(spec.name), zeros);
    }
    return values;
}
function step(session, options, batches, settings) {
    const targets = Math.max(1, sumOf(batches.map((batch) => batch.targets)));
    const rates = Object.entries(adamRates(options.optimizer, settings)).map(([name, value]) => [name, scalar(value)]);
    const rateFeeds = Object.fromEntries(rates);
    const feedsOf = ({ inputs }, index) => ({
        ...inputs,
        [passFeeds.scale]: scalar(1 / targets),
        [passFeeds.dropoutKey]: { dtype: 'int32', shape: [1], data: dropoutKey(settings.step, index) },
    });
    const [only, ...more] = batches;
    if (only !== undefined && more.length === 0) {
        const feeds = { ...feedsOf(only, 0), ...rateFeeds };
        const [lossSum, gradientNorm] = session.run(feeds, [stepFetches.loss, stepFetches.norm]).map(first);
        return { loss: (lossSum ?? 0) / targets, gradientNorm: gradientNorm ?? 0 };
    }
    const lossSums = batches.map((batch, index) => {
        const fetched = index === 0 ? stepFetches.firstLoss : stepFetches.laterLoss;
        return first(session.run(feedsOf(batch, index), [fetched])[0]);
    });
    const gradientNorm = first(session.run(rateFeeds, [stepFetches.appliedNorm])[0]);
    return { loss: sumOf(lossSums) / targets, gradientNorm };
}
function readState(session, specs) {
    const part = (nameOf) => {
        const values = session.fetch(specs.map(({ name }) => nameOf(name)));
        return new Map(specs.map(({ name, shape }, index) => [
            name,
            { dtype: 'float32', shape, data: values[index] ?? new Float32Array() },
        ]));
    };
    return {
        weights: part(variableName.weights),
        firstMoments: part(variableName.firstMoments),
        secondMoments: part(variableName.secondMoments),
    };
}
function scalar(value) {
    return { dtype: 'float32', shape: [], data: Float32Array.of(value) };
}
function first(values) {
    return values?.[0] ?? Number.NaN;
}
function sumOf(values) {
    return values.reduce((sum, value) => sum + value, 0);
}
//# sourceMappingURL=graph-engine.js.map