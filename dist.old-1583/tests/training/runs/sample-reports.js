/** The report of a step, the same each time; every fifth step is validated. */
export function sampleReport(step) {
    const row = {
        step,
        epoch: Math.floor(step / 7),
        loss: 1 + 3 * Math.exp(-step / 10) + Math.sin(step * 12.9898) / 8,
        gradientNorm: 1 / (1 + step / 3),
        learningRate: 1e-3 * Math.min(1, step / 5),
        tokens: 1024 * step,
    };
    return step % 5 === 0 ? { ...row, validation: { loss: row.loss + 0.1, accuracy: step / 100 } } : row;
}
/** A clock that starts at `start` and takes a second for each step. */
export function sampleTiming(step, start = 1.7e12) {
    return { timeMs: start + 1000 * step, seconds: step, tokensPerSecond: 1000 + step / 3 };
}
//# sourceMappingURL=sample-reports.js.map