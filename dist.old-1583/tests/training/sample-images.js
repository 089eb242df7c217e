import { randomUint32 } from '../../core/seeded-random.js';
export const imageSize = { width: 6, height: 4 };
const values = imageSize.width * imageSize.height * 3;
/** A batch of made-up pictures in [−1, 1), brighter on one side or the other by class. */
export function sampleImages(samples, seed, labels) {
    const label = (sample) => labels[sample] ?? -1;
    return {
        samples,
        size: imageSize,
        channels: 3,
        layout: 'hwc',
        pixels: Float32Array.from({ length: samples * values }, (_, place) => {
            const right = Math.floor(place / 3) % imageSize.width >= imageSize.width / 2;
            const bright = right === (label(Math.floor(place / values)) === 1) ? 0.3 : -0.3;
            return 0.7 * (randomUint32(seed, place) / 2 ** 31 - 1) + bright;
        }),
        labels: Int32Array.from({ length: samples }, (_, sample) => label(sample)),
        shards: new Uint32Array(samples),
        rows: new Uint32Array(samples),
        cursor: {
            ...{ format: 'millrace-cursor/1', manifestSha256: '', content: 'images', split: 'train' },
            ...{ seed, epoch: 0, position: samples },
        },
    };
}
//# sourceMappingURL=sample-images.js.map