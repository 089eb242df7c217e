import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { packageRoot } from '../../../storage/package-root.ts';
import { openEagerEngine } from '../../../training/engines/eager-engine.ts';
import { openGraphEngine } from '../../../training/engines/graph-engine.ts';
import { crossEntropySum } from '../../../training/layers/cross-entropy.ts';
import type { Forward, TokenModel } from '../../../training/model.ts';
import { bert, bertWeightName } from '../../../training/models/bert.ts';
import type { InputTensors, StepInputs, TokenObjective } from '../../../training/objective.ts';
import type { Tensor } from '../../../training/tensorflow.ts';
import { weightOf } from '../peer-weights.ts';
import { testWithTensorFlow } from '../test-backend.ts';

const base = bert.parameters.parse({ layers: 12, heads: 12, width: 768, head: false });
const small = bert.parameters.parse({ layers: 2, heads: 2, width: 8, mlpRatio: 3 });

test('published sizes have their published numbers of weights', () => {
  // Counted by Hugging Face's transformers for BertModel without pooler: bert-base, bert-large, all-MiniLM-L6-v2.
  for (const [change, expected] of [
    [{}, 108_891_648],
    [{ layers: 24, heads: 16, width: 1024 }, 334_092_288],
    [{ layers: 6, heads: 12, width: 384 }, 22_565_376],
  ] as const) {
    const { weights } = bert.build({ ...base, ...change }, { vocabulary: 30522, length: 512 });
    const count = weights.reduce((sum, { shape }) => sum + shape.reduce((product, side) => product * side, 1), 0);
    assert.equal(count, expected);
    assert.ok(weights.every(({ decays, shape }) => decays === shape.length > 1));
  }
});

test('names of files of other models and times are those of the model', () => {
  assert.equal(bertWeightName('encoder.layer.3.output.dense.weight'), 'bert.encoder.layer.3.output.dense.weight');
  assert.equal(bertWeightName('bert.embeddings.LayerNorm.gamma'), 'bert.embeddings.LayerNorm.weight');
  assert.equal(bertWeightName('embeddings.LayerNorm.beta'), 'bert.embeddings.LayerNorm.bias');
  for (const { name } of bert.build(small, size).weights) assert.equal(bertWeightName(name), name);
});

test('what cannot be built, and logits of a model without a head, are usage errors', () => {
  assert.throws(() => bert.build({ ...small, heads: 3 }, size), {
    code: 'model-parameters',
    kind: 'usage',
    message: 'expected a width that 3 heads divide, found 8',
  });
  const { logits } = bert.build({ ...small, head: false }, size);
  assert.throws(() => logits({} as Forward, {} as never), { code: 'model-parameters', kind: 'usage' });
});

interface Peer {
  readonly logits: readonly number[];
  readonly plainLogits: readonly number[];
  readonly losses: readonly number[];
  readonly gradientNorms: readonly number[];
}

// Written by tests/training/models/bert-torch.py, whose numbers below are these.
const fixture = new URL('tests/fixtures/training/bert-torch.json', packageRoot);
const peer = JSON.parse(readFileSync(fixture, 'utf8')) as Peer;
const size = { vocabulary: 29, length: 12 };
const used = [12, 7, 10];
const samples = used.length;
const places = samples * size.length;

/** Every third place of the text is judged. */
function peerStep(step: number): StepInputs {
  const each = (value: (place: number, inSample: number, sample: number) => number) =>
    Array.from({ length: places }, (_, place) => value(place, place % size.length, Math.floor(place / size.length)));
  const ids = each((place) => (step * 31 + place * place * 7 + place * 3) % size.vocabulary);
  const text = each((_, inSample, sample) => (inSample < (used[sample] ?? 0) ? 1 : 0));
  const judged = text.map((is, place) => ((place + step) % 3 === 0 ? is : 0));
  const int = (data: number[]) => ({ dtype: 'int32', shape: [places], data: Int32Array.from(data) }) as const;
  const float = (data: number[]) => ({ dtype: 'float32', shape: [places], data: Float32Array.from(data) }) as const;
  return {
    inputs: {
      ids: int(ids),
      text: float(text),
      segments: int(each((_, inSample) => (inSample >= 5 ? 1 : 0))),
      targets: int(ids.map((id) => (id * 5 + 2) % size.vocabulary)),
      judged: float(judged),
    },
    targets: judged.reduce((sum, is) => sum + is, 0),
  };
}

/** Names the tokens of judged places; with `plain` the model sees neither padding nor segments. */
function naming(model: TokenModel, samples: number, plain = false): TokenObjective {
  const logitsOf = (forward: Forward, input: InputTensors) => {
    const more = plain ? {} : { text: input('text'), segments: input('segments') };
    const residual = model.residual(forward, { ids: input('ids'), samples, length: size.length, ...more });
    return model.logits(forward, model.hidden(forward, residual));
  };
  const lossSum = (forward: Forward, input: InputTensors): Tensor =>
    crossEntropySum(forward, logitsOf(forward, input), input('targets'), input('judged'));
  const shape = [samples * size.length];
  return {
    reads: 'tokens',
    samples,
    resize: (samples) => naming(model, samples, plain),
    weights: [],
    inputs: [
      ...['ids', 'segments', 'targets'].map((name) => ({ name, dtype: 'int32', shape }) as const),
      ...['text', 'judged'].map((name) => ({ name, dtype: 'float32', shape }) as const),
    ],
    collate: () => peerStep(1),
    lossSum,
    outputs: (forward, input) => ({ lossSum: lossSum(forward, input), logits: logitsOf(forward, input) }),
  };
}

const optimizer = { beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0.1, clipNorm: 0.5 };

for (const [name, open] of [
  ['eager', openEagerEngine],
  ['graph', openGraphEngine],
] as const) {
  testWithTensorFlow(`logits and steps by the ${name} engine are transformers'`, (backend) => {
    const model = bert.build(small, size);
    const weights = new Map(model.weights.map((spec) => [spec.name, weightOf(spec)]));
    const opened = (plain: boolean) => {
      const objective = naming(model, samples, plain);
      const engine = open(backend, { model, objective, optimizer, dropout: 0, seed: 0 });
      engine.writeState({ weights });
      return engine;
    };
    for (const [plain, expected] of [
      [true, peer.plainLogits],
      [false, peer.logits],
    ] as const) {
      const engine = opened(plain);
      const { logits = [] } = engine.evaluate(peerStep(1));
      engine.close();
      assert.equal(logits.length, expected.length);
      for (const [index, logit] of logits.entries()) {
        assert.ok(Math.abs(logit - (expected[index] ?? Number.NaN)) < 1e-6, `logit ${index}: ${logit}`);
      }
    }
    const engine = opened(false);
    for (const [index, loss] of peer.losses.entries()) {
      const step = index + 1;
      const report = engine.step([peerStep(step)], { step, learningRate: 1e-2 / step });
      assert.ok(Math.abs(report.loss - loss) < 1e-5, `loss of step ${step}: ${report.loss}, PyTorch ${loss}`);
      const norm = peer.gradientNorms[index] ?? Number.NaN;
      assert.ok(Math.abs(report.gradientNorm - norm) < 1e-4, `norm of step ${step}: ${report.gradientNorm}, ${norm}`);
    }
    engine.close();
  });
}

testWithTensorFlow('eager and graph give the same losses with dropout, in parts of a batch', (backend) => {
  const model = bert.build({ ...small, layers: 1 }, size);
  const [eager, graph] = [openEagerEngine, openGraphEngine].map((open) => {
    const objective = naming(model, samples);
    const engine = open(backend, { model, objective, optimizer, dropout: 0.1, seed: 3, parallel: 3 });
    const losses = Array.from({ length: 15 }, (_, step) => {
      return engine.step([peerStep(1)], { step: step + 1, learningRate: 3e-3 }).loss;
    });
    engine.close();
    return losses;
  });
  assert.ok(eager !== undefined && graph !== undefined);
  for (const [step, loss] of eager.entries()) {
    assert.ok(Math.abs(loss - (graph[step] ?? Number.NaN)) < 1e-5, `step ${step + 1}: ${loss}, ${graph[step]}`);
  }
  assert.ok((eager.at(-1) ?? 9) < (eager[0] ?? 0), 'it learns');
});
