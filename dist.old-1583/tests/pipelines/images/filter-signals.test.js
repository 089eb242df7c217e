import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import { filterSignals } from '../../../pipelines/images/filter-signals.js';
import { isImageProblem } from '../../../pipelines/images/image-view.js';
import { imageView } from './image-sample.js';
import { peerPicture } from './peer-picture.js';
const picture = peerPicture(2);
const raw = { width: picture.width, height: picture.height, channels: 3 };
const bytes = await sharp(picture.data, { raw }).png().toBuffer();
const caption = 'Eine Katze schläft auf dem warmen Fensterbrett in der Sonne.';
async function fateOf(parameters, more = {}) {
    const verdict = await filterSignals.decide(imageView(bytes, more), filterSignals.parameters.parse(parameters));
    return verdict.keep ? 'kept' : `${verdict.reason} ${verdict.value} ${verdict.limit}`;
}
test('every signal has a least and a largest value', async () => {
    const signals = await imageView(bytes).signals();
    assert.ok(!isImageProblem(signals));
    for (const name of ['width', 'height', 'sharpness', 'colourfulness', 'mean', 'entropy']) {
        const value = signals[name];
        assert.equal(await fateOf({ [name]: { min: value, max: value } }), 'kept');
        assert.equal(await fateOf({ [name]: { min: value + 0.5 } }), `low-${name} ${value} ${value + 0.5}`);
        assert.equal(await fateOf({ [name]: { max: value - 0.5 } }), `high-${name} ${value} ${value - 0.5}`);
    }
});
test('captions by length and language; an image without one has none', async () => {
    assert.equal(await fateOf({ captionCharacters: { min: 60, max: 60 }, captionLanguages: ['de'] }, { caption }), 'kept');
    assert.equal(await fateOf({ captionCharacters: { min: 61 } }, { caption }), 'low-caption-characters 60 61');
    assert.equal(await fateOf({ captionLanguages: ['en', 'fr'] }, { caption }), 'caption-language null null');
    assert.equal(await fateOf({ captionCharacters: { min: 1 } }), 'no-caption-characters null 1');
    assert.equal(await fateOf({ captionLanguages: ['en'] }), 'caption-language null null');
    assert.equal(await fateOf({ textSimilarity: { min: 0.3 } }, { caption }), 'no-text-similarity null 0.3');
    assert.equal(await fateOf({}), 'kept');
});
//# sourceMappingURL=filter-signals.test.js.map