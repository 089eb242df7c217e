import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Batch } from '../../../streaming/batch.ts';
import { newForward } from '../../../training/engines/forward.ts';
import { lstm } from '../../../training/models/lstm.ts';
import { causal } from '../../../training/objectives/causal.ts';
import { weightOf } from '../peer-weights.ts';
import { sampleBatch } from '../sample-step.ts';
import { testWithTensorFlow } from '../test-backend.ts';
import { checkSteps, peers, requireEqual } from './torch-steps.ts';

const [samples, length, vocabulary] = [3, 7, 11];
const model = lstm.build({ layers: 2, width: 6 }, { vocabulary, length });

function peerTokens(step: number): Batch {
  const tokens = Int32Array.from({ length: samples * length }, (_, place) => {
    return (step * 5 + place * place * 3 + place) % vocabulary;
  });
  return { ...sampleBatch(samples, 0), length, tokens, used: Int32Array.of(length, length, length) };
}

test("layers have the weight names and shapes of PyTorch's nn.LSTM", () => {
  assert.deepEqual(Object.fromEntries(model.weights.map(({ name, shape }) => [name, shape])), {
    'embedding.weight': [11, 6],
    'lstm.weight_ih_l0': [24, 6],
    'lstm.weight_hh_l0': [24, 6],
    'lstm.bias_ih_l0': [24],
    'lstm.bias_hh_l0': [24],
    'lstm.weight_ih_l1': [24, 6],
    'lstm.weight_hh_l1': [24, 6],
    'lstm.bias_ih_l1': [24],
    'lstm.bias_hh_l1': [24],
    bias: [11],
  });
});

testWithTensorFlow("logits are PyTorch's", (backend) => {
  const { tf } = backend;
  const logits = tf.tidy(() => {
    const tensors = model.weights.map((spec) => {
      const { data, shape } = weightOf(spec);
      return [spec.name, tf.tensor(data, [...shape])] as const;
    });
    const forward = newForward(backend, new Map(tensors), undefined);
    const ids = tf.tensor1d(peerTokens(1).tokens, 'int32');
    return model.logits(forward, model.hidden(forward, model.residual(forward, { ids, samples, length }))).dataSync();
  });
  requireEqual(logits, peers.lstm.logits);
});

testWithTensorFlow("20 steps of both engines are PyTorch's", (backend) => {
  const objective = causal.build({}, model, { samples, length, classes: [] });
  checkSteps(backend, { model, objective, inputsOf: (step) => objective.collate(peerTokens(step)) }, peers.lstm);
});
