import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openEagerEngine } from '../../../training/engines/eager-engine.ts';
import { openGraphEngine } from '../../../training/engines/graph-engine.ts';
import { endsInside, goesOn } from '../../../training/masking.ts';
import { masked } from '../../../training/objectives/masked.ts';
import { type MaskRule, maskSample } from '../../../training/objectives/masked-places.ts';
import { length, sampleBatch, vocabulary } from '../sample-step.ts';
import { testWithTensorFlow } from '../test-backend.ts';
import { tinyEncoder } from '../tiny-encoder.ts';

const maskToken = 28;
const rule: MaskRule = {
  ...{ rate: 0.15, maskToken, vocabulary, wordBits: undefined },
  isSpecial: (id) => id === 0 || id === maskToken,
};
const text = Int32Array.from({ length: 200 }, (_, place) => (place % 10 === 9 ? 0 : 1 + (place % 20)));

function maskedTimes(times: number, each: MaskRule = rule) {
  return Array.from({ length: times }, (_, position) => {
    const ids = text.slice();
    return { ids, places: maskSample(ids, 200, each, { seed: 3, epoch: 0, position }) };
  });
}

test('of the tokens that are none of the special ones 15 % are chosen: 80 % of them hidden, 10 % replaced, 10 % kept', () => {
  const samples = maskedTimes(400);
  let hidden = 0;
  let kept = 0;
  const at = new Float64Array(200);
  for (const { ids, places } of samples) {
    assert.equal(places.length, 27, '15 % of 180');
    assert.deepEqual(
      [...new Set(places)].sort((a, b) => a - b),
      places,
    );
    for (const [place, id] of ids.entries()) {
      if (!places.includes(place)) assert.equal(id, text[place]);
      else if (id === maskToken) hidden++;
      else if (id === text[place]) kept++;
    }
    for (const place of places) {
      assert.notEqual(text[place], 0, 'a separator is never chosen');
      at[place] = (at[place] as number) + 1;
    }
  }
  const all = 400 * 27;
  // A token drawn at random may be the mask token, or the very one: one in 29 each.
  assert.ok(Math.abs(hidden / all - (0.8 + 0.1 / 29)) < 0.012, `${hidden / all}`);
  assert.ok(Math.abs(kept / all - (0.1 + 0.1 / 29)) < 0.01, `${kept / all}`);
  const often = [...at].filter((_, place) => text[place] !== 0);
  assert.ok(Math.min(...often) > 30 && Math.max(...often) < 95, 'each place as often as another: 60 times');
});

test('masks are a function of seed, epoch and position', () => {
  const masks = (key: { seed: number; epoch: number; position: number }) => {
    const ids = text.slice();
    return [maskSample(ids, 200, rule, key), [...ids]];
  };
  const key = { seed: 3, epoch: 1, position: 7 };
  assert.deepEqual(masks(key), masks({ ...key }));
  for (const other of [{ seed: 4 }, { epoch: 2 }, { position: 8 }]) {
    assert.notDeepEqual(masks(key), masks({ ...key, ...other }));
  }
});

test('padding is not chosen, of one token that one is, and of none none', () => {
  const key = { seed: 0, epoch: 0, position: 0 };
  for (let position = 0; position < 50; position++) {
    const places = maskSample(text.slice(), 8, { ...rule, rate: 0.5 }, { ...key, position });
    assert.equal(places.length, 4);
    assert.ok(places.every((place) => place < 8));
  }
  assert.deepEqual(maskSample(Int32Array.of(0, 5, 0), 3, rule, key), [1]);
  assert.deepEqual(maskSample(Int32Array.of(0, maskToken), 2, rule, key), []);
  assert.deepEqual(maskSample(text.slice(), 0, rule, key), []);
});

test('whole words are chosen together, and one that would be too much is passed over', () => {
  // Tokens 1 to 20 in turn: of 1 to 3 each goes on with the one before, and so do 11 to 14.
  const bits = new Uint8Array(vocabulary).fill(endsInside);
  for (const id of [2, 3, 11, 12, 13, 14]) bits[id] = endsInside | goesOn;
  let threes = 0;
  for (const { places } of maskedTimes(100, { ...rule, wordBits: bits })) {
    assert.ok(places.length <= 27);
    const chosen = new Set(places);
    for (let from = 0; from < 200; from += 20) {
      const word = [0, 1, 2].map((place) => chosen.has(from + place));
      assert.equal(new Set(word).size, 1, 'tokens 1, 2, 3 are one word');
      if (word[0]) threes++;
      // The token 0 before 11 is a separator: a word begins after it.
      assert.equal(new Set([10, 11, 12, 13].map((place) => chosen.has(from + place))).size, 1);
    }
  }
  assert.ok(threes > 50);
  const long = { ...rule, wordBits: new Uint8Array(vocabulary).fill(endsInside | goesOn) };
  assert.deepEqual(maskSample(Int32Array.of(1, 2, 3, 4), 4, long, { seed: 0, epoch: 0, position: 0 }), []);
});

const model = tinyEncoder(vocabulary, length, 8);
const masking = { token: maskToken, special: [maskToken] };
const parameters = { rate: 0.25, wholeWords: false, maskToken: null };
const objective = masked.build(parameters, model, { samples: 4, length, classes: [], vocabulary, masking });

test('the targets are the tokens that were there, at the places that were chosen', () => {
  const batch = { ...sampleBatch(3, 1), cursor: { ...sampleBatch(3, 1).cursor, position: 40 } };
  const { inputs, targets } = objective.collate(batch);
  const [ids, places, wanted, judged, shown] = ['ids', 'places', 'targets', 'judged', 'text'].map((name) => [
    ...(inputs[name]?.data ?? []),
  ]);
  let count = 0;
  for (let sample = 0; sample < 4; sample++) {
    for (let index = 0; index < 3; index++) {
      const at = sample * 3 + index;
      if (judged?.[at] !== 1) continue;
      count++;
      assert.equal(wanted?.[at], batch.tokens[sample * length + (places?.[at] ?? -1)]);
    }
    const used = sample < 3 ? (batch.used[sample] ?? 0) : 0;
    assert.equal(
      shown?.slice(sample * length, (sample + 1) * length).reduce((sum, value) => sum + value),
      used,
    );
  }
  assert.equal(count, targets);
  assert.ok(targets >= 8, `${targets}`);
  assert.notDeepEqual(ids, [...batch.tokens, ...new Array(length).fill(0)]);
  // The second sample of the batch is the first of one that begins there.
  const later = { ...batch, samples: 1, tokens: batch.tokens.slice(length, 2 * length), used: batch.used.slice(1, 2) };
  const alone = objective.collate({ ...later, cursor: { ...batch.cursor, position: 39 } });
  assert.deepEqual([...(alone.inputs['ids']?.data.slice(0, length) ?? [])], ids?.slice(length, 2 * length));
});

testWithTensorFlow('the loss is the mean over hidden tokens, in both engines, and falls', (backend) => {
  const optimizer = { beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0, clipNorm: 1 };
  const reports = [openEagerEngine, openGraphEngine].map((open) => {
    const engine = open(backend, { model, objective, optimizer, dropout: 0, seed: 7, parallel: 2 });
    const inputs = objective.collate(sampleBatch(4, 5));
    const before = engine.evaluate(inputs)['lossSum']?.[0] ?? Number.NaN;
    const losses = Array.from({ length: 30 }, (_, index) =>
      engine.step([objective.collate(sampleBatch(4, index % 3))], { step: index + 1, learningRate: 0.02 }),
    ).map(({ loss }) => loss);
    const weights = engine.readState().weights;
    engine.close();
    return { before, inputs, losses, weights };
  });
  const [eager, graph] = reports;
  assert.ok(eager !== undefined && graph !== undefined);
  assert.ok(Math.abs(eager.before - graph.before) < 1e-4);
  for (const [step, loss] of eager.losses.entries()) assert.ok(Math.abs(loss - (graph.losses[step] ?? 0)) < 1e-4);
  assert.ok((eager.losses.at(-1) ?? 9) < 0.6 * (eager.losses[0] ?? 0), eager.losses.join(' '));
});
