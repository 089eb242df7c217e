import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openEagerEngine } from '../../../training/engines/eager-engine.ts';
import { newForward } from '../../../training/engines/forward.ts';
import { openGraphEngine } from '../../../training/engines/graph-engine.ts';
import type { HostTensor } from '../../../training/host-tensor.ts';
import type { WeightSpec } from '../../../training/model.ts';
import { bert } from '../../../training/models/bert.ts';
import { gpt } from '../../../training/models/gpt.ts';
import { llama } from '../../../training/models/llama.ts';
import { causal } from '../../../training/objectives/causal.ts';
import { promptName, promptTuned } from '../../../training/tuning/prompt.ts';
import { weightOf } from '../peer-weights.ts';
import { length, sampleBatch, vocabulary } from '../sample-step.ts';
import { testWithTensorFlow } from '../test-backend.ts';

const [samples, tokens] = [3, 2];
const size = { vocabulary, length: length + tokens };
const models = [
  gpt.build({ layers: 2, heads: 2, width: 8, bias: true }, size),
  llama.build(llama.parameters.parse({ layers: 1, heads: 2, width: 8 }), size),
];

for (const [index, base] of models.entries()) {
  testWithTensorFlow(`a prompt of known tokens' states is those tokens before the text, model ${index}`, (backend) => {
    const { tf } = backend;
    tf.tidy(() => {
      const weights = new Map(
        base.weights.map((spec) => [spec.name, tf.tensor(weightOf(spec).data, [...spec.shape], 'float32')]),
      );
      const table = weights.get(base.tokenTable ?? '');
      assert.ok(table !== undefined);
      const said = [7, 4];
      const prompt = tf.gather(table, tf.tensor1d(said, 'int32'));
      const { tokens: text } = sampleBatch(samples, 5);
      const ids = tf.tensor1d(text, 'int32');
      const tuned = promptTuned(base, { tokens });
      const forward = newForward(backend, new Map([...weights, [promptName, prompt]]), undefined);
      const found = tuned.residual(forward, { ids, samples, length });
      const longer = Array.from({ length: samples }, (_, sample) => [
        ...said,
        ...text.subarray(sample * length, (sample + 1) * length),
      ]).flat();
      const whole = base.residual(newForward(backend, weights, undefined), {
        ...{ ids: tf.tensor1d(longer, 'int32'), samples, length: length + tokens },
      });
      const expected = whole.reshape([samples, length + tokens, -1]).slice([0, tokens, 0], [samples, length, -1]);
      assert.deepEqual(found.shape, [samples * length, base.width]);
      const apart = tf.max(tf.abs(tf.sub(found, expected.reshape(found.shape)))).dataSync()[0];
      assert.ok(apart !== undefined && apart < 1e-6, String(apart));
      assert.equal(tuned.logits, base.logits);
    });
  });
}

testWithTensorFlow('the prompt alone is trained, and learns, in both engines alike', (backend) => {
  const [base] = models;
  assert.ok(base !== undefined);
  const model = promptTuned(base, { tokens });
  const objective = causal.build({}, model, { samples, length, classes: [], vocabulary });
  const optimizer = { beta1: 0.9, beta2: 0.95, epsilon: 1e-8, weightDecay: 0, clipNorm: 0 };
  const [graph, eager] = [openGraphEngine, openEagerEngine].map((open) => {
    const engine = open(backend, { model, objective, optimizer, dropout: 0, seed: 3 });
    engine.writeState({ weights: new Map(base.weights.map((spec) => [spec.name, loudBlock(spec)])) });
    const before = engine.readState().weights;
    const inputs = objective.collate(sampleBatch(samples, 1));
    const losses = Array.from({ length: 20 }, (_, index) => {
      return engine.step([inputs], { step: index + 1, learningRate: 0.3 }).loss;
    });
    const after = engine.readState();
    assert.deepEqual([...after.firstMoments.keys()], [promptName]);
    for (const { name } of base.weights) assert.deepEqual(after.weights.get(name), before.get(name), name);
    assert.notDeepEqual(after.weights.get(promptName), before.get(promptName));
    engine.close();
    return losses;
  });
  assert.ok(graph !== undefined && eager !== undefined);
  for (const [index, loss] of graph.entries()) assert.ok(Math.abs(loss / (eager[index] ?? 0) - 1) < 1e-5);
  assert.ok((graph.at(-1) ?? 9) < (graph[0] ?? 0) - 1e-3, `${graph[0]} to ${graph.at(-1)}`);
});

/** Blocks that say much of what they see, so that a prompt is heard. */
function loudBlock(spec: WeightSpec): HostTensor {
  const { shape, data } = weightOf(spec);
  const factor = spec.name.startsWith('h.') && shape.length === 2 ? 6 : 1;
  return { dtype: 'float32', shape, data: Float32Array.from(data, (value) => value * factor) };
}

test('an encoder has no prompt', () => {
  const encoder = bert.build(bert.parameters.parse({ layers: 1, heads: 1, width: 4 }), { vocabulary, length });
  assert.throws(() => promptTuned(encoder, { tokens }), { code: 'bad-prompt', kind: 'usage' });
});
