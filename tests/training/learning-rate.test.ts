import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { packageRoot } from '../../storage/package-root.ts';
import { learningRateAt } from '../../training/learning-rate.ts';
import { type Schedule, schedules } from '../../training/run-settings.ts';

// nanoGPT's train.py and config/: `get_lr(it)` of its configurations in Python, with `it` as our step from 1.
const shakespeare = { steps: 5000, warmupSteps: 100, learningRate: 1e-3, minLearningRate: 1e-4 };
const gpt2 = { steps: 600_000, warmupSteps: 2000, learningRate: 6e-4, minLearningRate: 6e-5 };
const published = [
  ['shakespeare', shakespeare, 1, 1e-5],
  ['shakespeare', shakespeare, 50, 0.0005],
  ['shakespeare', shakespeare, 100, 0.001],
  ['shakespeare', shakespeare, 1000, 0.0009271396472013282],
  ['shakespeare', shakespeare, 2550, 0.00055],
  ['shakespeare', shakespeare, 5000, 0.0001],
  ['GPT-2', gpt2, 1, 3e-7],
  ['GPT-2', gpt2, 2000, 0.0006],
  ['GPT-2', gpt2, 100000, 0.0005649999182240157],
  ['GPT-2', gpt2, 301000, 0.00032999999999999994],
  ['GPT-2', gpt2, 600000, 6e-5],
] as const;

for (const [name, settings, step, expected] of published) {
  test(`${name}, step ${step}: ${expected}`, () => {
    const found = learningRateAt(step, settings);
    assert.ok(Math.abs(found - expected) <= 1e-12 * expected, String(found));
  });
}

// Written by tests/training/engines/optimizers-torch.py: transformers' schedules.
const fixture = new URL('tests/fixtures/training/optimizers-torch.json', packageRoot);
const peer = JSON.parse(readFileSync(fixture, 'utf8')) as Readonly<Record<Schedule, readonly number[]>>;

for (const schedule of schedules) {
  test(`${schedule} is transformers'`, () => {
    const given = { steps: 40, warmupSteps: 5, learningRate: 1, minLearningRate: 0, schedule, decayShare: 0.2 };
    assert.equal(peer[schedule].length, 40);
    for (const [index, expected] of peer[schedule].entries()) {
      const found = learningRateAt(index + 1, given);
      assert.ok(Math.abs(found - expected) < 1e-12, `step ${index + 1}: ${found}, transformers ${expected}`);
    }
  });
}

test('a warm-up that reaches into the decay is followed by what is left of the steps', () => {
  const given = {
    steps: 10,
    warmupSteps: 8,
    learningRate: 1,
    minLearningRate: 0,
    schedule: 'wsd',
    decayShare: 0.5,
  } as const;
  assert.deepEqual(
    [7, 8, 9, 10].map((step) => learningRateAt(step, given)),
    [0.875, 1, 0.5, 0],
  );
});

const settings = fc
  .record({
    steps: fc.integer({ min: 1, max: 10_000 }),
    warmupSteps: fc.integer({ min: 0, max: 10_000 }),
    learningRate: fc.double({ min: 1e-6, max: 1, noNaN: true }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    schedule: fc.constantFrom(...schedules),
    decayShare: fc.double({ min: 0.01, max: 1, noNaN: true }),
  })
  .map(({ share, ...rest }) => ({ ...rest, minLearningRate: share * rest.learningRate }));

test('rises to its highest value with the warm-up, then falls to its lowest at the last step, and stays in between', () => {
  fc.assert(
    fc.property(settings, fc.integer({ min: 1, max: 10_000 }), (given, at) => {
      const { steps, warmupSteps, learningRate, minLearningRate } = given;
      const step = Math.min(at, steps);
      const rate = learningRateAt(step, given);
      assert.ok(rate > 0 || minLearningRate === 0);
      assert.ok(rate <= learningRate * (1 + 1e-12));
      if (step > warmupSteps) assert.ok(rate >= minLearningRate * (1 - 1e-12));
      const next = learningRateAt(step + 1, given);
      if (step + 1 <= warmupSteps) assert.ok(next > rate);
      if (step >= warmupSteps && step < steps) assert.ok(next <= rate * (1 + 1e-12));
      if (warmupSteps > 0) assert.ok(Math.abs(learningRateAt(warmupSteps, given) / learningRate - 1) < 1e-12);
      const last = given.schedule === 'constant' ? learningRate : minLearningRate;
      if (warmupSteps < steps) assert.ok(Math.abs(learningRateAt(steps, given) - last) < 1e-15);
    }),
  );
});

test('without a warm-up the first step is already on the cosine', () => {
  const given = { steps: 2, warmupSteps: 0, learningRate: 1, minLearningRate: 0 };
  assert.ok(Math.abs(learningRateAt(1, given) - 0.5) < 1e-15);
});
