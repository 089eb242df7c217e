import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { packageRoot } from '../../../storage/package-root.js';
import { openEagerEngine } from '../../../training/engines/eager-engine.js';
import { newForward } from '../../../training/engines/forward.js';
import { openGraphEngine } from '../../../training/engines/graph-engine.js';
import { patchesOf } from '../../../training/layers/patches.js';
import { vit } from '../../../training/models/vit.js';
import { classifyImage } from '../../../training/objectives/classify-image.js';
import { weightOf } from '../peer-weights.js';
import { imageSize, sampleImages } from '../sample-images.js';
import { testWithTensorFlow } from '../test-backend.js';
const base = vit.parameters.parse({ patch: 16, layers: 12, heads: 12, width: 768, pool: 'cls' });
const small = { patch: 2, layers: 2, heads: 2, width: 8, mlpRatio: 3 };
test('the sizes of the paper have their published numbers of weights', () => {
    // Counted by Hugging Face's transformers for ViTModel without pooler at 224 × 224: ViT-B/16, ViT-L/16, ViT-B/32.
    for (const [change, expected] of [
        [{}, 85_798_656],
        [{ layers: 24, heads: 16, width: 1024 }, 303_301_632],
        [{ patch: 32 }, 87_455_232],
    ]) {
        const { weights } = vit.build({ ...base, ...change }, { width: 224, height: 224 });
        const count = weights.reduce((sum, { shape }) => sum + shape.reduce((product, side) => product * side, 1), 0);
        assert.equal(count, expected);
        assert.ok(weights.every(({ decays, shape }) => decays === shape.length > 1));
    }
});
test('a size that does not fit is a usage error that names both numbers', () => {
    const build = (change, size = { width: 28, height: 28 }) => vit.build({ ...base, patch: 7, ...change }, size);
    for (const [broken, message] of [
        [() => build({ heads: 5 }), 'expected a width that 5 heads divide, found 768'],
        [() => build({ patch: 8 }), 'expected images whose sides are multiples of a patch of 8 pixels, found 28 × 28'],
        [
            () => build({ patch: 1 }, { width: 512, height: 512 }),
            'expected at most 16384 patches of an image, found 262144',
        ],
    ]) {
        assert.throws(broken, { code: 'model-parameters', kind: 'usage', message });
    }
});
testWithTensorFlow('patches lie from left to right and from top to bottom, their pixels alike', (backend) => {
    const { tf } = backend;
    const [samples, height, width, patch] = [2, 4, 6, 2];
    const pixels = tf.range(0, samples * height * width * 3).reshape([samples, height, width, 3]);
    const found = patchesOf(newForward(backend, new Map(), undefined), pixels, { samples, height, width, patch });
    const expected = [];
    for (let row = 0; row < samples * height; row += patch) {
        for (let column = 0; column < width; column += patch) {
            for (let y = 0; y < patch; y++) {
                for (let place = 0; place < patch * 3; place++)
                    expected.push(((row + y) * width + column) * 3 + place);
            }
        }
    }
    assert.deepEqual(found.shape, [12, 12]);
    assert.deepEqual([...found.dataSync()], expected);
});
// Written by tests/training/models/vit-torch.py, whose numbers below are these.
const fixture = new URL('tests/fixtures/training/vit-torch.json', packageRoot);
const peers = JSON.parse(readFileSync(fixture, 'utf8'));
const shares = Float32Array.of(0.75, 0.25, 0, 0, 0, 1, 0.5, 0, 0.5);
function peerImages(step) {
    const batch = sampleImages(3, 0, [0, 0, 0]);
    const pixels = Float32Array.from(batch.pixels, (_, place) => {
        return ((step * 37 + place * place * 5 + place * 3) % 511) / 255 - 1;
    });
    return { ...batch, pixels };
}
for (const pool of ['cls', 'mean']) {
    testWithTensorFlow(`20 steps with pool ${pool} are PyTorch's`, (backend) => {
        const peer = peers[pool];
        const model = vit.build({ ...small, pool }, imageSize);
        const size = { samples: 3, ...imageSize, classes: ['a', 'b', 'c'] };
        const objective = classifyImage.build({ labelSmoothing: 0.1 }, model, size);
        const optimizer = { beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0.1, clipNorm: 0.5 };
        const engine = openGraphEngine(backend, { model, objective, optimizer, dropout: 0, seed: 0 });
        const specs = [...model.weights, ...objective.weights];
        engine.writeState({ weights: new Map(specs.map((spec) => [spec.name, weightOf(spec)])) });
        const { logits = [] } = engine.evaluate(objective.collate(peerImages(1), shares));
        assert.equal(logits.length, peer.logits.length);
        for (const [index, logit] of logits.entries()) {
            assert.ok(Math.abs(logit - (peer.logits[index] ?? Number.NaN)) < 1e-6, `logit ${index}: ${logit}`);
        }
        for (const [index, loss] of peer.losses.entries()) {
            const step = index + 1;
            const report = engine.step([objective.collate(peerImages(step), shares)], { step, learningRate: 1e-2 / step });
            assert.ok(Math.abs(report.loss - loss) < 1e-5, `loss of step ${step}: ${report.loss}, PyTorch ${loss}`);
            const norm = peer.gradientNorms[index] ?? Number.NaN;
            assert.ok(Math.abs(report.gradientNorm - norm) < 1e-4, `norm of step ${step}: ${report.gradientNorm}, ${norm}`);
        }
        engine.close();
    });
}
testWithTensorFlow('eager and graph give the same losses with dropout, in parts of a batch', (backend) => {
    const model = vit.build({ ...small, layers: 1, pool: 'cls' }, imageSize);
    const objective = classifyImage.build({ labelSmoothing: 0 }, model, {
        samples: 6,
        ...imageSize,
        classes: ['left', 'right'],
    });
    const optimizer = { beta1: 0.9, beta2: 0.95, epsilon: 1e-8, weightDecay: 0.1, clipNorm: 1 };
    const [eager, graph] = [openEagerEngine, openGraphEngine].map((open) => {
        const engine = open(backend, { model, objective, optimizer, dropout: 0.1, seed: 3, parallel: 2 });
        const losses = Array.from({ length: 15 }, (_, index) => {
            const inputs = objective.collate(sampleImages(6, index, [0, 1, 1, 0, 1, 0]));
            return engine.step([inputs], { step: index + 1, learningRate: 3e-3 }).loss;
        });
        engine.close();
        return losses;
    });
    assert.ok(eager !== undefined && graph !== undefined);
    for (const [step, loss] of eager.entries()) {
        assert.ok(Math.abs(loss - (graph[step] ?? Number.NaN)) < 1e-5, `step ${step + 1}: ${loss}, ${graph[step]}`);
    }
    assert.ok((eager.at(-1) ?? 9) < (eager[0] ?? 0), 'it learns');
});
//# sourceMappingURL=vit.test.js.map