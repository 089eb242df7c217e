import assert from 'node:assert/strict';
import { newForward } from '../../../training/engines/forward.js';
import { smoothedCrossEntropySum } from '../../../training/layers/smoothed-cross-entropy.js';
import { testWithTensorFlow } from '../test-backend.js';
// PyTorch 2.9.1: F.cross_entropy(logits, targets, label_smoothing=…, reduction='none'), and its gradient at 0.1.
const logits = [
    [1, 2, 3],
    [0, -1, 0.5],
    [2, 2, -2],
];
const losses = [
    [0, [0.407606, 1.104131, 0.702263]],
    [0.1, [0.507606, 1.120797, 0.835597]],
    [0.5, [0.907606, 1.187464, 1.368929]],
];
const gradient = [0.056697, 0.211395, -0.268092, -0.601834, 0.088618, 0.513216, 0.462129, -0.437871, -0.024259];
testWithTensorFlow('a share of each target is spread as PyTorch spreads it', (backend) => {
    const { tf } = backend;
    const forward = newForward(backend, new Map(), undefined);
    const targets = tf.tensor1d([2, 0, 1], 'int32');
    const lossOf = (of, weights, smoothing) => smoothedCrossEntropySum(forward, of, targets, tf.tensor1d([...weights]), smoothing);
    for (const [smoothing, expected] of losses) {
        for (const [row, loss] of expected.entries()) {
            const weights = [0, 0, 0].with(row, 1);
            const found = lossOf(tf.tensor2d(logits), weights, smoothing).dataSync()[0] ?? Number.NaN;
            assert.ok(Math.abs(found - loss) < 1e-5, `${smoothing}, row ${row}: ${found}, PyTorch ${loss}`);
        }
    }
    const slope = tf.grad((of) => lossOf(of, [1, 1, 1], 0.1))(tf.tensor2d(logits));
    for (const [at, found] of slope.dataSync().entries()) {
        assert.ok(Math.abs(found - (gradient[at] ?? Number.NaN)) < 1e-5, `gradient ${at}: ${found}`);
    }
});
//# sourceMappingURL=smoothed-cross-entropy.test.js.map