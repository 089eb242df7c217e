import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openEagerEngine } from '../../../training/engines/eager-engine.ts';
import { openGraphEngine } from '../../../training/engines/graph-engine.ts';
import { t5 } from '../../../training/models/t5.ts';
import { sentinelsNeeded, spanCorruption } from '../../../training/objectives/span-corruption.ts';
import { length, sampleBatch, vocabulary } from '../sample-step.ts';
import { testWithTensorFlow } from '../test-backend.ts';

const rule = spanCorruption.parameters.parse({ density: 0.3, span: 2 });
const sentinels = Array.from({ length: sentinelsNeeded(rule, length) }, (_, index) => vocabulary + index);
const model = t5.build(t5.parameters.parse({ layers: 1, heads: 2, width: 8, inner: 12, buckets: 8 }), {
  vocabulary: vocabulary + sentinels.length,
  length,
});
const objectiveOf = (samples: number) =>
  spanCorruption.build(rule, model, { samples, length, classes: [], vocabulary, sentinels });

test('a batch becomes pairs: the decoder sees the targets after the start, padding is not judged', () => {
  const batch = { ...sampleBatch(2, 5), used: Int32Array.of(12, 1) };
  // 12 tokens: 4 are taken out in 2 spans.
  const { inputs, targets } = objectiveOf(3).collate(batch);
  const { source, text, target, targets: wanted, judged } = inputs;
  assert.deepEqual([source?.shape, target?.shape], [[30], [21]]);
  assert.equal(targets, 7);
  assert.deepEqual([...(judged?.data ?? [])], [...Array(7).fill(1), ...Array(14).fill(0)]);
  assert.deepEqual([...(text?.data ?? [])], [...Array(10).fill(1), ...Array(20).fill(0)]);
  assert.deepEqual([...(target?.data ?? [])].slice(0, 7), [0, ...[...(wanted?.data ?? [])].slice(0, 6)]);
  const kept = [...(source?.data ?? [])].slice(0, 10).filter((id) => id < vocabulary);
  assert.equal(kept.length, 8);
});

test('a sample draws as itself, in whichever batch it comes', () => {
  const batch = sampleBatch(4, 5);
  const whole = objectiveOf(4).collate(batch);
  const first = objectiveOf(2).collate({ ...batch, samples: 2, cursor: { ...batch.cursor, position: 2 } });
  for (const name of ['source', 'target', 'targets']) {
    const part = [...(first.inputs[name]?.data ?? [])];
    assert.deepEqual(part, [...(whole.inputs[name]?.data ?? [])].slice(0, part.length), name);
  }
});

testWithTensorFlow('eager and graph give the same losses with dropout, in parts of a batch', (backend) => {
  const optimizer = { beta1: 0.9, beta2: 0.95, epsilon: 1e-8, weightDecay: 0.1, clipNorm: 1 };
  const [eager, graph] = [openEagerEngine, openGraphEngine].map((open) => {
    const objective = objectiveOf(4);
    const engine = open(backend, { model, objective, optimizer, dropout: 0.1, seed: 3, parallel: 2 });
    const losses = Array.from({ length: 15 }, (_, index) => {
      const inputs = objective.collate(sampleBatch(4, index));
      return engine.step([inputs], { step: index + 1, learningRate: 3e-2 }).loss;
    });
    const { lossSum } = engine.evaluate(objective.collate(sampleBatch(3, 99)));
    engine.close();
    return [...losses, ...(lossSum ?? [])];
  });
  assert.ok(eager !== undefined && graph !== undefined);
  assert.equal(eager.length, 16);
  for (const [step, loss] of eager.entries()) {
    assert.ok(Math.abs(loss - (graph[step] ?? Number.NaN)) < 1e-4 * Math.abs(loss), `${step}: ${loss}, ${graph[step]}`);
  }
  assert.ok((eager[14] ?? 9) < (eager[0] ?? 0), 'it learns');
});
