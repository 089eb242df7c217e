import { listFeatures, openFeatureList } from './features.js';
import { softmax } from './softmax.js';
/** Outputs of a model: one is enough for two classes. */
export function outputsOf(labels) {
    return labels === 2 ? 1 : labels;
}
/**
 * A text's outputs are the bias and the mean weight, times the root of how many there are, of its distinct n-grams: so
 * that length alone makes nothing sure.
 */
export function openClassifier({ rule, labels, positive, weights, biases }) {
    const list = openFeatureList(rule);
    const outputs = outputsOf(labels.length);
    const sums = new Float64Array(outputs);
    const probabilities = new Float64Array(labels.length);
    return {
        labels,
        positive,
        probabilities: (text) => {
            listFeatures(text, rule, list);
            addWeights(list.places, list.length, weights, sums.fill(0));
            const scale = scaleOf(list.length);
            for (let output = 0; output < outputs; output++)
                sums[output] = biases[output] + scale * sums[output];
            outputProbabilities(sums, probabilities);
            return probabilities;
        },
    };
}
/** Adds the weights of some places to each output's sum. */
export function addWeights(places, length, weights, sums) {
    const outputs = sums.length;
    if (outputs === 1) {
        let sum = 0;
        for (let i = 0; i < length; i++)
            sum += weights[places[i]];
        sums[0] = sums[0] + sum;
        return;
    }
    for (let i = 0; i < length; i++) {
        const first = places[i] * outputs;
        for (let output = 0; output < outputs; output++)
            sums[output] = sums[output] + weights[first + output];
    }
}
/** What a feature of a text with so many distinct ones counts: all together have length 1. */
export function scaleOf(features) {
    return features === 0 ? 0 : 1 / Math.sqrt(features);
}
/** Logistic function of one output, for the second of two classes; softmax of more. */
export function outputProbabilities(outputs, probabilities) {
    if (outputs.length === 1) {
        const output = outputs[0];
        const smaller = Math.exp(-Math.abs(output));
        const second = output >= 0 ? 1 / (1 + smaller) : smaller / (1 + smaller);
        probabilities[0] = output >= 0 ? smaller / (1 + smaller) : 1 / (1 + smaller);
        probabilities[1] = second;
        return;
    }
    softmax(outputs, probabilities);
}
//# sourceMappingURL=classifier-model.js.map