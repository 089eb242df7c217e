import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openGraphEngine } from '../../../training/engines/graph-engine.js';
import { vit } from '../../../training/models/vit.js';
import { classifyImage } from '../../../training/objectives/classify-image.js';
import { imageSize, sampleImages } from '../sample-images.js';
import { testWithTensorFlow } from '../test-backend.js';
const model = vit.build(vit.parameters.parse({ patch: 2, layers: 1, heads: 2, width: 8 }), imageSize);
const size = { samples: 4, ...imageSize, classes: ['left', 'right'] };
const objective = classifyImage.build({ labelSmoothing: 0 }, model, size);
const values = imageSize.width * imageSize.height * 3;
const optimizer = { beta1: 0.9, beta2: 0.95, epsilon: 1e-8, weightDecay: 0.1, clipNorm: 1 };
test('images with a class are judged; those without, and fillers, are not', () => {
    const batch = sampleImages(3, 1, [1, -1, 0]);
    const { inputs, targets } = objective.collate(batch);
    assert.deepEqual([...(inputs['targets']?.data ?? [])], [0, 1, 0, 0, 1, 0, 0, 0]);
    assert.equal(targets, 2);
    assert.deepEqual([...(inputs['pixels']?.data.subarray(0, 3 * values) ?? [])], [...batch.pixels]);
    assert.ok(inputs['pixels']?.data.subarray(3 * values).every((value) => value === 0));
    assert.deepEqual(objective.inputs.map(({ name, dtype, shape }) => [name, dtype, shape]), Object.entries(inputs).map(([name, { dtype, shape }]) => [name, dtype, shape]));
});
test('shares of classes stand in for the label', () => {
    const { inputs } = objective.collate(sampleImages(2, 1, [1, 0]), Float32Array.of(0.25, 0.75, 0.5, 0.5));
    assert.deepEqual([...(inputs['targets']?.data ?? [])], [0.25, 0.75, 0.5, 0.5, 0, 0, 0, 0]);
});
test('the batch may be overwritten once it is collated', () => {
    const batch = sampleImages(4, 1, [1, 0, 1, 0]);
    const { inputs } = objective.collate(batch);
    const before = structuredClone(inputs);
    batch.pixels.fill(-1);
    batch.labels.fill(-1);
    assert.deepEqual(inputs, before);
});
test('a batch of another shape or kind of pixels is refused', () => {
    const batch = sampleImages(4, 1, [1, 0, 1, 0]);
    for (const wrong of [
        sampleImages(5, 1, [1]),
        { ...batch, size: { width: 4, height: 6 } },
        { ...batch, layout: 'chw' },
        { ...batch, pixels: new Uint8Array(4 * values) },
    ]) {
        assert.throws(() => objective.collate(wrong), { code: 'batch-shape' });
    }
});
test('a stream without two classes is a usage error', () => {
    assert.throws(() => classifyImage.build({ labelSmoothing: 0 }, model, { ...size, classes: ['left'] }), {
        code: 'too-few-classes',
        kind: 'usage',
        message: 'expected images of two or more classes, found 1',
    });
});
testWithTensorFlow('what is not judged changes no loss and no logit, and smoothing only the training loss', (backend) => {
    const smoothed = classifyImage.build({ labelSmoothing: 0.2 }, model, size);
    const engine = openGraphEngine(backend, {
        model,
        objective: smoothed,
        optimizer,
        dropout: 0,
        seed: 1,
        parallel: 2,
    });
    const [short, filled] = [sampleImages(2, 1, [1, 0]), sampleImages(4, 1, [1, 0])].map((batch) => engine.evaluate(smoothed.collate(batch)));
    assert.equal(short?.['lossSum']?.[0], filled?.['lossSum']?.[0]);
    assert.deepEqual(short?.['logits']?.slice(0, 4), filled?.['logits']?.slice(0, 4));
    const logits = short?.['logits'] ?? new Float32Array();
    const plain = [1, 0].reduce((sum, label, sample) => sum - logShare(logits.subarray(2 * sample), label), 0);
    assert.ok(Math.abs(plain - (short?.['lossSum']?.[0] ?? Number.NaN)) < 1e-5);
    const even = [0, 1].reduce((sum, sample) => {
        const own = logits.subarray(2 * sample);
        return sum - (logShare(own, 0) + logShare(own, 1)) / 2;
    }, 0);
    const { loss } = engine.step([smoothed.collate(sampleImages(2, 1, [1, 0]))], { step: 1, learningRate: 0 });
    assert.ok(Math.abs(loss - (0.8 * plain + 0.2 * even) / 2) < 1e-5);
    engine.close();
});
testWithTensorFlow('a tiny set of images is learned by heart', (backend) => {
    const engine = openGraphEngine(backend, { model, objective, optimizer, dropout: 0, seed: 1 });
    const inputs = objective.collate(sampleImages(4, 1, [1, 0, 0, 1]));
    for (let step = 1; step <= 60; step++)
        engine.step([inputs], { step, learningRate: 1e-2 });
    assert.ok((engine.evaluate(inputs)['lossSum']?.[0] ?? 9) < 0.2);
    engine.close();
});
function logShare([first = 0, second = 0], label) {
    return (label === 0 ? first : second) - Math.log(Math.exp(first) + Math.exp(second));
}
//# sourceMappingURL=classify-image.test.js.map