/**
 * The logarithm of a number drawn from the gamma distribution of shape `shape` and scale 1. A logarithm, since small
 * shapes give numbers that a double cannot hold. Source: Marsaglia and Tsang, A Simple Method for Generating Gamma
 * Variables, 2000; for shapes below 1 with the factor u^(1 / shape).
 */
export function drawLogGamma(shape, draws) {
    if (shape < 1)
        return drawLogGamma(shape + 1, draws) + Math.log(1 - draws.unit()) / shape;
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    // One in twenty tries fails at most; the bound is for a generator that would be broken.
    for (let attempt = 0; attempt < 100; attempt++) {
        const x = draws.normal();
        const v = (1 + c * x) ** 3;
        if (v <= 0)
            continue;
        if (Math.log(1 - draws.unit()) < (x * x) / 2 + d - d * v + d * Math.log(v))
            return Math.log(d * v);
    }
    return Math.log(d);
}
/** Shares that sum to 1, from the symmetric Dirichlet distribution of parameter `alpha`; of two, one is Beta(alpha, alpha). */
export function drawDirichlet(alpha, count, draws) {
    const logs = Array.from({ length: count }, () => drawLogGamma(alpha, draws));
    const highest = Math.max(...logs);
    const weights = logs.map((log) => Math.exp(log - highest));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return weights.map((weight) => weight / sum);
}
//# sourceMappingURL=gamma.js.map