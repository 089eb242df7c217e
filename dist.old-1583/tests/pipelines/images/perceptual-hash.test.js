import assert from 'node:assert/strict';
import { test } from 'node:test';
import { differenceHash, frequencyHash } from '../../../pipelines/images/perceptual-hash.js';
import { peerPicture, peerRows } from './peer-picture.js';
test('hashes are those of imagehash', () => {
    for (const [k, { dhash, phash }] of peerRows.entries()) {
        const picture = peerPicture(k);
        assert.equal(differenceHash(picture).toString(16).padStart(16, '0'), dhash, `dhash of picture ${k}`);
        assert.equal(frequencyHash(picture).toString(16).padStart(16, '0'), phash, `phash of picture ${k}`);
    }
});
//# sourceMappingURL=perceptual-hash.test.js.map