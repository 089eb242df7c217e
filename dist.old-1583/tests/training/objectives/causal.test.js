import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gpt } from '../../../training/models/gpt.js';
import { causal } from '../../../training/objectives/causal.js';
import { length, sampleBatch, vocabulary } from '../sample-step.js';
const model = gpt.build({ layers: 1, heads: 1, width: 4, bias: true }, { vocabulary, length });
const objective = causal.build({}, model, { samples: 4, length, classes: [] });
test('each token of the text but the first is a target, at the place before it', () => {
    const batch = sampleBatch(3, 1);
    const { inputs, targets } = objective.collate(batch);
    const [ids, next, judged] = ['ids', 'targets', 'judged'].map((name) => [...(inputs[name]?.data ?? [])]);
    for (let sample = 0; sample < 4; sample++) {
        for (let place = 0; place < length; place++) {
            const at = sample * length + place;
            const text = sample < 3 && place + 1 < (batch.used[sample] ?? 0);
            assert.equal(judged?.[at], text ? 1 : 0);
            if (text)
                assert.equal(next?.[at], batch.tokens[at + 1]);
            if (sample < 3)
                assert.equal(ids?.[at], batch.tokens[at]);
        }
    }
    assert.equal(targets, 11 + 10 + 9);
    assert.deepEqual(objective.inputs.map(({ name, dtype, shape }) => [name, dtype, shape]), Object.entries(inputs).map(([name, { dtype, shape }]) => [name, dtype, shape]));
});
test('a sample without text has no target', () => {
    const batch = { ...sampleBatch(2, 1), used: Int32Array.of(0, 1) };
    assert.equal(objective.collate(batch).targets, 0);
});
test('the batch may be overwritten once it is collated', () => {
    const batch = sampleBatch(4, 1);
    const { inputs } = objective.collate(batch);
    const before = structuredClone(inputs);
    batch.tokens.fill(-1);
    batch.used.fill(-1);
    assert.deepEqual(inputs, before);
});
test('a batch of another shape is refused', () => {
    assert.throws(() => objective.collate(sampleBatch(5, 1)), { code: 'batch-shape' });
    assert.throws(() => objective.collate({ ...sampleBatch(4, 1), length: length - 1 }), { code: 'batch-shape' });
});
//# sourceMappingURL=causal.test.js.map