import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import { findImageStage, imageStages } from '../../../pipelines/image-registry.js';
import { isImageProblem } from '../../../pipelines/images/image-view.js';
import { imageView } from './image-sample.js';
import { peerPicture } from './peer-picture.js';
function open({ data, width, height }) {
    return sharp(data, { raw: { width, height, channels: 3 } });
}
async function compared(stageName, bytes, parameters = {}) {
    const stage = findImageStage(stageName);
    assert.ok(stage?.kind === 'image-dedup');
    const comparison = await stage.comparisonOf(imageView(bytes), stage.parameters.parse(parameters));
    assert.ok(!isImageProblem(comparison));
    return comparison;
}
test('equal pixels have equal keys, whatever their file', async () => {
    const picture = peerPicture(2);
    const png = await compared('dedup-exact', await open(picture).png().toBuffer());
    const webp = await compared('dedup-exact', await open(picture).webp({ lossless: true }).toBuffer());
    assert.deepEqual(webp, png);
    const other = await compared('dedup-exact', await open(picture).negate().png().toBuffer());
    assert.notEqual(other.key, png.key);
    const turned = open({ ...picture, width: picture.height, height: picture.width });
    assert.notEqual((await compared('dedup-exact', await turned.png().toBuffer())).key, png.key);
});
test('an image compressed again and scaled is within four bits, another is not', async () => {
    const soft = await open(peerPicture(10)).blur(4).png().toBuffer();
    for (const hash of ['dhash', 'phash']) {
        const first = await compared('dedup-image', soft, { hash });
        const copy = await compared('dedup-image', await sharp(soft).resize(320).jpeg({ quality: 60 }).toBuffer(), {
            hash,
        });
        const other = await compared('dedup-image', await sharp(soft).flop().png().toBuffer(), { hash });
        assert.ok(distance(first.hash, copy.hash) <= 4, `${hash}: ${distance(first.hash, copy.hash)}`);
        assert.ok(distance(first.hash, other.hash) > 4, `${hash}: ${distance(first.hash, other.hash)}`);
    }
});
test('what cannot be decoded cannot be compared, and every stage has its name', async () => {
    for (const stage of imageStages) {
        assert.equal(findImageStage(stage.name), stage);
        if (stage.kind !== 'image-dedup')
            continue;
        const problem = await stage.comparisonOf(imageView(Buffer.from('text')), stage.parameters.parse({}));
        assert.deepEqual(problem, { problem: 'unknown-format', value: null, limit: null });
    }
    assert.equal(findImageStage('gopher-quality'), undefined);
});
function distance(a, b) {
    return ((a ?? 0n) ^ (b ?? 0n)).toString(2).replaceAll('0', '').length;
}
//# sourceMappingURL=dedup-images.test.js.map