import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { packageRoot } from '../../../storage/package-root.ts';
import { openEagerEngine } from '../../../training/engines/eager-engine.ts';
import { openGraphEngine } from '../../../training/engines/graph-engine.ts';
import type { HostTensor } from '../../../training/host-tensor.ts';
import type { WeightSpec } from '../../../training/model.ts';
import { gpt } from '../../../training/models/gpt.ts';
import { vit } from '../../../training/models/vit.ts';
import { causal } from '../../../training/objectives/causal.ts';
import { classifyImage } from '../../../training/objectives/classify-image.ts';
import { adaptersOf, lora } from '../../../training/tuning/lora.ts';
import { mergeLora, unmergeLora } from '../../../training/tuning/merge-lora.ts';
import { weightOf } from '../peer-weights.ts';
import { imageSize, sampleImages } from '../sample-images.ts';
import { sampleBatch } from '../sample-step.ts';
import { testWithTensorFlow } from '../test-backend.ts';

// Written by tests/training/tuning/lora-torch.py.
const fixture = new URL('tests/fixtures/training/lora-torch.json', packageRoot);
const peer = JSON.parse(readFileSync(fixture, 'utf8')) as {
  readonly losses: readonly number[];
  readonly gradientNorms: readonly number[];
};

const [length, vocabulary, samples] = [6, 11, 3];
const base = gpt.build({ layers: 2, heads: 2, width: 8, bias: true }, { vocabulary, length });
const settings = { rank: 2, alpha: 3, targets: ['h.*.attn.c_attn', 'h.*.mlp.c_fc'] };
const tuned = lora(base, settings);
const size = { samples, length, classes: [], vocabulary };
const optimizer = { beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0.1, clipNorm: 0.5 };
const engines = [openGraphEngine, openEagerEngine];

function inputsOf(step: number) {
  const tokens = Int32Array.from({ length: samples * length }, (_, place) => {
    return (step * 37 + place * place * 5 + place * 3) % vocabulary;
  });
  return causal
    .build({}, base, size)
    .collate({ ...sampleBatch(samples, 0), length, tokens, used: Int32Array.of(6, 4, 2) });
}

for (const open of engines) {
  testWithTensorFlow(`20 steps of adapters are PyTorch's, ${open.name}`, (backend) => {
    const objective = causal.build({}, tuned, size);
    const engine = open(backend, { model: tuned, objective, optimizer, dropout: 0, seed: 0 });
    const before = new Map(tuned.weights.map((spec) => [spec.name, weightOf(spec)]));
    engine.writeState({ weights: before });
    for (const [index, loss] of peer.losses.entries()) {
      const report = engine.step([inputsOf(index + 1)], { step: index + 1, learningRate: 1e-2 });
      assert.ok(Math.abs(report.loss - loss) < 1e-5, `step ${index + 1}: ${report.loss}, PyTorch ${loss}`);
      const norm = peer.gradientNorms[index] ?? Number.NaN;
      assert.ok(Math.abs(report.gradientNorm - norm) < 1e-4, `step ${index + 1}: ${report.gradientNorm}, ${norm}`);
    }
    const after = engine.readState();
    const adapters = adaptersOf(base, settings).flatMap(({ a, b }) => [a.name, b.name]);
    assert.equal(adapters.length, 8);
    assert.deepEqual([...after.firstMoments.keys()].sort(), adapters.toSorted());
    assert.deepEqual([...after.secondMoments.keys()].sort(), adapters.toSorted());
    for (const { name } of base.weights) assert.deepEqual(after.weights.get(name)?.data, before.get(name)?.data, name);
    for (const name of adapters) assert.notDeepEqual(after.weights.get(name)?.data, before.get(name)?.data, name);
    engine.close();
  });
}

testWithTensorFlow('a model begins with its adapters as it was without', (backend) => {
  const losses = [base, tuned].map((model) => {
    const objective = causal.build({}, model, size);
    const engine = openGraphEngine(backend, { model, objective, optimizer, dropout: 0, seed: 3 });
    const { lossSum } = engine.evaluate(inputsOf(1));
    engine.close();
    return lossSum?.[0];
  });
  assert.ok((losses[0] ?? 0) > 1);
  assert.equal(losses[0], losses[1]);
});

testWithTensorFlow('merged weights do what the adapted ones did, and are apart again, in both layouts', (backend) => {
  const pictures = vit.build(vit.parameters.parse({ patch: 2, layers: 1, heads: 2, width: 8 }), imageSize);
  const classes = ['dark', 'light'];
  const imageObjective = (model: typeof pictures) =>
    classifyImage.build({ labelSmoothing: 0 }, model, { samples: 4, ...imageSize, classes });
  const cases = [
    {
      plain: base,
      adapted: tuned,
      settings,
      goal: (model: typeof base) => causal.build({}, model, size),
      inputs: inputsOf(5),
    },
    {
      plain: pictures,
      adapted: lora(pictures, { ...settings, targets: [] }),
      settings: { ...settings, targets: [] },
      goal: imageObjective,
      inputs: imageObjective(pictures).collate(sampleImages(4, 1, [0, 1, 0, 1])),
    },
  ] as const;
  for (const { plain, adapted, settings, goal, inputs } of cases) {
    const build = goal as (model: typeof plain) => ReturnType<typeof goal>;
    const options = { optimizer, dropout: 0, seed: 0 };
    const objective = build(adapted);
    const engine = openGraphEngine(backend, { ...options, model: adapted, objective });
    const specs = [...adapted.weights, ...objective.weights];
    engine.writeState({ weights: new Map(specs.map((spec) => [spec.name, loudAdapter(spec)])) });
    const { weights } = engine.readState();
    const expected = engine.evaluate(inputs);
    engine.close();

    const merged = mergeLora(weights, plain, settings);
    const other = openGraphEngine(backend, { ...options, model: plain, objective: build(plain) });
    other.writeState({
      weights: new Map([...merged.keys()].map((name) => [name, weights.get(name) ?? notThere(name)])),
    });
    const untouched = other.evaluate(inputs);
    other.writeState({ weights: merged });
    const found = other.evaluate(inputs);
    other.close();
    assert.ok(distance(found, expected) < 1e-4, `${distance(found, expected)}`);
    assert.ok(distance(untouched, expected) > 1e-2, `the adapters matter: ${distance(untouched, expected)}`);

    const apart = unmergeLora(merged, weights, plain, settings);
    assert.deepEqual([...apart.keys()].sort(), [...weights.keys()].sort());
    for (const [name, { data }] of apart) {
      const before = weights.get(name)?.data ?? [];
      assert.ok(
        data.every((value, place) => Math.abs(value - (before[place] ?? Number.NaN)) < 1e-6),
        name,
      );
    }
  }
});

/** Adapters that change much of what the model says. */
function loudAdapter(spec: WeightSpec): HostTensor {
  const { shape, data } = weightOf(spec);
  const factor = spec.name.includes('.lora_') ? 4 : 1;
  return { dtype: 'float32', shape, data: Float32Array.from(data, (value) => value * factor) };
}

function distance(a: Readonly<Record<string, Float32Array>>, b: typeof a): number {
  const apart = Object.entries(a).flatMap(([name, values]) =>
    [...values].map((value, place) => Math.abs(value - (b[name]?.[place] ?? Number.NaN))),
  );
  return Math.max(...apart);
}

function notThere(name: string): never {
  throw new Error(`there is no ${name}`);
}

test('adapters lie beside the matrices of all numbered layers, or those that are named, in the layout of PEFT', () => {
  const all = adaptersOf(base, { ...settings, targets: [] });
  assert.equal(all.length, 8);
  const [first] = all;
  assert.equal(first?.target.name, 'h.0.attn.c_attn.weight');
  assert.deepEqual(
    [first?.a.shape, first?.b.shape],
    [
      [2, 8],
      [24, 2],
    ],
  );
  const pictures = vit.build(vit.parameters.parse({ patch: 2, layers: 1, heads: 2, width: 8 }), imageSize);
  const inner = adaptersOf(pictures, { ...settings, targets: ['*.intermediate'] });
  assert.deepEqual(
    inner.map(({ a, b }) => [a.shape, b.shape]),
    [
      [
        [2, 8],
        [32, 2],
      ],
    ],
  );
});

test('a target that is no matrix, and a rank above a side, are errors', () => {
  const attempt = (change: Partial<typeof settings>) => () => lora(base, { ...settings, ...change });
  assert.throws(attempt({ targets: ['h.0.ln_1'] }), { code: 'bad-lora', kind: 'usage' });
  assert.throws(attempt({ targets: ['h.0', 'h.7'] }), /found "h\.7"/);
  assert.throws(attempt({ rank: 9 }), /at most 8, a side of h\.0\.attn\.c_attn\.weight, found 9/);
});
