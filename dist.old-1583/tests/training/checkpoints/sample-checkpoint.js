/** A checkpoint whose tensors, of `size` elements, tell their step. */
export function sampleCheckpoint(step, size = 6, validationLoss = null) {
    const tensor = (first) => ({
        dtype: 'float32',
        shape: [2, size / 2],
        data: new Float32Array(size).fill(step + first).fill(first, 0, 1),
    });
    const named = (first) => new Map([
        ['wte.weight', tensor(first)],
        ['h.0/bias', tensor(first + 0.5)],
    ]);
    return {
        step,
        cursor: {
            format: 'millrace-cursor/1',
            manifestSha256: 'a'.repeat(64),
            content: 'tokens',
            split: 'train',
            seed: 7,
            epoch: 2,
            position: 16 * step,
        },
        seed: 7,
        counters: { tokens: 1024 * step },
        validationLoss,
        identity: { backend: 'tensorflow', device: 'cpu', tensorflowVersion: '2.18.1', threads: 2, onednn: true },
        state: { weights: named(0), firstMoments: named(0.1), secondMoments: named(0.2) },
    };
}
//# sourceMappingURL=sample-checkpoint.js.map