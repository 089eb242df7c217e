import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tokenMarks } from '../../../streaming/document-form.ts';
import { openEagerEngine } from '../../../training/engines/eager-engine.ts';
import { openGraphEngine } from '../../../training/engines/graph-engine.ts';
import type { TokenModel } from '../../../training/model.ts';
import { gpt } from '../../../training/models/gpt.ts';
import { llama } from '../../../training/models/llama.ts';
import { lstm } from '../../../training/models/lstm.ts';
import type { PackedObjective } from '../../../training/objective.ts';
import { instruct } from '../../../training/objectives/instruct.ts';
import { packedSizes, packTexts } from '../../../training/objectives/pack-texts.ts';
import { promptTuned } from '../../../training/tuning/prompt.ts';
import { length, sampleBatch, sampleOptions, slice, vocabulary } from '../sample-step.ts';
import { testWithTensorFlow } from '../test-backend.ts';

const size = { vocabulary, length };
const models = {
  gpt: gpt.build({ layers: 2, heads: 2, width: 16, bias: true }, size),
  llama: llama.build(llama.parameters.parse({ layers: 2, heads: 2, kvHeads: 1, width: 16 }), size),
};
const samples = 9;

/** Chats of 0 to 12 tokens, some of which are judged. */
function chats() {
  const batch = sampleBatch(samples, 5);
  const marks = Uint8Array.from(batch.tokens, (token) => (token % 3 === 0 ? 0 : tokenMarks.judged));
  return { ...batch, used: Int32Array.of(7, 3, 12, 0, 5, 2, 1, 6, 4), marks };
}

function build(model: TokenModel, count: number, pack = true) {
  return instruct.build({ lossOn: 'answers', pack }, model, { samples: count, length, classes: [] });
}

function packedOf(model: TokenModel): PackedObjective {
  const { packed } = build(model, samples);
  assert.ok(packed !== undefined);
  return packed;
}

test('texts share samples, the longest first, each where it fits best', () => {
  assert.deepEqual(packTexts([7, 3, 12, 0, 5, 2, 1, 6, 4], 12), [[2], [0, 4], [7, 8, 5], [1, 6]]);
  assert.deepEqual(packTexts([5, 5, 5], 12), [[0, 1], [2]]);
  assert.deepEqual(packTexts([0, 0], 12), [[]]);
  assert.deepEqual(packedSizes(9), [2, 1]);
  assert.deepEqual(packedSizes(64), [16, 8, 4, 2, 1]);
  assert.deepEqual(packedSizes(1), [1]);
});

test('each text keeps its tokens, its places from 0 and what is judged of it', () => {
  const batch = chats();
  const parts = packedOf(models.gpt).collate(batch);
  assert.deepEqual(
    parts.map(({ samples }) => samples),
    [2, 2],
  );
  const [, second] = parts;
  const of = (name: string) => [...(second?.inputs[name]?.data ?? [])];
  assert.deepEqual(of('places').slice(0, length), [0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 0, 1]);
  assert.deepEqual(of('texts').slice(length), [1, 1, 1, 2, 0, 0, 0, 0, 0, 0, 0, 0]);
  assert.deepEqual(of('ids').slice(0, 6), [...batch.tokens.subarray(7 * length, 7 * length + 6)]);
  const targets = parts.reduce((sum, part) => sum + part.targets, 0);
  assert.equal(targets, build(models.gpt, samples).collate(batch).targets);
});

test('texts are kept apart by models that can: a recurrent one and one with a prompt read each alone', () => {
  assert.equal(build(lstm.build({ layers: 1, width: 4 }, size), 4).packed, undefined);
  const longer = gpt.build({ layers: 1, heads: 1, width: 4, bias: true }, { vocabulary, length: length + 2 });
  assert.equal(build(promptTuned(longer, { tokens: 2 }), 4).packed, undefined);
  assert.equal(build(models.gpt, 4, false).packed, undefined);
});

testWithTensorFlow('packed chats have the losses and the gradients of chats alone', (backend) => {
  const batch = chats();
  for (const [name, model] of Object.entries(models)) {
    const { optimizer } = sampleOptions(1);
    const common = { model, optimizer, dropout: 0, seed: 3 };
    const alone = build(model, 1);
    const reference = openEagerEngine(backend, { ...common, objective: alone });
    const sum = { loss: 0, targets: 0 };
    for (let chat = 0; chat < samples; chat++) {
      const marks = batch.marks.subarray(chat * length, (chat + 1) * length);
      const inputs = alone.collate({ ...slice(batch, chat, chat + 1), marks });
      sum.loss += reference.evaluate(inputs)['lossSum']?.[0] ?? Number.NaN;
      sum.targets += inputs.targets;
    }
    reference.close();
    const padded = build(model, samples);
    const unpacked = openEagerEngine(backend, { ...common, objective: padded });
    const expected = [1, 2, 3].map((step) => unpacked.step([padded.collate(batch)], { step, learningRate: 1e-2 }));
    assert.ok(Math.abs((expected[0]?.loss ?? 0) - sum.loss / sum.targets) < 1e-5, name);
    unpacked.close();
    for (const open of [openEagerEngine, openGraphEngine]) {
      for (const parallel of [1, 2]) {
        const objective = packedOf(model);
        const engine = open(backend, { ...common, objective, parallel });
        const parts = objective.collate(batch);
        const evaluated = parts.map((part) => engine.evaluate(part)['lossSum']?.[0] ?? Number.NaN);
        const lossSum = evaluated.reduce((total, each) => total + each, 0);
        assert.ok(Math.abs(lossSum - sum.loss) < 1e-4, `${name}: ${lossSum}, alone ${sum.loss}`);
        for (const [index, { loss, gradientNorm }] of expected.entries()) {
          const found = engine.step(objective.collate(batch), { step: index + 1, learningRate: 1e-2 });
          assert.ok(Math.abs(found.loss - loss) < 1e-5, `${name} step ${index}: ${found.loss}, alone ${loss}`);
          assert.ok(Math.abs(found.gradientNorm - gradientNorm) < 1e-4, `${name} step ${index}`);
        }
        engine.close();
      }
    }
  }
});
