/**
 * Weights of a Gaussian of deviation `sigma` in `size` taps, which sum to 1. torchvision's `_get_gaussian_kernel1d`: its
 * taps stand 1 / √2 apart in units in which the exponent is the plain square.
 */
export function gaussianTaps(size, sigma) {
    const limit = (size - 1) / (2 * Math.SQRT2);
    const weights = Array.from({ length: size }, (_, i) => {
        const place = size === 1 ? 0 : -limit + (2 * limit * i) / (size - 1);
        return Math.exp(-((place / sigma) ** 2));
    });
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return Float32Array.from(weights, (weight) => weight / sum);
}
//# sourceMappingURL=gaussian-taps.js.map