import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { openClip } from '../../../pipelines/images/text-similarity/open-clip.js';
import { cosine } from '../../../pipelines/images/text-similarity/text-similarity-model.js';
import { clipPicture, onnxFile, peers, tinyClip } from './text-similarity-peers.js';
const variants = [
    ['a model of any length with a mask', tinyClip, peers.similarity],
    ['a model of fixed length', { ...tinyClip, text: onnxFile('text-fixed.onnx') }, peers.similarityFixed],
];
for (const [name, files, expected] of variants) {
    test(`${name}: similarities are those of onnxruntime in Python`, async () => {
        const model = await openClip(files);
        for (const [k, row] of expected.entries()) {
            for (const [at, similarity] of row.entries()) {
                const found = await model.similarity(clipPicture(k), peers.captions[at]?.text ?? '');
                assert.ok(found !== null && Math.abs(found - similarity) < 2e-6, `${k} ${at}: ${found} for ${similarity}`);
            }
        }
        await model.close();
    });
}
test('a worker thread gives the same numbers', async () => {
    const model = await openClip(tinyClip);
    const here = await model.similarity(clipPicture(0), 'a cat');
    await model.close();
    const code = `
    import { parentPort, workerData } from 'node:worker_threads';
    const { openClip } = await import(workerData.module);
    const model = await openClip(workerData.files);
    parentPort.postMessage(await model.similarity(workerData.picture, 'a cat'));
    await model.close();`;
    const module = new URL('../../../pipelines/images/text-similarity/open-clip.js', import.meta.url).href;
    const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(code)}`), {
        workerData: { module, files: tinyClip, picture: clipPicture(0) },
    });
    const [there] = await once(worker, 'message');
    assert.equal(there, here);
    await worker.terminate();
});
test('files that are no such model are refused, with what was expected and found', async () => {
    const refusals = [
        [{ image: onnxFile('absent.onnx') }, 'no-model-file', /absent\.onnx/],
        [{ tokenizer: onnxFile('absent.json') }, 'no-model-file', /absent\.json/],
        [{ image: onnxFile('peers.json') }, 'model-invalid', /peers\.json: expected an ONNX model/],
        [
            { image: onnxFile('text.onnx') },
            'model-unsupported',
            /one input of float32\[1, 3, 32, 32\].*found input_ids: int64/,
        ],
        [
            { text: onnxFile('image.onnx') },
            'model-unsupported',
            /input_ids.*found pixel_values: float32\[batch, 3, 32, 32\]/,
        ],
        [{ size: 224 }, 'model-unsupported', /float32\[1, 3, 224, 224\]/],
        [{ tokenizer: onnxFile('peers.json') }, 'tokenizer-unsupported', /asks at .* for what is not implemented/],
    ];
    for (const [change, code, message] of refusals) {
        await assert.rejects(openClip({ ...tinyClip, ...change }), { code, kind: 'usage', message });
    }
});
test('a cosine is in [-1, 1], and null without a direction', () => {
    const vector = Float32Array.of(0.1, -0.7, 0.3);
    assert.equal(cosine(vector, vector), 1);
    assert.equal(cosine(vector, vector.map((value) => -2 * value)), -1);
    assert.equal(cosine(Float32Array.of(1, 0), Float32Array.of(1, 2)), 0.447214);
    assert.equal(cosine(vector, new Float32Array(3)), null);
    assert.equal(cosine(vector, Float32Array.of(1, Number.NaN, 0)), null);
    assert.equal(cosine(vector, Float32Array.of(1, Number.POSITIVE_INFINITY, 0)), null);
});
//# sourceMappingURL=text-similarity-model.test.js.map