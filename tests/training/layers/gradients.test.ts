import assert from 'node:assert/strict';
import { randomUint32 } from '../../../core/seeded-random.ts';
import type { Backend } from '../../../training/backend/backend.ts';
import { newForward } from '../../../training/engines/forward.ts';
import { attention } from '../../../training/layers/attention.ts';
import { causalMask } from '../../../training/layers/causal-mask.ts';
import { crossEntropySum } from '../../../training/layers/cross-entropy.ts';
import { dotProductAttention, type HeadStates } from '../../../training/layers/dot-product-attention.ts';
import { embedding } from '../../../training/layers/embedding.ts';
import { gelu } from '../../../training/layers/gelu.ts';
import { geluTanh } from '../../../training/layers/gelu-tanh.ts';
import { layerNorm } from '../../../training/layers/layer-norm.ts';
import { linear } from '../../../training/layers/linear.ts';
import { rmsNorm } from '../../../training/layers/rms-norm.ts';
import { rotary, rotaryAngles } from '../../../training/layers/rotary.ts';
import { swiglu } from '../../../training/layers/swiglu.ts';
import type { Forward } from '../../../training/model.ts';
import type { Tensor, Tensor2D, Tensor4D } from '../../../training/tensorflow.ts';
import { testWithTensorFlow } from '../test-backend.ts';

type Layer = (forward: Forward, inputs: readonly Tensor[]) => Tensor;

const two = (tensor: Tensor | undefined): Tensor2D =>
  (tensor as Tensor).as2D(tensor?.shape[0] ?? 0, tensor?.shape[1] ?? 0);
const one = (tensor: Tensor | undefined): Tensor => tensor as Tensor;

const four = (tensor: Tensor | undefined): Tensor4D => tensor as Tensor4D;
const apart = ([query, key, value]: readonly Tensor[]): HeadStates => ({
  query: four(query),
  key: four(key),
  value: four(value),
});

const layers: Readonly<Record<string, { readonly shapes: readonly number[][]; readonly layer: Layer }>> = {
  'layer norm': { shapes: [[3, 5], [5], [5]], layer: (f, [x, g, b]) => layerNorm(f, one(x), one(g), one(b)) },
  'layer norm without bias': { shapes: [[3, 5], [5]], layer: (f, [x, g]) => layerNorm(f, one(x), one(g), undefined) },
  linear: { shapes: [[3, 4], [4, 5], [5]], layer: (f, [x, w, b]) => linear(f, two(x), one(w), one(b)) },
  gelu: { shapes: [[3, 4]], layer: (f, [x]) => gelu(f, one(x)) },
  'gelu by a hyperbolic tangent': { shapes: [[3, 4]], layer: (f, [x]) => geluTanh(f, one(x)) },
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
  'RMS norm': { shapes: [[3, 5], [5]], layer: (f, [x, g]) => rmsNorm(f, one(x), one(g), 1e-6) },
  'rotary places': {
    shapes: [[2, 2, 3, 4]],
    layer: (f, [x]) => rotary(f, four(x), rotaryAngles(f, f.tf.tensor1d([0, 1, 5]), 4, 100)),
  },
  SwiGLU: {
    shapes: [
      [3, 4],
      [3, 4],
    ],
    layer: (f, [gate, up]) => swiglu(f, one(gate), one(up)),
  },
  'grouped causal attention': {
    shapes: [
      [2, 4, 3, 2],
      [2, 2, 3, 2],
      [2, 2, 3, 2],
    ],
    layer: (f, tensors) => dotProductAttention(f, { ...apart(tensors), mask: causalMask(f, 3) }),
  },
  'attention to another text with a learned bias': {
    shapes: [
      [2, 2, 3, 2],
      [2, 2, 4, 2],
      [2, 2, 4, 2],
      [1, 2, 3, 4],
    ],
    layer: (f, tensors) => dotProductAttention(f, { ...apart(tensors), scale: 1, bias: one(tensors[3]) }),
  },
  'cross-entropy': {
    shapes: [[3, 4]],
    layer: (f, [logits]) =>
      crossEntropySum(f, two(logits), f.tf.tensor1d([1, 0, 3], 'int32'), f.tf.tensor1d([1, 0, 0.5])),
  },
};

const draw = (seed: number, count: number): Float32Array =>
  Float32Array.from({ length: count }, (_, index) => randomUint32(seed, index) / 2 ** 31 - 1);
const sizeOf = (shape: readonly number[]): number => shape.reduce((product, side) => product * side, 1);

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
function weighted({ tf }: Forward, output: Tensor): Tensor {
  return tf.sum(tf.mul(output, tf.tensor(draw(99, output.size), output.shape)));
}

function gradientsOf(backend: Backend, layer: Layer, shapes: readonly number[][], values: readonly Float32Array[]) {
  const { tf } = backend;
  const forward = newForward(backend, new Map(), undefined);
  const tensors = values.map((data, index) => tf.tensor(data, shapes[index]));
  const grads = tf.grads((...inputs) => weighted(forward, layer(forward, inputs)))(tensors);
  return grads.map((gradient) => gradient.dataSync() as Float32Array);
}

function difference(
  backend: Backend,
  layer: Layer,
  shapes: readonly number[][],
  values: readonly Float32Array[],
  index: number,
  at: number,
): number {
  const { tf } = backend;
  const step = 1e-2;
  const valueAt = (offset: number): number =>
    tf.tidy(() => {
      const forward = newForward(backend, new Map(), undefined);
      const moved = values.map((data, which) => {
        const copy = data.slice();
        if (which === index) copy[at] = (copy[at] ?? 0) + offset;
        return tf.tensor(copy, shapes[which]);
      });
      return weighted(forward, layer(forward, moved)).dataSync()[0] ?? Number.NaN;
    });
  return (valueAt(step) - valueAt(-step)) / (2 * step);
}
