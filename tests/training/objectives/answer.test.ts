import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { packageRoot } from '../../../storage/package-root.ts';
import type { Batch } from '../../../streaming/batch.ts';
import { tokenMarks } from '../../../streaming/document-form.ts';
import { openEagerEngine } from '../../../training/engines/eager-engine.ts';
import { openGraphEngine } from '../../../training/engines/graph-engine.ts';
import { bert } from '../../../training/models/bert.ts';
import { gpt } from '../../../training/models/gpt.ts';
import { answer } from '../../../training/objectives/answer.ts';
import { weightOf } from '../peer-weights.ts';
import { length, sampleBatch, vocabulary } from '../sample-step.ts';
import { testWithTensorFlow } from '../test-backend.ts';

const { context, start, end } = tokenMarks;
const used = [12, 7, 10];
const contexts = [5, 3, 4];

/** Questions with answers at the places 6 to 8 and 4, and one without. */
function questions(): Batch {
  const marks = new Uint8Array(3 * length);
  for (const [sample, from] of contexts.entries())
    marks.fill(context, sample * length + from, sample * length + (used[sample] as number));
  for (const [place, bits] of [
    [6, start],
    [8, end],
    [length + 4, start | end],
  ] as const)
    marks[place] = (marks[place] as number) | bits;
  const tokens = Int32Array.from(
    { length: 3 * length },
    (_, place) => (31 + place * place * 7 + place * 3) % vocabulary,
  );
  return { ...sampleBatch(3, 1), tokens, used: Int32Array.from(used), marks };
}

const parameters = answer.parameters.parse({});
const size = { samples: 3, length, classes: [] };
const encoder = bert.build(bert.parameters.parse({ layers: 2, heads: 2, width: 8, mlpRatio: 3, head: false }), {
  ...{ vocabulary, length },
});
const decoder = gpt.build({ layers: 1, heads: 1, width: 8, bias: true }, { vocabulary, length });
const ofEncoder = answer.build(parameters, encoder, size);
const optimizer = { beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0, clipNorm: 1 };

test('an answer is at the places that are marked; without one an encoder points to the first, a decoder to the last', () => {
  const of = (name: string, objective = ofEncoder) => [...(objective.collate(questions()).inputs[name]?.data ?? [])];
  assert.deepEqual(
    [of('starts'), of('ends')],
    [
      [6, 4, 0],
      [8, 4, 0],
    ],
  );
  const ofDecoder = answer.build(parameters, decoder, { ...size, samples: 4 });
  assert.deepEqual(
    [of('starts', ofDecoder), of('judged', ofDecoder)],
    [
      [6, 4, 9, 0],
      [1, 1, 1, 0],
    ],
  );
  assert.equal(
    ofDecoder.inputs.some(({ name }) => name === 'segments'),
    false,
  );
  const segments = of('segments');
  assert.deepEqual(segments.slice(length, 2 * length), [0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0, 0]);
  assert.equal(ofEncoder.collate(questions()).targets, 3);
});

testWithTensorFlow('loss and logits are those of BertForQuestionAnswering, in both engines', (backend) => {
  const path = new URL('tests/fixtures/training/answer-torch.json', packageRoot);
  const peer = JSON.parse(readFileSync(path, 'utf8')) as Record<'startLogits' | 'endLogits', number[]> & {
    loss: number;
  };
  for (const open of [openEagerEngine, openGraphEngine]) {
    const engine = open(backend, { model: encoder, objective: ofEncoder, optimizer, dropout: 0, seed: 7 });
    const specs = [...encoder.weights, ...ofEncoder.weights];
    engine.writeState({ weights: new Map(specs.map((spec) => [spec.name, weightOf(spec)])) });
    const outputs = engine.evaluate(ofEncoder.collate(questions()));
    const { loss } = engine.step([ofEncoder.collate(questions())], { step: 1, learningRate: 0 });
    engine.close();
    assert.ok(Math.abs(loss - peer.loss) < 1e-5, `${loss}, ${peer.loss}`);
    assert.ok(Math.abs((outputs['lossSum']?.[0] ?? 0) / 3 - peer.loss) < 1e-5);
    for (const name of ['startLogits', 'endLogits'] as const) {
      for (const [place, logit] of peer[name].entries())
        assert.ok(Math.abs((outputs[name]?.[place] ?? 99) - logit) < 1e-5, `${name} ${place}`);
    }
  }
});

testWithTensorFlow('a decoder learns to find an answer, too', (backend) => {
  const objective = answer.build(parameters, decoder, size);
  const engine = openGraphEngine(backend, { model: decoder, objective, optimizer, dropout: 0, seed: 7 });
  const losses = Array.from({ length: 40 }, (_, index) =>
    engine.step([objective.collate(questions())], { step: index + 1, learningRate: 0.03 }),
  ).map(({ loss }) => loss);
  engine.close();
  assert.ok((losses.at(-1) ?? 9) < 0.2 * (losses[0] ?? 0), losses.join(' '));
});
