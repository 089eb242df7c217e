import assert from 'node:assert/strict';
import { compressible } from '../../../training/compression/compressible.ts';
import {
  type IntegerKernel,
  integerKernel,
  withIntegerProducts,
} from '../../../training/compression/integer-products.ts';
import { openPass, tracePassGraph } from '../../../training/inference/inference-engine.ts';
import { initialWeight } from '../../../training/initial-weights.ts';
import type { TokenModel } from '../../../training/model.ts';
import { gpt } from '../../../training/models/gpt.ts';
import { vit } from '../../../training/models/vit.ts';
import type { Objective, StepInputs } from '../../../training/objective.ts';
import { causal } from '../../../training/objectives/causal.ts';
import { classify } from '../../../training/objectives/classify.ts';
import { classifyImage } from '../../../training/objectives/classify-image.ts';
import { length, sampleBatch, vocabulary } from '../sample-step.ts';
import { testWithTensorFlow } from '../test-backend.ts';

const kernels: readonly IntegerKernel[] = ['onednn', 'plain'];

testWithTensorFlow('a product of bytes is the sum of products of the integers, times their scales', (backend) => {
  if (integerKernel(backend) !== 'onednn') return;
  const rows = 5;
  const sides = [7, 9] as const;
  const x = Float32Array.from({ length: rows * sides[0] }, (_, index) => Math.sin(index * 1.7) * 10 ** (index % 3));
  x.fill(0, 0, sides[0]);
  const w = Float32Array.from({ length: sides[0] * sides[1] }, (_, index) => Math.cos(index * 2.3));
  for (let row = 0; row < sides[0]; row++) w[row * sides[1]] = 0;
  const sizes = { layers: 0, heads: 1, width: 4, bias: false };
  const base = gpt.build(sizes, { vocabulary, length });
  const model: TokenModel = {
    ...base,
    weights: [{ name: 'w', shape: sides, decays: true, initial: { kind: 'zeros' } }],
  };
  const objective: Objective = {
    ...causal.build({}, base, { samples: rows, length, vocabulary, classes: [] }),
    inputs: [{ name: 'x', dtype: 'float32', shape: [rows, sides[0]] }],
    outputs: ({ tf, weight }, input) => ({ logits: tf.matMul(input('x'), weight('w')) }),
  };
  const weights = new Map([['w', { dtype: 'float32', shape: sides, data: w } as const]]);
  const inputs = { inputs: { x: { dtype: 'float32', shape: [rows, sides[0]], data: x } }, targets: 0 } as const;
  const expected = byHand(x, w, rows, sides);
  for (const kernel of kernels) {
    const traced = tracePassGraph(backend, { model, objective, weights });
    const pass = withIntegerProducts(backend, traced, ['w'], kernel);
    assert.equal(pass.weights.size, 0, 'the matrix of float32 is not loaded');
    const engine = openPass(backend, pass);
    const found = engine.evaluate(inputs)['logits'] ?? new Float32Array();
    engine.close();
    for (const [index, value] of expected.entries()) {
      assert.ok(Math.abs(value - (found[index] ?? 0)) <= 1e-5 * Math.max(1, Math.abs(value)), `${kernel} ${index}`);
    }
  }
});

/** Rows and columns of whole numbers to ±127, multiplied and added up as such, in doubles. */
function byHand(x: Float32Array, w: Float32Array, rows: number, [inner, columns]: readonly [number, number]) {
  const rowScale = Array.from({ length: rows }, (_, row) =>
    Math.max(...Array.from({ length: inner }, (_, at) => Math.abs(x[row * inner + at] ?? 0))),
  );
  const columnScale = Array.from({ length: columns }, (_, column) =>
    Math.max(...Array.from({ length: inner }, (_, at) => Math.abs(w[at * columns + column] ?? 0))),
  );
  const level = (value: number, scale: number): number => (scale === 0 ? 0 : Math.round((127 * value) / scale));
  return Float64Array.from({ length: rows * columns }, (_, index) => {
    const row = Math.floor(index / columns);
    const column = index % columns;
    let sum = 0;
    for (let at = 0; at < inner; at++) {
      sum +=
        level(x[row * inner + at] ?? 0, rowScale[row] ?? 0) *
        level(w[at * columns + column] ?? 0, columnScale[column] ?? 0);
    }
    return (sum * (rowScale[row] ?? 0) * (columnScale[column] ?? 0)) / 127 ** 2;
  });
}

testWithTensorFlow(
  'logits of whole models stay close with both kernels, and only embeddings stay float32',
  (backend) => {
    const tokens = gpt.build({ layers: 2, heads: 2, width: 16, bias: true }, { vocabulary, length });
    const goals = { label: 'label', cut: 'end', pool: 'mean', state: 'hidden', scale: 1, labelSmoothing: 0 } as const;
    const told = classify.build(goals, tokens, { samples: 3, length, classes: ['a', 'b'] });
    const images = vit.build(
      { patch: 4, layers: 2, heads: 2, width: 16, mlpRatio: 2, pool: 'mean' },
      { width: 8, height: 8 },
    );
    const seen = classifyImage.build({ labelSmoothing: 0 }, images, {
      samples: 2,
      width: 8,
      height: 8,
      classes: ['a', 'b'],
    });
    const pixels = Float32Array.from({ length: 2 * 8 * 8 * 3 }, (_, index) => Math.sin(index));
    const picture: StepInputs = {
      inputs: {
        pixels: { dtype: 'float32', shape: [2, 8, 8, 3], data: pixels },
        targets: { dtype: 'float32', shape: [2, 2], data: Float32Array.of(1, 0, 0, 1) },
      },
      targets: 2,
    };
    const cases = [
      {
        model: tokens,
        objective: told,
        inputs: told.collate(sampleBatch(3, 1, [0, 1, 0])),
        floats: ['wpe.weight', 'wte.weight'],
      },
      { model: images, objective: seen, inputs: picture, floats: ['vit.embeddings.position_embeddings'] },
    ];
    for (const { model, objective, inputs, floats } of cases) {
      const specs = [...model.weights, ...objective.weights];
      const weights = new Map(
        specs.map((spec) => [spec.name, initialWeight({ ...spec, initial: louder(spec.initial) }, 3)]),
      );
      const traced = () => tracePassGraph(backend, { model, objective, weights });
      const logitsOf = (pass: ReturnType<typeof traced>): Float32Array => {
        const engine = openPass(backend, pass);
        const { logits = new Float32Array() } = engine.evaluate(inputs);
        engine.close();
        return logits;
      };
      const exact = logitsOf(traced());
      const reach = Math.max(...exact.map(Math.abs));
      for (const kernel of integerKernel(backend) === 'onednn' ? kernels : (['plain'] as const)) {
        const pass = withIntegerProducts(backend, traced(), compressible(model), kernel);
        const names = compressible(model).filter((name) => pass.weights.has(name));
        assert.deepEqual(names.toSorted(), floats);
        const near = logitsOf(pass);
        for (const [index, value] of exact.entries()) {
          assert.ok(Math.abs(value - (near[index] ?? 0)) < 0.05 * reach, `${kernel}: ${near[index]} for ${value}`);
        }
        assert.notDeepEqual(near, exact);
      }
    }
  },
);

function louder(initial: TokenModel['weights'][number]['initial']): TokenModel['weights'][number]['initial'] {
  return initial.kind === 'normal' ? { kind: 'normal', deviation: 0.2 } : initial;
}
