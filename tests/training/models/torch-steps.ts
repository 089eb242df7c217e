import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { packageRoot } from '../../../storage/package-root.ts';
import type { ImageBatch } from '../../../streaming/image-batch.ts';
import type { Backend } from '../../../training/backend/backend.ts';
import type { TrainingEngine } from '../../../training/engine.ts';
import { openEagerEngine } from '../../../training/engines/eager-engine.ts';
import { openGraphEngine } from '../../../training/engines/graph-engine.ts';
import type { Model } from '../../../training/model.ts';
import type { Objective, StepInputs } from '../../../training/objective.ts';
import { weightOf } from '../peer-weights.ts';
import { sampleImages } from '../sample-images.ts';

export interface Peer {
  readonly logits: readonly number[];
  readonly losses: readonly number[];
  readonly gradientNorms: readonly number[];
}

// Written by tests/training/models/learning-path-torch.py, whose numbers below are these.
const fixture = new URL('tests/fixtures/training/learning-path-torch.json', packageRoot);
export const peers = JSON.parse(readFileSync(fixture, 'utf8')) as Readonly<
  Record<'mlp' | 'cnnPool' | 'cnnStride' | 'lstm', Peer>
>;

export const classes = ['a', 'b', 'c'];
export const shares = Float32Array.of(0.75, 0.25, 0, 0, 0, 1, 0.5, 0, 0.5);
const optimizer = { beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0.1, clipNorm: 0.5 };

export function peerImages(step: number): ImageBatch {
  const batch = sampleImages(3, 0, [0, 0, 0]);
  const pixels = Float32Array.from(batch.pixels, (_, place) => {
    return ((step * 37 + place * place * 5 + place * 3) % 511) / 255 - 1;
  });
  return { ...batch, pixels };
}

export interface Steps {
  readonly model: Model;
  readonly objective: Objective;
  readonly inputsOf: (step: number) => StepInputs;
}

/** Holds 20 steps of both engines to PyTorch's losses and gradient norms. */
export function checkSteps(backend: Backend, { model, objective, inputsOf }: Steps, peer: Peer): void {
  for (const open of [openGraphEngine, openEagerEngine]) {
    const engine = open(backend, { model, objective, optimizer, dropout: 0, seed: 0 });
    begin(engine, model, objective);
    for (const [index, loss] of peer.losses.entries()) {
      const step = index + 1;
      const report = engine.step([inputsOf(step)], { step, learningRate: 1e-2 / step });
      assert.ok(Math.abs(report.loss - loss) < 1e-5, `loss of step ${step}: ${report.loss}, PyTorch ${loss}`);
      const norm = peer.gradientNorms[index] ?? Number.NaN;
      assert.ok(Math.abs(report.gradientNorm - norm) < 1e-5, `norm of step ${step}: ${report.gradientNorm}, ${norm}`);
    }
    engine.close();
  }
}

/** Holds the logits of the first batch to PyTorch's. */
export function checkLogits(backend: Backend, { model, objective, inputsOf }: Steps, peer: Peer): void {
  const engine = openEagerEngine(backend, { model, objective, optimizer, dropout: 0, seed: 0 });
  begin(engine, model, objective);
  const { logits = [] } = engine.evaluate(inputsOf(1));
  engine.close();
  requireEqual(logits, peer.logits);
}

export function requireEqual(found: ArrayLike<number>, expected: readonly number[]): void {
  assert.equal(found.length, expected.length);
  for (const [index, value] of expected.entries()) {
    assert.ok(Math.abs((found[index] ?? Number.NaN) - value) < 1e-5, `number ${index}: ${found[index]}, not ${value}`);
  }
}

function begin(engine: TrainingEngine, model: Model, objective: Objective): void {
  const specs = [...model.weights, ...objective.weights];
  engine.writeState({ weights: new Map(specs.map((spec) => [spec.name, weightOf(spec)])) });
}
