/** Softmax of some outputs, put in place of `probabilities`. */
export function softmax(outputs, probabilities) {
    let largest = Number.NEGATIVE_INFINITY;
    for (const output of outputs)
        if (output > largest)
            largest = output;
    let sum = 0;
    for (let k = 0; k < outputs.length; k++) {
        const power = Math.exp(outputs[k] - largest);
        probabilities[k] = power;
        sum += power;
    }
    for (let k = 0; k < outputs.length; k++)
        probabilities[k] = probabilities[k] / sum;
}
//# sourceMappingURL=softmax.js.map