import assert from 'node:assert/strict';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import sharp from 'sharp';
import { drop } from '../../../core/verdict.js';
import { filterSignals } from '../../../pipelines/images/filter-signals.js';
import { isImageProblem } from '../../../pipelines/images/image-view.js';
import { resizeImage } from '../../../pipelines/images/resize-image.js';
import { imageTextSimilarity } from '../../../pipelines/images/text-similarity/image-text-similarity.js';
import { openedClip } from '../../../pipelines/images/text-similarity/opened-models.js';
import { imageView } from './image-sample.js';
import { clipPicture, onnxFile, peers, tinyClip } from './text-similarity-peers.js';
const picture = clipPicture(0);
const raw = { width: picture.width, height: picture.height, channels: 3 };
const bytes = await sharp(picture.data, { raw }).png().toBuffer();
const caption = peers.captions[1]?.text ?? '';
const { image, text, tokenizer, size } = tinyClip;
function stage(view, more = {}) {
    const parameters = imageTextSimilarity.parameters.parse({ image, text, tokenizer, size, ...more });
    return imageTextSimilarity.transform(view, parameters);
}
async function similarityOf(view) {
    const signals = await view.signals();
    assert.ok(!isImageProblem(signals));
    return signals.textSimilarity;
}
async function passed(view, more = {}) {
    const result = await stage(view, more);
    assert.ok(!('keep' in result), JSON.stringify(result));
    return result;
}
const similarity = (await similarityOf(await passed(imageView(bytes, { caption })))) ?? Number.NaN;
test('the signal is stored, and an image just below the limit is dropped with both numbers', async () => {
    assert.ok(Math.abs(similarity - (peers.similarity[0]?.[1] ?? 9)) < 2e-6);
    const view = imageView(bytes, { caption });
    assert.equal(await similarityOf(await passed(view, { min: similarity })), similarity);
    const min = similarity + 1e-6;
    assert.deepEqual(await stage(view, { min }), drop('text-similarity', similarity, min));
});
test('later stages see the signal, and it stays with an image that they rewrite', async () => {
    const view = await passed(imageView(bytes, { caption }));
    const limits = filterSignals.parameters.parse({ textSimilarity: { max: similarity - 0.1 } });
    const verdict = await filterSignals.decide(view, limits);
    assert.deepEqual(verdict, drop('high-text-similarity', similarity, similarity - 0.1));
    const resized = await resizeImage.transform(view, resizeImage.parameters.parse({ shorterSide: 16 }));
    assert.ok(!('keep' in resized));
    assert.equal(await similarityOf(resized), similarity);
});
test('images without a caption are kept, or dropped where asked, and no model is opened for them', async () => {
    const absent = { image: onnxFile('absent.onnx') };
    for (const without of [null, '', ' \n']) {
        const view = imageView(bytes, { caption: without });
        assert.equal(await stage(view, { ...absent, min: 1 }), view);
        assert.deepEqual(await stage(view, { ...absent, withoutCaption: 'drop' }), drop('no-caption'));
    }
});
test('an image that cannot be decoded is dropped for that', async () => {
    const view = imageView(bytes.subarray(0, 100), { caption });
    const result = await stage(view);
    assert.ok('keep' in result && result.reason !== 'text-similarity', JSON.stringify(result));
});
test('a model is opened once, and again when its file has changed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'millrace-clip-'));
    after(() => rm(folder, { recursive: true, force: true }));
    const files = { ...tinyClip, text: join(folder, 'text.onnx') };
    await copyFile(tinyClip.text, files.text);
    const first = await openedClip(files);
    assert.equal(await openedClip(files), first);
    await copyFile(onnxFile('text-fixed.onnx'), files.text);
    const second = await openedClip(files);
    assert.notEqual(second, first);
    const found = await second.similarity(picture, caption);
    assert.ok(Math.abs((found ?? 9) - (peers.similarityFixed[0]?.[1] ?? 9)) < 2e-6);
    await assert.rejects(openedClip({ ...files, image: onnxFile('absent.onnx') }), { code: 'no-model-file' });
    assert.equal(await openedClip(files), second);
});
//# sourceMappingURL=text-similarity.test.js.map