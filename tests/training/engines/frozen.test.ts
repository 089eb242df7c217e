import assert from 'node:assert/strict';
import type { Backend } from '../../../training/backend/backend.ts';
import type { AdamWSettings, StepReport } from '../../../training/engine.ts';
import { openEagerEngine } from '../../../training/engines/eager-engine.ts';
import { openGraphEngine } from '../../../training/engines/graph-engine.ts';
import { freeze } from '../../../training/tuning/freeze.ts';
import { sampleBatch, sampleOptions, slice } from '../sample-step.ts';
import { testWithTensorFlow } from '../test-backend.ts';

const samples = 4;
const engines = [openGraphEngine, openEagerEngine];

function optionsWith(patterns: readonly string[], optimizer: Partial<AdamWSettings> = {}) {
  const options = sampleOptions(samples, { dropout: 0.1, optimizer });
  return { ...options, model: freeze(options.model, patterns), parallel: 2 };
}

type Opened = ReturnType<typeof openGraphEngine>;

function steps(engine: Opened, { objective }: ReturnType<typeof optionsWith>, from: number, to: number, parts = 1) {
  const reports: StepReport[] = [];
  for (let step = from; step <= to; step++) {
    const batch = sampleBatch(samples, step);
    const micro = Array.from({ length: parts }, () => slice(batch, 0, samples));
    reports.push(engine.step(micro.map(objective.collate), { step, learningRate: 1e-2 }));
  }
  return reports;
}

const patterns = ['wte', 'wpe', 'h.0', '*.ln_2'];
const isFrozen = (name: string): boolean => /^(wte|wpe|h\.0|.*\.ln_2)\./.test(name);

testWithTensorFlow('frozen weights stay to the last bit, the others learn, and none of theirs is kept', (backend) => {
  const options = optionsWith(patterns);
  for (const open of engines) {
    for (const parts of [1, 2]) {
      const engine = open(backend, options);
      const before = engine.readState();
      const reports = steps(engine, options, 1, 12, parts);
      const after = engine.readState();
      assert.ok((reports.at(-1)?.loss ?? 9) < (reports[0]?.loss ?? 0), 'it learns');
      for (const [name, { data }] of after.weights) {
        const same = data.every((value, place) => value === before.weights.get(name)?.data[place]);
        assert.equal(same, isFrozen(name), name);
      }
      const trained = [...after.weights.keys()].filter((name) => !isFrozen(name));
      assert.deepEqual([...after.firstMoments.keys()], trained);
      assert.deepEqual([...after.secondMoments.keys()], trained);
      engine.close();
    }
  }
});

testWithTensorFlow('eager and graph give the same losses and norms with frozen weights', (backend) => {
  const options = optionsWith(patterns);
  const [graph, eager] = engines.map((open) => {
    const engine = open(backend, options);
    const reports = steps(engine, options, 1, 15);
    engine.close();
    return reports;
  });
  for (const [index, { loss, gradientNorm }] of (eager ?? []).entries()) {
    const other = graph?.[index];
    assert.ok(Math.abs(loss / (other?.loss ?? Number.NaN) - 1) < 1e-6);
    assert.ok(Math.abs(gradientNorm / (other?.gradientNorm ?? Number.NaN) - 1) < 1e-5);
  }
  assert.equal(eager?.length, 15);
});

/** Gradients of the first step by weight: with β₁ = 0 the first moment is the gradient. */
function firstStep(backend: Backend, open: typeof openGraphEngine, frozen: readonly string[]) {
  const options = optionsWith(frozen, { beta1: 0, clipNorm: 0, weightDecay: 0 });
  const engine = open(backend, options);
  const [report] = steps(engine, options, 1, 1);
  const { firstMoments } = engine.readState();
  engine.close();
  return { norm: report?.gradientNorm ?? Number.NaN, gradients: firstMoments };
}

testWithTensorFlow(
  'the gradients of trained weights are those without freezing, and alone make the norm',
  (backend) => {
    for (const open of engines) {
      const all = firstStep(backend, open, []);
      const some = firstStep(backend, open, patterns);
      let squares = 0;
      for (const [name, { data }] of some.gradients) {
        data.forEach((value, place) => {
          squares += value * value;
          assert.ok(Math.abs(value - (all.gradients.get(name)?.data[place] ?? Number.NaN)) < 1e-6, name);
        });
      }
      assert.ok(some.norm < 0.99 * all.norm);
      assert.ok(Math.abs(Math.sqrt(squares) / some.norm - 1) < 1e-5);
    }
  },
);

testWithTensorFlow('a run with frozen weights goes on to the last bit from the state that was read', (backend) => {
  const options = optionsWith(patterns);
  for (const open of engines) {
    const whole = open(backend, options);
    // What is frozen comes from another run.
    whole.writeState({ weights: new Map([['wte.weight', otherEmbedding(whole)]]) });
    const expected = steps(whole, options, 1, 10);
    const first = open(backend, options);
    first.writeState({ weights: new Map([['wte.weight', otherEmbedding(first)]]) });
    const found = steps(first, options, 1, 4);
    const state = first.readState();
    first.close();
    const second = open(backend, options);
    second.writeState(state);
    found.push(...steps(second, options, 5, 10));
    assert.deepEqual(found, expected);
    assert.deepEqual(second.readState(), whole.readState());
    second.close();
    whole.close();
  }
});

function otherEmbedding(engine: Opened) {
  const embedding = engine.readState().weights.get('wte.weight');
  assert.ok(embedding !== undefined && embedding.dtype === 'float32');
  return { ...embedding, data: embedding.data.map((value) => value * 1.5) };
}

testWithTensorFlow('moments of a frozen weight, and a model that is frozen whole, are refused', (backend) => {
  for (const open of engines) {
    const options = optionsWith(['wte']);
    const engine = open(backend, options);
    const firstMoments = new Map([['wte.weight', otherEmbedding(engine)]]);
    assert.throws(() => engine.writeState({ firstMoments }), { code: 'weight-shape' });
    engine.close();
    assert.throws(() => open(backend, optionsWith(['*'])), { code: 'nothing-trained' });
  }
});
