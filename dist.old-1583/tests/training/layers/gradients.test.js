import assert from 'node:assert/strict';
import { randomUint32 } from '../../../core/seeded-random.js';
import { newForward } from '../../../training/engines/forward.js';
import { attention } from '../../../training/layers/attention.js';
import { causalMask } from '../../../training/layers/causal-mask.js';
import { crossEntropySum } from '../../../training/layers/cross-entropy.js';
import { embedding } from '../../../training/layers/embedding.js';
import { gelu } from '../../../training/layers/gelu.js';
import { layerNorm } from '../../../training/layers/layer-norm.js';
import { linear } from '../../../training/layers/linear.js';
import { testWithTensorFlow } from '../test-backend.js';
const two = (tensor) => tensor.as2D(tensor?.shape[0] ?? 0, tensor?.shape[1] ?? 0);
const one = (tensor) => tensor;
const layers = {
    'layer norm': { shapes: [[3, 5], [5], [5]], layer: (f, [x, g, b]) => layerNorm(f, one(x), one(g), one(b)) },
    'layer norm without bias': { shapes: [[3, 5], [5]], layer: (f, [x, g]) => layerNorm(f, one(x), one(g), undefined) },
    linear: { shapes: [[3, 4], [4, 5], [5]], layer: (f, [x, w, b]) => linear(f, two(x), one(w), one(b)) },
    gelu: { shapes: [[3, 4]], layer: (f, [x]) => gelu(f, one(x)) },
    embedding: {
        shapes: [[4, 3]],
        layer: (f, [table]) => embedding(f, one(table), f.tf.tensor1d([2, 0, 2, 2], 'int32')),
    },
    'causal attention': {
        shapes: [[6, 12]],
        layer: (f, [mixed]) => attention(f, two(mixed), causalMask(f, 3), { samples: 2, length: 3, heads: 2 }),
    },
    attention: {
        shapes: [[6, 12]],
        layer: (f, [mixed]) => attention(f, two(mixed), undefined, { samples: 2, length: 3, heads: 2 }),
    },
    'cross-entropy': {
        shapes: [[3, 4]],
        layer: (f, [logits]) => crossEntropySum(f, two(logits), f.tf.tensor1d([1, 0, 3], 'int32'), f.tf.tensor1d([1, 0, 0.5])),
    },
};
const draw = (seed, count) => Float32Array.from({ length: count }, (_, index) => randomUint32(seed, index) / 2 ** 31 - 1);
const sizeOf = (shape) => shape.reduce((product, side) => product * side, 1);
for (const [name, { shapes, layer }] of Object.entries(layers)) {
    testWithTensorFlow(`the gradient of ${name} is that of finite differences`, (backend) => {
        const values = shapes.map((shape, index) => draw(index + 1, sizeOf(shape)));
        const analytic = gradientsOf(backend, layer, shapes, values);
        for (const [index, gradient] of analytic.entries()) {
            for (const [at, found] of gradient.entries()) {
                const expected = difference(backend, layer, shapes, values, index, at);
                assert.ok(Math.abs(found - expected) < 2e-3, `input ${index} at ${at}: ${found}, by differences ${expected}`);
            }
        }
    });
}
/** A weighted sum of the layer's output, so that each element has a slope of its own. */
function weighted({ tf }, output) {
    return tf.sum(tf.mul(output, tf.tensor(draw(99, output.size), output.shape)));
}
function gradientsOf(backend, layer, shapes, values) {
    const { tf } = backend;
    const forward = newForward(backend, new Map(), undefined);
    const tensors = values.map((data, index) => tf.tensor(data, shapes[index]));
    const grads = tf.grads((...inputs) => weighted(forward, layer(forward, inputs)))(tensors);
    return grads.map((gradient) => gradient.dataSync());
}
function difference(backend, layer, shapes, values, index, at) {
    const { tf } = backend;
    const step = 1e-2;
    const valueAt = (offset) => tf.tidy(() => {
        const forward = newForward(backend, new Map(), undefined);
        const moved = values.map((data, which) => {
            const copy = data.slice();
            if (which === index)
                copy[at] = (copy[at] ?? 0) + offset;
            return tf.tensor(copy, shapes[which]);
        });
        return weighted(forward, layer(forward, moved)).dataSync()[0] ?? Number.NaN;
    });
    return (valueAt(step) - valueAt(-step)) / (2 * step);
}
//# sourceMappingURL=gradients.test.js.map