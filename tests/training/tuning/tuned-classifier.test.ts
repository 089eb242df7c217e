import assert from 'node:assert/strict';
import { randomUint32 } from '../../../core/seeded-random.ts';
import type { Backend } from '../../../training/backend/backend.ts';
import { openGraphEngine } from '../../../training/engines/graph-engine.ts';
import { highestClasses } from '../../../training/evaluation/confusion.ts';
import type { HostTensor } from '../../../training/host-tensor.ts';
import type { TokenModel } from '../../../training/model.ts';
import { gpt } from '../../../training/models/gpt.ts';
import { causal } from '../../../training/objectives/causal.ts';
import { classify } from '../../../training/objectives/classify.ts';
import { lora } from '../../../training/tuning/lora.ts';
import { sampleBatch } from '../sample-step.ts';
import { testWithTensorFlow } from '../test-backend.ts';

// Mails of made-up words: those of spam tell themselves by a few words among many that all mails have.
const [length, vocabulary, samples] = [16, 64, 16];
const base = gpt.build({ layers: 2, heads: 2, width: 32, bias: true }, { vocabulary, length });
const size = { samples, length, classes: ['ham', 'spam'], vocabulary };
const optimizer = { beta1: 0.9, beta2: 0.95, epsilon: 1e-8, weightDecay: 0.1, clipNorm: 1 };

function mails(seed: number) {
  const share = (counter: number): number => randomUint32(seed, counter) / 2 ** 32;
  const labels = Array.from({ length: samples }, (_, sample) => (share(sample) < 0.5 ? 1 : 0));
  const tokens = Int32Array.from({ length: samples * length }, (_, place) => {
    const spam = labels[Math.floor(place / length)] === 1;
    const telling = share(1_000 + place) < 0.2;
    const word = Math.floor(share(10_000 + place) * (telling ? 8 : vocabulary - 16));
    return telling ? vocabulary - 16 + word + (spam ? 8 : 0) : word;
  });
  return { ...sampleBatch(samples, seed, labels), length, tokens, used: new Int32Array(samples).fill(length) };
}

function pretrained(backend: Backend): ReadonlyMap<string, HostTensor> {
  const objective = causal.build({}, base, size);
  const engine = openGraphEngine(backend, { model: base, objective, optimizer, dropout: 0, seed: 1 });
  for (let step = 1; step <= 40; step++) engine.step([objective.collate(mails(step))], { step, learningRate: 3e-3 });
  const { weights } = engine.readState();
  engine.close();
  return weights;
}

function tune(backend: Backend, model: TokenModel, weights: ReadonlyMap<string, HostTensor>, learningRate: number) {
  const objective = classify.build(classify.parameters.parse({ scale: 1 }), model, size);
  const engine = openGraphEngine(backend, { model, objective, optimizer, dropout: 0, seed: 2 });
  engine.writeState({ weights });
  for (let step = 1; step <= 120; step++) {
    engine.step([objective.collate(mails(1_000 + step))], { step, learningRate });
  }
  const { firstMoments, secondMoments } = engine.readState();
  let right = 0;
  for (let batch = 0; batch < 40; batch++) {
    const judged = mails(9_000 + batch);
    const logits = engine.evaluate(objective.collate(judged))['logits'] ?? new Float32Array();
    const found = highestClasses(logits, 2);
    right += judged.labels.filter((label, sample) => label === found[sample]).length;
  }
  engine.close();
  const count = (moments: ReadonlyMap<string, HostTensor>): number =>
    [...moments.values()].reduce((sum, { data }) => sum + data.length, 0);
  return {
    accuracy: right / (40 * samples),
    trained: count(firstMoments),
    moments: 4 * count(firstMoments) + 4 * count(secondMoments),
  };
}

testWithTensorFlow(
  'adapters of a sixth of the memory for moments classify as well as a model tuned whole',
  (backend, t) => {
    const weights = pretrained(backend);
    const full = tune(backend, base, weights, 3e-3);
    const some = tune(backend, lora(base, { rank: 4, alpha: 8, targets: [] }), weights, 1e-2);
    for (const [name, { accuracy, trained, moments }] of Object.entries({ full, lora: some })) {
      t.diagnostic(`${name}: accuracy ${accuracy}, ${trained} trained parameters, ${moments} bytes of moments`);
    }
    assert.ok(full.accuracy > 0.9, `whole: ${full.accuracy}`);
    assert.ok(some.accuracy >= full.accuracy - 0.01, `adapters: ${some.accuracy}, whole: ${full.accuracy}`);
    assert.ok(some.moments < full.moments / 4);
  },
);
