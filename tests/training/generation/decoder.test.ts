import assert from 'node:assert/strict';
import { openDecoder } from '../../../training/generation/decoder.ts';
import type { TokenModel } from '../../../training/model.ts';
import { gpt } from '../../../training/models/gpt.ts';
import { llama } from '../../../training/models/llama.ts';
import { lstm } from '../../../training/models/lstm.ts';
import { weightOf } from '../peer-weights.ts';
import { testWithTensorFlow } from '../test-backend.ts';
import { recomputedLogits } from './full-recomputation.ts';

const vocabulary = 61;
const positions = 150;
const size = { vocabulary, length: positions };
const sides = { layers: 3, heads: 4, width: 32 };
const gptModel = gpt.build(gpt.parameters.parse(sides), size);
const models = {
  gpt: gptModel,
  llama: llama.build(llama.parameters.parse({ ...sides, kvHeads: 2 }), size),
  lstm: lstm.build({ layers: 1, width: 32 }, size),
};
const weightsOf = (model: TokenModel) => new Map(model.weights.map((spec) => [spec.name, weightOf(spec)]));

function highest(logits: Float32Array): number {
  return logits.indexOf(Math.max(...logits));
}

function distance(a: Float32Array, b: Float32Array): number {
  assert.equal(a.length, b.length);
  return Math.max(...a.map((value, index) => Math.abs(value - (b[index] ?? Number.NaN))));
}

for (const [name, model] of Object.entries(models))
  testWithTensorFlow(`a step of ${name} gives the logits of the whole text, token by token`, (backend) => {
    const weights = weightsOf(model);
    const decoder = openDecoder(backend, { model, weights, vocabulary, positions, slots: 6 });
    // Prompts of one token, of less than a piece, of several pieces: each look back that has a graph of its own is met.
    const texts = [[7], [3, 1, 4, 1, 5], Array.from({ length: 133 }, (_, place) => (place * 17) % vocabulary)];
    const logits = texts.map((prompt, slot): Float32Array => {
      let last: Float32Array = new Float32Array();
      for (let held = 0; held < prompt.length; held += decoder.pieceLength) {
        last = Float32Array.from(decoder.read({ slot, held, ids: prompt.slice(held, held + decoder.pieceLength) }));
      }
      return last;
    });
    for (let count = 0; count < 17; count++) {
      for (const [slot, text] of texts.entries()) {
        const expected = recomputedLogits(backend, model, weights, text);
        const found = logits[slot] ?? new Float32Array();
        assert.ok(distance(found, expected) < 1e-4 * Math.max(...expected.map(Math.abs)), `text ${slot}, ${count}`);
        assert.equal(highest(found), highest(expected));
      }
      const tokens = texts.map((text, slot) => ({
        slot,
        held: text.length,
        ids: [highest(logits[slot] ?? new Float32Array())],
      }));
      for (const [slot, next] of decoder.step(tokens).entries()) logits[slot] = next;
      for (const [slot, text] of texts.entries()) text.push(...(tokens[slot]?.ids ?? []));
    }
    decoder.close();
  });

testWithTensorFlow('a slot that is used again knows nothing of the text before', (backend) => {
  const weights = weightsOf(gptModel);
  const decoder = openDecoder(backend, { model: gptModel, weights, vocabulary, positions, slots: 2 });
  const first = Float32Array.from(decoder.read({ slot: 1, held: 0, ids: [5, 6, 7] }));
  decoder.read({ slot: 0, held: 0, ids: [9, 9, 9, 9, 9, 9] });
  decoder.read({ slot: 1, held: 0, ids: [60, 59, 58, 57, 56, 55, 54] });
  decoder.step([{ slot: 1, held: 7, ids: [1] }]);
  assert.deepEqual(decoder.read({ slot: 1, held: 0, ids: [5, 6, 7] }), first);
  decoder.close();
});
