import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openEagerEngine } from '../../../training/engines/eager-engine.ts';
import { newForward } from '../../../training/engines/forward.ts';
import { openGraphEngine } from '../../../training/engines/graph-engine.ts';
import { llama } from '../../../training/models/llama.ts';
import { causal } from '../../../training/objectives/causal.ts';
import {
  largestDifference,
  peerBatch,
  peerIds,
  peerLength,
  peerModel,
  peerSamples,
  peerVocabulary,
  peerWeights,
} from '../hugging-face/peer-model.ts';
import { testWithTensorFlow } from '../test-backend.ts';

const countOf = (shapes: readonly (readonly number[])[]): number =>
  shapes.reduce((sum, shape) => sum + shape.reduce((product, side) => product * side, 1), 0);

test('published sizes have their published numbers of weights', () => {
  // LLaMA 7B, TinyLlama 1.1B and SmolLM 135M: counted by Hugging Face's transformers from their config.json.
  for (const [given, vocabulary, expected] of [
    [{ layers: 32, heads: 32, width: 4096, inner: 11008 }, 32000, 6_738_415_616],
    [{ layers: 22, heads: 32, kvHeads: 4, width: 2048, inner: 5632 }, 32000, 1_100_048_384],
    [{ layers: 30, heads: 9, kvHeads: 3, width: 576, inner: 1536, tied: true }, 49152, 134_515_008],
  ] as const) {
    const { weights } = llama.build(llama.parameters.parse(given), { vocabulary, length: 2048 });
    assert.equal(countOf(weights.map(({ shape }) => shape)), expected);
    assert.ok(weights.every(({ decays, shape }) => decays === shape.length > 1));
  }
});

test('heads that do not fit are a usage error that says what would', () => {
  const build = (given: object) => llama.build(llama.parameters.parse(given), { vocabulary: 9, length: 4 });
  for (const [given, message] of [
    [{ heads: 4, kvHeads: 3 }, 'expected kvHeads that divide 4 heads, found 3'],
    [{ heads: 4, width: 20 }, 'expected heads of an even width, whose halves turn together, found 5'],
    [{ heads: 3, width: 20 }, /expected heads of an even width, whose halves turn together, found 6\.6/],
  ] as const) {
    assert.throws(() => build(given), { code: 'model-parameters', kind: 'usage', message });
  }
});

for (const [name, given] of [
  ['llama', {}],
  ['llama-tied', { tied: true, headWidth: 6 }],
] as const) {
  const peer = peerModel(name);
  const sides = { layers: 2, heads: 4, kvHeads: 2, width: 16, inner: 24, theta: 500, epsilon: 1e-5 };
  const model = llama.build(llama.parameters.parse({ ...sides, ...given }), { vocabulary: peerVocabulary, length: 32 });

  testWithTensorFlow(`logits of ${name} are transformers' from the weights that it wrote`, (backend) => {
    const { tf } = backend;
    const weights = peerWeights(name);
    assert.deepEqual([...weights.keys()].sort(), model.weights.map(({ name }) => name).sort());
    const tensors = new Map([...weights].map(([name, { data, shape }]) => [name, tf.tensor(data, [...shape])]));
    const forward = newForward(backend, tensors, undefined);
    const ids = tf.tensor1d(peerIds, 'int32');
    const residual = model.residual(forward, { ids, samples: peerSamples, length: peerLength });
    const logits = model.logits(forward, model.hidden(forward, residual)).dataSync();
    const most = largestDifference(logits, peer.logits);
    assert.ok(most < 1e-5, `${most}`);
  });

  for (const open of [openGraphEngine, openEagerEngine]) {
    testWithTensorFlow(`${peer.losses.length} steps of ${name} are PyTorch's, ${open.name}`, (backend) => {
      const objective = causal.build({}, model, { samples: peerSamples, length: peerLength, classes: [] });
      const optimizer = { beta1: 0.9, beta2: 0.95, epsilon: 1e-8, weightDecay: 0, clipNorm: 0 };
      const engine = open(backend, { model, objective, optimizer, dropout: 0, seed: 0 });
      engine.writeState({ weights: peerWeights(name) });
      const losses = peer.losses.map(
        (_, index) => engine.step([objective.collate(peerBatch())], { step: index + 1, learningRate: 1e-2 }).loss,
      );
      engine.close();
      const most = largestDifference(losses, peer.losses);
      assert.ok(most < 1e-5, `${most}`);
    });
  }
}
