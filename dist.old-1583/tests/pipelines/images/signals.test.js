import assert from 'node:assert/strict';
import { test } from 'node:test';
import { captionSignals, pixelSignals } from '../../../pipelines/images/signals.js';
import { peerPicture, peerRows } from './peer-picture.js';
test("signals are those of OpenCV's and NumPy's formulae", () => {
    for (const [k, row] of peerRows.entries()) {
        const signals = pixelSignals(peerPicture(k));
        for (const name of ['sharpness', 'colourfulness', 'mean', 'entropy']) {
            const difference = Math.abs(signals[name] - row[name]);
            assert.ok(difference <= 1e-6 * Math.max(1, row[name]), `${name} of picture ${k}: ${signals[name]}, ${row[name]}`);
        }
    }
});
test('a plain page has no entropy, no colour and no sharpness', () => {
    const plain = { data: new Uint8Array(3 * 20 * 10).fill(77), width: 20, height: 10 };
    const expected = { width: 20, height: 10, sharpness: 0, colourfulness: 0, mean: 77, entropy: 0 };
    assert.deepEqual(pixelSignals(plain), expected);
});
test('captions have their length in code points, and their language', async () => {
    assert.deepEqual(await captionSignals(null), { captionCharacters: null, captionLanguage: null });
    assert.deepEqual(await captionSignals('🐈'), { captionCharacters: 1, captionLanguage: 'und' });
    const caption = 'Eine Katze schläft auf dem warmen Fensterbrett in der Sonne.';
    assert.deepEqual(await captionSignals(caption), { captionCharacters: caption.length, captionLanguage: 'de' });
});
//# sourceMappingURL=signals.test.js.map