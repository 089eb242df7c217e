import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compressible } from '../../../training/compression/compressible.ts';
import { holdingZeros, pruneAtStep } from '../../../training/compression/held-zeros.ts';
import { distilled, softTargets, teacherInput } from '../../../training/distillation/distilled-objective.ts';
import { openEagerEngine } from '../../../training/engines/eager-engine.ts';
import { newForward } from '../../../training/engines/forward.ts';
import { openGraphEngine } from '../../../training/engines/graph-engine.ts';
import { gpt } from '../../../training/models/gpt.ts';
import type { InputTensors } from '../../../training/objective.ts';
import { classify } from '../../../training/objectives/classify.ts';
import type { Tensor2D } from '../../../training/tensorflow.ts';
import { length, sampleBatch, sampleOptions, vocabulary } from '../sample-step.ts';
import { testWithTensorFlow } from '../test-backend.ts';
import { peerNumbers, tensorOf } from './peer-numbers.ts';

const model = gpt.build({ layers: 1, heads: 2, width: 8, bias: true }, { vocabulary, length });
const size = { samples: 4, length, classes: ['ham', 'spam', 'list'] };
const parameters = { label: 'label', cut: 'end', pool: 'mean', state: 'hidden', scale: 1, labelSmoothing: 0 } as const;
const objective = classify.build(parameters, model, size);
const batch = sampleBatch(4, 1, [2, 0, 1, 2]);

test("a teacher's shares are PyTorch's softmax at its temperature; samples without a class get none", () => {
  const { teacher, temperature, soft } = peerNumbers.distillation;
  const shares = softTargets(Float32Array.from(teacher.data), [2, -1, 3], 4, temperature);
  for (const [index, share] of shares.entries()) {
    const expected = index >= 4 && index < 8 ? 0 : (soft.data[index] ?? 0);
    assert.ok(Math.abs(share - expected) < 1e-6, `share ${index}`);
  }
});

testWithTensorFlow("a distilled loss and its gradient are PyTorch's", (backend) => {
  const { student, labels, soft, loss, gradient, temperature, weight } = peerNumbers.distillation;
  const { tf } = backend;
  const given = tf.tensor2d(Float32Array.from(student.data), [3, 4]);
  const forward = newForward(backend, new Map([['logits', given]]), undefined);
  // An objective whose logits are a weight: what is left is the loss.
  const own = {
    ...objective,
    samples: 3,
    outputs: ({ weight }: typeof forward, input: InputTensors) => {
      const logits = weight('logits') as Tensor2D;
      return { logits, lossSum: tf.losses.softmaxCrossEntropy(input('targets'), logits).mul(3) };
    },
  };
  const taught = distilled(own, { temperature, weight }, 4);
  const inputs: Record<string, Tensor2D> = {
    targets: tf.oneHot(tf.tensor1d([...labels], 'int32'), 4).toFloat() as Tensor2D,
    [teacherInput]: tf.tensor2d(Float32Array.from(soft.data), [3, 4]),
  };
  const { value, grad } = tf.valueAndGrad((logits) => {
    const named = { ...forward, weight: () => logits };
    return taught.lossSum(named, (name) => inputs[name] as Tensor2D);
  })(given);
  assert.ok(Math.abs((value.dataSync()[0] ?? 0) - loss) < 1e-4);
  const expected = tensorOf(gradient).data;
  for (const [index, slope] of grad.dataSync().entries()) {
    assert.ok(Math.abs(slope - (expected[index] ?? 0)) < 1e-5, `gradient ${index}`);
  }
});

testWithTensorFlow('both engines learn from a teacher alike, and evaluation asks for none', (backend) => {
  const taught = distilled(objective, { temperature: 2, weight: 0.5 }, 3);
  const collated = taught.collate(batch);
  const shares = softTargets(
    Float32Array.from({ length: 12 }, (_, index) => index % 5),
    batch.labels,
    3,
    2,
  );
  const inputs = { ...collated.inputs, [teacherInput]: { dtype: 'float32', shape: [4, 3], data: shares } as const };
  const losses = [openGraphEngine, openEagerEngine].map((open) => {
    const engine = open(backend, { ...sampleOptions(4), model, objective: taught, parallel: 2 });
    const steps = [1, 2, 3].map((step) => engine.step([{ ...collated, inputs }], { step, learningRate: 1e-2 }).loss);
    assert.ok((engine.evaluate(collated)['logits']?.length ?? 0) === 12);
    engine.close();
    return steps;
  });
  for (const [step, loss] of (losses[0] ?? []).entries()) {
    assert.ok(Math.abs(loss - (losses[1]?.[step] ?? 0)) < 1e-5, `step ${step}`);
  }
  assert.ok((losses[0]?.[2] ?? 0) < (losses[0]?.[0] ?? 0));
});

testWithTensorFlow('weights that were pruned stay zero through updates, and the others move', (backend) => {
  const names = compressible(model);
  const held = holdingZeros(objective, names);
  const settings = { sparsity: 0.5, begin: 2, end: 4, every: 1, scope: 'layer' } as const;
  for (const open of [openGraphEngine, openEagerEngine]) {
    const engine = open(backend, { ...sampleOptions(4), model, objective: held, parallel: 1 });
    const zeros: number[] = [];
    const before = engine.readState().weights;
    for (let step = 1; step <= 7; step++) {
      engine.step([held.collate(batch)], { step, learningRate: 1e-2 });
      pruneAtStep(engine, names, step, settings);
      zeros.push(zeroShare(engine.readState().weights.get('h.0.mlp.c_fc.weight')?.data));
    }
    assert.deepEqual(
      zeros,
      [0, 0, 0.5 * (1 - 0.5 ** 3), 0.5, 0.5, 0.5, 0.5].map((share) => Math.round(share * 256) / 256),
    );
    const after = engine.readState().weights;
    for (const name of names.filter((each) => each.startsWith('h.'))) {
      const moved = after
        .get(name)
        ?.data.filter((value, index) => value !== 0 && value !== before.get(name)?.data[index]);
      assert.ok((moved?.length ?? 0) >= 0.4 * (after.get(name)?.data.length ?? 0), name);
    }
    assert.equal(zeroShare(after.get('h.0.ln_1.weight')?.data), 0);
    engine.close();
  }
});

function zeroShare(data: ArrayLike<number> = []): number {
  return Array.from(data).filter((value) => value === 0).length / data.length;
}

testWithTensorFlow('a pruned run that goes on from its state ends with the same bits', (backend) => {
  const names = compressible(model);
  const held = holdingZeros(objective, names);
  const settings = { sparsity: 0.6, begin: 1, end: 5, every: 2, scope: 'global' } as const;
  const open = () => openGraphEngine(backend, { ...sampleOptions(4), model, objective: held, parallel: 1 });
  const walk = (engine: ReturnType<typeof open>, from: number, to: number) => {
    for (let step = from; step <= to; step++) {
      engine.step([held.collate(batch)], { step, learningRate: 1e-2 });
      pruneAtStep(engine, names, step, settings);
    }
    return engine.readState();
  };
  const whole = open();
  const expected = walk(whole, 1, 7);
  whole.close();
  const first = open();
  const middle = walk(first, 1, 4);
  first.close();
  const second = open();
  second.writeState(middle);
  assert.deepEqual(walk(second, 5, 7), expected);
  second.close();
});
