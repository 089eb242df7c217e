import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openEagerEngine } from '../../../training/engines/eager-engine.ts';
import { openGraphEngine } from '../../../training/engines/graph-engine.ts';
import { bert } from '../../../training/models/bert.ts';
import { gpt } from '../../../training/models/gpt.ts';
import { llama } from '../../../training/models/llama.ts';
import type { TokenObjective } from '../../../training/objective.ts';
import { classify } from '../../../training/objectives/classify.ts';
import { lora } from '../../../training/tuning/lora.ts';
import {
  largestDifference,
  peerBatch,
  peerLength,
  peerModel,
  peerSamples,
  peerVocabulary,
  peerWeights,
} from '../hugging-face/peer-model.ts';
import { weightOf } from '../peer-weights.ts';
import { length, sampleBatch, sampleOptions, vocabulary } from '../sample-step.ts';
import { testWithTensorFlow } from '../test-backend.ts';

const model = gpt.build({ layers: 1, heads: 2, width: 8, bias: true }, { vocabulary, length });
const size = { samples: 4, length, classes: ['ham', 'spam', 'list'] };
const build = (pool: 'mean' | 'last' | 'pooler', state: 'residual' | 'hidden' = 'hidden', scale = 1) =>
  classify.build({ label: 'label', cut: 'end', pool, state, scale, labelSmoothing: 0 }, model, size);

test('samples with a label are judged; those without, and fillers, are not', () => {
  const { inputs, targets } = build('mean').collate(sampleBatch(3, 1, [2, -1, 1]));
  assert.deepEqual([...(inputs['labels']?.data ?? [])], [2, 0, 1, 0]);
  assert.deepEqual([...(inputs['judged']?.data ?? [])], [1, 0, 1, 0]);
  assert.equal(targets, 2);
});

test('pooling is a mean over the text, or takes its last place', () => {
  const poolingOf = (pool: 'mean' | 'last'): number[] => [
    ...(build(pool).collate(sampleBatch(3, 1, [0, 0, 0])).inputs['pooling']?.data ?? []),
  ];
  const row = (values: readonly number[], sample: number): number[] =>
    values.slice(sample * length, (sample + 1) * length);
  const tenth = Math.fround(1 / 10);
  assert.deepEqual(row(poolingOf('mean'), 2), [...Array(10).fill(tenth), 0, 0]);
  assert.deepEqual(row(poolingOf('last'), 2), [...Array(9).fill(0), 1, 0, 0]);
  assert.deepEqual(row(poolingOf('mean'), 3), Array(length).fill(0));
});

test('a pooler is asked of a model that has one', () => {
  assert.throws(() => build('pooler'), {
    ...{ code: 'model-parameters', kind: 'usage', message: 'pool: pooler was asked of a model that has none' },
  });
});

const peer = peerModel('bert-classes');
const { padded = [] } = peer;
const sides = { layers: 2, heads: 2, width: 16, mlpRatio: 1.5, head: false, pooler: true };
const pooling = bert.build(bert.parameters.parse(sides), { vocabulary: peerVocabulary, length: 16 });
/** As BertForSequenceClassification was written, for texts of 10 and 6 tokens. */
const pooled = classify.build(classify.parameters.parse({}), pooling, {
  ...{ samples: peerSamples, length: peerLength, classes: ['spam', 'ham', 'list'] },
});
const judged = { ...peerBatch(), used: Int32Array.of(10, 6), labels: Int32Array.of(2, 0) };

for (const open of [openGraphEngine, openEagerEngine]) {
  testWithTensorFlow(`what a pooler makes, and what it learns, is transformers', ${open.name}`, (backend) => {
    const optimizer = { beta1: 0.9, beta2: 0.95, epsilon: 1e-8, weightDecay: 0, clipNorm: 0 };
    const engine = open(backend, { model: pooling, objective: pooled, optimizer, dropout: 0, seed: 0 });
    engine.writeState({ weights: peerWeights('bert-classes') });
    const inputs = pooled.collate(judged);
    const { logits = [] } = engine.evaluate(inputs);
    assert.ok(largestDifference(logits, padded) < 1e-5, `${largestDifference(logits, padded)}`);
    const losses = peer.losses.map((_, index) => engine.step([inputs], { step: index + 1, learningRate: 1e-2 }).loss);
    assert.ok(largestDifference(losses, peer.losses) < 2e-5, `${losses}`);
    engine.close();
  });
}

const ends = {
  'gpt2-classes': gpt.build(gpt.parameters.parse({ layers: 2, heads: 2, width: 16, activation: 'gelu-tanh' }), {
    vocabulary: peerVocabulary,
    length: 16,
  }),
  'llama-classes': llama.build(
    llama.parameters.parse({
      ...{ layers: 2, heads: 4, kvHeads: 2, width: 16, inner: 24, theta: 500, epsilon: 1e-5, tied: true },
    }),
    { vocabulary: peerVocabulary, length: 32 },
  ),
};

for (const [name, model] of Object.entries(ends)) {
  testWithTensorFlow(`what a head over the end says, and what it learns, is transformers', ${name}`, (backend) => {
    const expected = peerModel(name);
    const objective = classify.build(classify.parameters.parse({ pool: 'end' }), model, {
      ...{ samples: peerSamples, length: peerLength, classes: ['spam', 'ham', 'list'] },
    });
    const optimizer = { beta1: 0.9, beta2: 0.95, epsilon: 1e-8, weightDecay: 0, clipNorm: 0 };
    const engine = openGraphEngine(backend, { model, objective, optimizer, dropout: 0, seed: 0 });
    const stored = [...peerWeights(name)].map(([weight, tensor]) => {
      const own = weight.replace(/^transformer\./, '').replace(/^score\./, 'classifier.');
      return [own, tensor] as const;
    });
    engine.writeState({ weights: new Map(stored) });
    const inputs = objective.collate(judged);
    const { logits = [] } = engine.evaluate(inputs);
    assert.ok(largestDifference(logits, expected.padded ?? []) < 1e-5);
    const losses = expected.losses.map(
      (_, index) => engine.step([inputs], { step: index + 1, learningRate: 1e-2 }).loss,
    );
    assert.ok(largestDifference(losses, expected.losses) < 5e-5, `${losses}, not ${expected.losses}`);
    engine.close();
  });
}

testWithTensorFlow('a pooler is adapted by LoRA as other layers are', (backend) => {
  const tuned = lora(pooling, { rank: 2, alpha: 2, targets: ['bert.pooler.dense'] });
  const objective = classify.build(classify.parameters.parse({}), tuned, {
    ...{ samples: peerSamples, length: peerLength, classes: ['spam', 'ham', 'list'] },
  });
  const engine = openGraphEngine(backend, { ...sampleOptions(peerSamples), model: tuned, objective });
  const inputs = objective.collate(judged);
  const before = engine.evaluate(inputs)['lossSum']?.[0] ?? 0;
  const specs = tuned.weights.filter(({ name }) => name.includes('lora'));
  assert.equal(specs.length, 2);
  engine.writeState({ weights: new Map(specs.map((spec) => [spec.name, weightOf(spec)])) });
  assert.notEqual(engine.evaluate(inputs)['lossSum']?.[0], before);
  engine.close();
});

test('a stream without two classes is a usage error', () => {
  const one = { ...size, classes: ['ham'] };
  assert.throws(
    () =>
      classify.build(
        { label: 'label', cut: 'end', pool: 'mean', state: 'hidden', scale: 1, labelSmoothing: 0 },
        model,
        one,
      ),
    {
      code: 'too-few-classes',
      kind: 'usage',
    },
  );
});

testWithTensorFlow('what follows the text, in the sample or the batch, changes no logit', (backend) => {
  const kinds = [build('mean'), build('last'), build('mean', 'residual', 10)];
  for (const objective of kinds) {
    const engine = openGraphEngine(backend, { ...sampleOptions(4), model, objective, parallel: 2 });
    const batch = sampleBatch(3, 1, [2, 0, 1]);
    const padded = sampleBatch(4, 1, [2, 0, 1, 2]);
    for (let sample = 0; sample < 3; sample++) {
      padded.tokens.fill(5, sample * length + (padded.used[sample] ?? 0), (sample + 1) * length);
    }
    const logitsOf = (given: typeof batch): number[] => [
      ...(engine.evaluate(objective.collate(given))['logits'] ?? []).slice(0, 9),
    ];
    assert.equal(logitsOf(batch).length, 9);
    assert.deepEqual(logitsOf(padded), logitsOf(batch));
    engine.close();
  }
});

testWithTensorFlow('a scale is a factor on what the head sees, and the last norm is left out before it', (backend) => {
  const logitsOf = (objective: TokenObjective): number[] => {
    const engine = openGraphEngine(backend, { ...sampleOptions(4), model, objective });
    const { logits = new Float32Array() } = engine.evaluate(objective.collate(sampleBatch(4, 1, [2, 0, 1, 2])));
    engine.close();
    return [...logits];
  };
  const once = logitsOf(build('mean', 'residual', 1));
  for (const [place, logit] of logitsOf(build('mean', 'residual', 10)).entries()) {
    assert.ok(Math.abs(logit - 10 * (once[place] ?? 0)) < 1e-5);
  }
  assert.notDeepEqual(logitsOf(build('mean')), once);
});

testWithTensorFlow('a tiny set of documents is learned by heart', (backend) => {
  const objective = build('mean');
  const options = { ...sampleOptions(4), model, objective };
  const engine = openGraphEngine(backend, options);
  const inputs = objective.collate(sampleBatch(4, 1, [2, 0, 1, 0]));
  for (let step = 1; step <= 60; step++) engine.step([inputs], { step, learningRate: 1e-2 });
  assert.ok((engine.evaluate(inputs)['lossSum']?.[0] ?? 9) < 0.2);
  engine.close();
});
