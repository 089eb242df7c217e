import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openGraphEngine } from '../../../training/engines/graph-engine.js';
import { gpt } from '../../../training/models/gpt.js';
import { classify } from '../../../training/objectives/classify.js';
import { length, sampleBatch, sampleOptions, vocabulary } from '../sample-step.js';
import { testWithTensorFlow } from '../test-backend.js';
const model = gpt.build({ layers: 1, heads: 2, width: 8, bias: true }, { vocabulary, length });
const size = { samples: 4, length, classes: ['ham', 'spam', 'list'] };
const build = (pool, state = 'hidden', scale = 1) => classify.build({ label: 'label', cut: 'end', pool, state, scale, labelSmoothing: 0 }, model, size);
test('samples with a label are judged; those without, and fillers, are not', () => {
    const { inputs, targets } = build('mean').collate(sampleBatch(3, 1, [2, -1, 1]));
    assert.deepEqual([...(inputs['labels']?.data ?? [])], [2, 0, 1, 0]);
    assert.deepEqual([...(inputs['judged']?.data ?? [])], [1, 0, 1, 0]);
    assert.equal(targets, 2);
});
test('pooling is a mean over the text, or takes its last place', () => {
    const poolingOf = (pool) => [
        ...(build(pool).collate(sampleBatch(3, 1, [0, 0, 0])).inputs['pooling']?.data ?? []),
    ];
    const row = (values, sample) => values.slice(sample * length, (sample + 1) * length);
    const tenth = Math.fround(1 / 10);
    assert.deepEqual(row(poolingOf('mean'), 2), [...Array(10).fill(tenth), 0, 0]);
    assert.deepEqual(row(poolingOf('last'), 2), [...Array(9).fill(0), 1, 0, 0]);
    assert.deepEqual(row(poolingOf('mean'), 3), Array(length).fill(0));
});
test('a stream without two classes is a usage error', () => {
    const one = { ...size, classes: ['ham'] };
    assert.throws(() => classify.build({ label: 'label', cut: 'end', pool: 'mean', state: 'hidden', scale: 1, labelSmoothing: 0 }, model, one), {
        code: 'too-few-classes',
        kind: 'usage',
    });
});
testWithTensorFlow('what follows the text, in the sample or the batch, changes no logit', (backend) => {
    const kinds = [build('mean'), build('last'), build('mean', 'residual', 10)];
    for (const objective of kinds) {
        const engine = openGraphEngine(backend, { ...sampleOptions(4), model, objective, parallel: 2 });
        const batch = sampleBatch(3, 1, [2, 0, 1]);
        const padded = sampleBatch(4, 1, [2, 0, 1, 2]);
        for (let sample = 0; sample < 3; sample++) {
            padded.tokens.fill(5, sample * length + (padded.used[sample] ?? 0), (sample + 1) * length);
        }
        const logitsOf = (given) => [
            ...(engine.evaluate(objective.collate(given))['logits'] ?? []).slice(0, 9),
        ];
        assert.equal(logitsOf(batch).length, 9);
        assert.deepEqual(logitsOf(padded), logitsOf(batch));
        engine.close();
    }
});
testWithTensorFlow('a scale is a factor on what the head sees, and the last norm is left out before it', (backend) => {
    const logitsOf = (objective) => {
        const engine = openGraphEngine(backend, { ...sampleOptions(4), model, objective });
        const { logits = new Float32Array() } = engine.evaluate(objective.collate(sampleBatch(4, 1, [2, 0, 1, 2])));
        engine.close();
        return [...logits];
    };
    const once = logitsOf(build('mean', 'residual', 1));
    for (const [place, logit] of logitsOf(build('mean', 'residual', 10)).entries()) {
        assert.ok(Math.abs(logit - 10 * (once[place] ?? 0)) < 1e-5);
    }
    assert.notDeepEqual(logitsOf(build('mean')), once);
});
testWithTensorFlow('a tiny set of documents is learned by heart', (backend) => {
    const objective = build('mean');
    const options = { ...sampleOptions(4), model, objective };
    const engine = openGraphEngine(backend, options);
    const inputs = objective.collate(sampleBatch(4, 1, [2, 0, 1, 0]));
    for (let step = 1; step <= 60; step++)
        engine.step([inputs], { step, learningRate: 1e-2 });
    assert.ok((engine.evaluate(inputs)['lossSum']?.[0] ?? 9) < 0.2);
    engine.close();
});
//# sourceMappingURL=classify.test.js.map