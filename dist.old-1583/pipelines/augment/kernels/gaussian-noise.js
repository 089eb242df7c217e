/**
 * Normal noise added to every value, clipped. `mean` and `sigma` are in units of the full range (0.1: 25.5 levels).
 * `normal` gives numbers of mean 0 and deviation 1; it is called once for each byte, in their order (pixel by pixel,
 * where torchvision draws channel by channel). torchvision's `gaussian_noise` on uint8: noise is cut to whole numbers.
 */
export function gaussianNoise({ data, width, height }, mean, sigma, normal) {
    const noisy = new Uint8ClampedArray(data.length);
    const offset = Math.fround(mean * 255);
    const strength = Math.fround(sigma * 255);
    for (let i = 0; i < data.length; i++) {
        const noise = Math.fround(offset + Math.fround(Math.fround(normal()) * strength));
        noisy[i] = (data[i] ?? 0) + Math.trunc(noise);
    }
    return { width, height, data: new Uint8Array(noisy.buffer) };
}
//# sourceMappingURL=gaussian-noise.js.map