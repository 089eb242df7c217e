import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pruneUnits, unitsLeft } from '../../../training/compression/structured-pruning.ts';
import type { HostTensor } from '../../../training/host-tensor.ts';
import { openInferenceEngine } from '../../../training/inference/inference-engine.ts';
import { initialWeight } from '../../../training/initial-weights.ts';
import type { ImageModel, TokenModel, TokenModelDefinition, WeightSpec } from '../../../training/model.ts';
import { bert } from '../../../training/models/bert.ts';
import { gpt } from '../../../training/models/gpt.ts';
import { llama } from '../../../training/models/llama.ts';
import { vit } from '../../../training/models/vit.ts';
import { classify } from '../../../training/objectives/classify.ts';
import { classifyImage } from '../../../training/objectives/classify-image.ts';
import { length, sampleBatch, vocabulary } from '../sample-step.ts';
import { testWithTensorFlow } from '../test-backend.ts';

const removed = { heads: 0.5, neurons: 0.25 };
const tokens = { vocabulary, length };
const side = { width: 8, height: 8 };
const gptSizes = { layers: 2, heads: 4, width: 16, bias: true };
const bertSizes = { layers: 2, heads: 4, width: 16, mlpRatio: 2, segments: 2, head: false, pooler: false };
const llamaSizes = llama.parameters.parse({ layers: 2, heads: 8, kvHeads: 4, width: 16, inner: 32 });
const vitSizes = { patch: 4, layers: 2, heads: 4, width: 16, mlpRatio: 2, pool: 'mean' as const };

/** Weights in which everything but what `pruneUnits` should keep does nothing: its output matrices are zero. */
function silenced(
  model: TokenModel | ImageModel,
  weights: Map<string, HostTensor>,
  units: (count: number) => number[],
) {
  for (const block of model.blocks ?? []) {
    for (const { count, slices } of [block.heads, block.neurons]) {
      const { weight, axis } = slices.at(-1) ?? assert.fail('no slices');
      const tensor = weights.get(weight) ?? assert.fail(weight);
      const inner = axis === 0 ? (tensor.shape[1] ?? 0) : 1;
      const run = (tensor.shape[axis] ?? 0) / count;
      for (const index of tensor.data.keys()) {
        const unit = Math.floor((Math.floor(index / inner) % (tensor.shape[axis] ?? 1)) / run);
        if (!units(count).includes(unit)) tensor.data[index] = 0;
      }
    }
  }
  return weights;
}

function begun(specs: readonly WeightSpec[]): Map<string, HostTensor> {
  return new Map(specs.map((spec) => [spec.name, initialWeight(spec, 5)]));
}

/** Places of those that are left, scattered. */
const left = (count: number): number[] => {
  const kept = count === 4 ? 2 : unitsLeft(count, removed.neurons);
  return Array.from({ length: count }, (_, index) => (index * 3 + 1) % count)
    .slice(0, kept)
    .sort((a, b) => a - b);
};

const goals = { label: 'label', cut: 'end', pool: 'mean', state: 'residual', scale: 1, labelSmoothing: 0 } as const;

/** Each kind with its parameters, those of it without half of the heads and a quarter of the neurons, and both models. */
const textModels = [
  shrunk(gpt, gptSizes, { ...gptSizes, heads: 2, headWidth: 4, inner: 48 }),
  shrunk(bert, bertSizes, { ...bertSizes, heads: 2, headWidth: 4, mlpRatio: 1.5 }),
  shrunk(llama, llamaSizes, { ...llamaSizes, heads: 4, kvHeads: 2, headWidth: 2, inner: 24 }),
];

function shrunk<Parameters extends object>(
  kind: TokenModelDefinition<Parameters>,
  large: NoInfer<Parameters>,
  small: NoInfer<Parameters>,
) {
  assert.deepEqual(kind.shrink?.(large, removed), small);
  return { name: kind.name, large: kind.build(large, tokens), small: kind.build(small, tokens) };
}

for (const { name, large, small } of textModels) {
  testWithTensorFlow(`a ${name} without the heads and neurons that say nothing gives the same logits`, (backend) => {
    const objectiveOf = (model: TokenModel) =>
      classify.build(goals, model, { samples: 3, length, classes: ['a', 'b'] });
    const weights = silenced(large, begun([...large.weights, ...objectiveOf(large).weights]), left);
    const batch = objectiveOf(large).collate(sampleBatch(3, 1, [0, 1, 0]));
    const logitsOf = (model: TokenModel, values: ReadonlyMap<string, HostTensor>) => {
      const engine = openInferenceEngine(backend, { model, objective: objectiveOf(model), weights: values });
      const { logits = new Float32Array() } = engine.evaluate(batch);
      engine.close();
      return logits;
    };
    const pruned = pruneUnits(weights, large.blocks ?? [], small.blocks ?? []);
    close(logitsOf(small, pruned), logitsOf(large, weights));
  });
}

testWithTensorFlow('a ViT without the heads and neurons that say nothing gives the same logits', (backend) => {
  const large = vit.build(vitSizes, side);
  const parameters = vit.shrink?.(vitSizes, removed) ?? assert.fail('it cannot be shrunk');
  assert.deepEqual(parameters, { ...vitSizes, heads: 2, headWidth: 4, mlpRatio: 1.5 });
  const small = vit.build(parameters, side);
  const objectiveOf = (model: ImageModel) =>
    classifyImage.build({ labelSmoothing: 0 }, model, { samples: 2, ...side, classes: ['a', 'b'] });
  const weights = silenced(large, begun([...large.weights, ...objectiveOf(large).weights]), left);
  const pixels = Float32Array.from({ length: 2 * 8 * 8 * 3 }, (_, index) => Math.sin(index));
  const inputs = {
    pixels: { dtype: 'float32', shape: [2, 8, 8, 3], data: pixels },
    targets: { dtype: 'float32', shape: [2, 2], data: Float32Array.of(1, 0, 0, 1) },
  } as const;
  const logitsOf = (model: ImageModel, values: ReadonlyMap<string, HostTensor>) => {
    const engine = openInferenceEngine(backend, { model, objective: objectiveOf(model), weights: values });
    const { logits = new Float32Array() } = engine.evaluate({ inputs, targets: 2 });
    engine.close();
    return logits;
  };
  const pruned = pruneUnits(weights, large.blocks ?? [], small.blocks ?? []);
  close(logitsOf(small, pruned), logitsOf(large, weights));
});

test('a block keeps one unit at least', () => {
  assert.deepEqual([unitsLeft(4, 0.5), unitsLeft(4, 0.99), unitsLeft(1, 0.5), unitsLeft(5, 0)], [2, 1, 1, 5]);
});

function close(found: Float32Array, expected: Float32Array): void {
  assert.equal(found.length, expected.length);
  for (const [index, value] of expected.entries()) {
    assert.ok(Math.abs(value - (found[index] ?? 0)) < 1e-5, `logit ${index}: ${found[index]} for ${value}`);
  }
}
