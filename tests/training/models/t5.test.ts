import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openEagerEngine } from '../../../training/engines/eager-engine.ts';
import { openGraphEngine } from '../../../training/engines/graph-engine.ts';
import { crossEntropySum } from '../../../training/layers/cross-entropy.ts';
import { relativeBucket } from '../../../training/layers/relative-positions.ts';
import type { PairModel } from '../../../training/model.ts';
import { t5 } from '../../../training/models/t5.ts';
import type { StepInputs, TokenObjective } from '../../../training/objective.ts';
import {
  largestDifference,
  type PeerModel,
  peerIds,
  peerLength,
  peerModel,
  peerSamples,
  peerTargets,
  peerVocabulary,
  peerWeights,
  targetLength,
} from '../hugging-face/peer-model.ts';
import { testWithTensorFlow } from '../test-backend.ts';

test('published sizes have their published numbers of weights', () => {
  // Counted by Hugging Face's transformers from the config.json of t5-small, t5-base, google/t5-v1_1-small.
  for (const [given, expected] of [
    [{ layers: 6, heads: 8, width: 512, feedForward: 'relu' }, 60_506_624],
    [{ layers: 12, heads: 12, width: 768, feedForward: 'relu' }, 222_903_552],
    [{ layers: 8, heads: 6, width: 512, headWidth: 64, inner: 1024, tied: false }, 76_961_152],
  ] as const) {
    const { weights } = t5.build(t5.parameters.parse(given), { vocabulary: 32128, length: 512 });
    const count = weights.reduce((sum, { shape }) => sum + shape.reduce((product, side) => product * side, 1), 0);
    assert.equal(count, expected);
    assert.ok(weights.every(({ decays, shape }) => decays === shape.length > 1));
  }
  assert.throws(() => t5.build(t5.parameters.parse({ heads: 3 }), { vocabulary: 9, length: 9 }), {
    ...{ code: 'model-parameters', kind: 'usage', message: 'expected a width that 3 heads divide, found 128' },
  });
});

test("buckets of distances are transformers'", () => {
  const { buckets } = peerModel('t5') as PeerModel & { readonly buckets: readonly (readonly number[])[] };
  for (const [index, bothWays] of [true, false].entries()) {
    const kind = { buckets: 32, distance: 128, bothWays };
    const found = Array.from({ length: 600 }, (_, place) => relativeBucket(place - 300, kind));
    assert.deepEqual(found, buckets[index]);
  }
});

const used = [10, 6];

/** The targets of the peers from their sources; the decoder sees them shifted by one, after a 0. */
function translating(model: PairModel): TokenObjective {
  const [sources, targets] = [[peerSamples * peerLength], [peerSamples * targetLength]];
  return {
    reads: 'tokens',
    samples: peerSamples,
    resize: () => translating(model),
    weights: [],
    inputs: [
      { name: 'ids', dtype: 'int32', shape: sources },
      { name: 'text', dtype: 'float32', shape: sources },
      { name: 'shifted', dtype: 'int32', shape: targets },
      { name: 'targets', dtype: 'int32', shape: targets },
      { name: 'judged', dtype: 'float32', shape: targets },
    ],
    collate: () => peerStep,
    lossSum: (forward, input) => {
      const text = input('text');
      const states = model.encode(forward, { ids: input('ids'), samples: peerSamples, length: peerLength, text });
      const target = { ids: input('shifted'), samples: peerSamples, length: targetLength };
      const source = model.ask(forward, { states, length: peerLength, text }, peerSamples);
      const written = model.decode(forward, target, source);
      return crossEntropySum(forward, model.logits(forward, written), input('targets'), input('judged'));
    },
    outputs: () => ({}),
  };
}

const shifted = peerTargets.map((_, index) => (index % targetLength === 0 ? 0 : (peerTargets[index - 1] ?? 0)));
const text = peerIds.map((_, index) => (index % peerLength < (used[Math.floor(index / peerLength)] ?? 0) ? 1 : 0));
const peerStep: StepInputs = {
  inputs: {
    ids: { dtype: 'int32', shape: [peerIds.length], data: peerIds },
    text: { dtype: 'float32', shape: [text.length], data: Float32Array.from(text) },
    shifted: { dtype: 'int32', shape: [shifted.length], data: shifted },
    targets: { dtype: 'int32', shape: [peerTargets.length], data: peerTargets },
    judged: { dtype: 'float32', shape: [peerTargets.length], data: new Float32Array(peerTargets.length).fill(1) },
  },
  targets: peerTargets.length,
};

for (const [name, feedForward] of [
  ['t5', 'relu'],
  ['t5-gated', 'gated-gelu'],
] as const) {
  const peer = peerModel(name);
  const sides = { layers: 2, decoderLayers: 1, heads: 2, width: 16, headWidth: 6, inner: 24, buckets: 8, distance: 12 };
  const given = t5.parameters.parse({ ...sides, feedForward });
  const model = t5.build(given, { vocabulary: peerVocabulary, length: 16 });
  for (const open of [openGraphEngine, openEagerEngine]) {
    testWithTensorFlow(`${peer.losses.length} steps of ${name} are PyTorch's, ${open.name}`, (backend) => {
      const optimizer = { beta1: 0.9, beta2: 0.95, epsilon: 1e-8, weightDecay: 0, clipNorm: 0 };
      const objective = translating(model);
      const engine = open(backend, { model, objective, optimizer, dropout: 0, seed: 0 });
      engine.writeState({ weights: peerWeights(name) });
      const losses = peer.losses.map(
        (_, index) => engine.step([peerStep], { step: index + 1, learningRate: 1e-2 }).loss,
      );
      engine.close();
      const most = largestDifference(losses, peer.losses);
      assert.ok(most < 1e-5, `${most}`);
    });
  }
}
