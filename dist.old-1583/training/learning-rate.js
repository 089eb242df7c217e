/**
 * Learning rate of a step, counted from 1: rises linearly over the warm-up, then falls along half a cosine to
 * `minLearningRate` at the last step. Loshchilov and Hutter 2017, with the warm-up of nanoGPT.
 */
export function learningRateAt(step, { steps, warmupSteps, learningRate, minLearningRate, }) {
    if (step <= warmupSteps)
        return (learningRate * step) / warmupSteps;
    const passed = steps <= warmupSteps ? 1 : Math.min(1, (step - warmupSteps) / (steps - warmupSteps));
    return minLearningRate + 0.5 * (1 + Math.cos(Math.PI * passed)) * (learningRate - minLearningRate);
}
//# sourceMappingURL=learning-rate.js.map