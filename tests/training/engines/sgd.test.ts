import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { packageRoot } from '../../../storage/package-root.ts';
import type { SgdSettings } from '../../../training/engine.ts';
import { openEagerEngine } from '../../../training/engines/eager-engine.ts';
import { openGraphEngine } from '../../../training/engines/graph-engine.ts';
import { gpt } from '../../../training/models/gpt.ts';
import { causal } from '../../../training/objectives/causal.ts';
import { freeze } from '../../../training/tuning/freeze.ts';
import { weightOf } from '../peer-weights.ts';
import { sampleBatch } from '../sample-step.ts';
import { testWithTensorFlow } from '../test-backend.ts';

interface Peer {
  readonly losses: readonly number[];
  readonly gradientNorms: readonly number[];
}

// Written by tests/training/engines/optimizers-torch.py: the GPT of gpt-torch.py under torch.optim.SGD.
const fixture = new URL('tests/fixtures/training/optimizers-torch.json', packageRoot);
const peers = JSON.parse(readFileSync(fixture, 'utf8')) as Readonly<Record<'sgd' | 'sgdMomentum' | 'sgdFrozen', Peer>>;

const [length, vocabulary, samples] = [6, 11, 3];
const model = gpt.build({ layers: 2, heads: 2, width: 8, bias: true }, { vocabulary, length });
const objective = causal.build({}, model, { samples, length, classes: [], vocabulary });

function inputsOf(step: number) {
  const tokens = Int32Array.from({ length: samples * length }, (_, place) => {
    return (step * 37 + place * place * 5 + place * 3) % vocabulary;
  });
  const used = Int32Array.of(6, 4, 2);
  return objective.collate({ ...sampleBatch(samples, 0), length, tokens, used });
}

const plain = { kind: 'sgd', momentum: 0, weightDecay: 0, clipNorm: 0.5 } as const;
const rolling = { ...plain, momentum: 0.9, weightDecay: 0.01 };
const engines = [openGraphEngine, openEagerEngine];

function options(optimizer: SgdSettings, frozen: readonly string[] = []) {
  return { model: freeze(model, frozen), objective, optimizer, dropout: 0, seed: 0 };
}

for (const [name, optimizer, frozen, peer] of [
  ['SGD', plain, [], peers.sgd],
  ['SGD with momentum and decay', rolling, [], peers.sgdMomentum],
  ['SGD over some weights, the others frozen', rolling, ['wte', 'h.0'], peers.sgdFrozen],
] as const) {
  for (const open of engines) {
    testWithTensorFlow(`20 steps of ${name} are PyTorch's, ${open.name}`, (backend) => {
      const engine = open(backend, options(optimizer, frozen));
      engine.writeState({ weights: new Map(model.weights.map((spec) => [spec.name, weightOf(spec)])) });
      for (const [index, loss] of peer.losses.entries()) {
        const step = index + 1;
        const report = engine.step([inputsOf(step)], { step, learningRate: 1e-1 / step });
        assert.ok(Math.abs(report.loss - loss) < 1e-5, `loss of step ${step}: ${report.loss}, PyTorch ${loss}`);
        const norm = peer.gradientNorms[index] ?? Number.NaN;
        assert.ok(Math.abs(report.gradientNorm - norm) < 1e-4, `norm of step ${step}: ${report.gradientNorm}, ${norm}`);
      }
      engine.close();
    });
  }
}

testWithTensorFlow('SGD keeps its momentum alone, and goes on from it to the last bit', (backend) => {
  for (const open of engines) {
    const run = (optimizer: SgdSettings, stop: number) => {
      const first = open(backend, options(optimizer));
      for (let step = 1; step <= stop; step++) first.step([inputsOf(step)], { step, learningRate: 0.1 });
      const state = first.readState();
      first.close();
      const second = open(backend, options(optimizer));
      second.writeState(state);
      for (let step = stop + 1; step <= 9; step++) second.step([inputsOf(step)], { step, learningRate: 0.1 });
      const end = second.readState();
      second.close();
      return end;
    };
    const whole = run(rolling, 9);
    assert.equal(whole.firstMoments.size, model.weights.length);
    assert.equal(whole.secondMoments.size, 0);
    assert.deepEqual(run(rolling, 4), whole);
    assert.equal(run(plain, 4).firstMoments.size, 0);
  }
});
