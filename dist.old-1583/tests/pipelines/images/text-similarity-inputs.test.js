import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { clipPixels } from '../../../pipelines/images/text-similarity/clip-pixels.js';
import { openClipTokenizer } from '../../../pipelines/images/text-similarity/clip-tokenizer.js';
import { clipPicture, peers, tinyClip } from './text-similarity-peers.js';
const json = readFileSync(tinyClip.tokenizer, 'utf8');
const tokenizer = openClipTokenizer(json);
test('ids are those of tokenizers', () => {
    for (const { text, ids } of peers.captions)
        assert.deepEqual(tokenizer.encode(text, 77), ids, JSON.stringify(text));
});
test('any text gives ids of the vocabulary between start and end, no more than asked for', () => {
    const [start] = peers.captions[0]?.ids ?? [];
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.array(fc.nat(0xffff)).map(units));
    fc.assert(fc.property(text, fc.integer({ min: 3, max: 40 }), (caption, length) => {
        const ids = tokenizer.encode(caption, length);
        assert.ok(ids.length >= 2 && ids.length <= length);
        assert.equal(ids[0], start);
        assert.equal(ids.at(-1), tokenizer.end);
        assert.ok(ids.every((id) => Number.isInteger(id) && id >= 0 && id < tokenizer.vocabularySize));
    }), { numRuns: 50 });
});
test('a caption costs no more than its first 16,384 code units', () => {
    const long = '\u0958'.repeat(10_000_000);
    assert.deepEqual(tokenizer.encode(long, 77), tokenizer.encode(long.slice(0, 20_000), 77));
    assert.deepEqual(tokenizer.encode(`${' '.repeat(16_384)}words`, 77).length, 2);
});
test('a file that asks for another algorithm is refused by its key', () => {
    const refusals = [
        ['unsupported', 'model.end_of_word_suffix', ['model', 'end_of_word_suffix'], undefined],
        ['unsupported', 'model.other', ['model', 'other'], 1],
        ['unsupported', 'normalizer', ['normalizer'], undefined],
        ['unsupported', 'post_processor.type', ['post_processor', 'type'], 'TemplateProcessing'],
        ['invalid', 'post_processor', ['post_processor', 'sep'], ['a', 99]],
        ['invalid', 'model.vocab', ['model', 'vocab', 'a</w>'], undefined],
        ['invalid', 'model.merges.0', ['model', 'merges', '0'], ['a']],
    ];
    for (const [code, at, path, value] of refusals) {
        assert.throws(() => openClipTokenizer(altered(path, value)), { code: `tokenizer-${code}`, kind: 'usage', at });
    }
    assert.throws(() => openClipTokenizer('{'), { code: 'tokenizer-invalid', kind: 'usage' });
});
test('pixels are those of CLIPImageProcessor', () => {
    let most = 0;
    for (const [k, { mean, samples }] of peers.pictures.entries()) {
        const values = clipPixels(clipPicture(k), tinyClip);
        assert.equal(values.length, 3 * 32 * 32);
        const seen = values.filter((_, at) => at % 97 === 0);
        assert.equal(seen.length, samples.length);
        for (const [at, value] of seen.entries())
            most = Math.max(most, Math.abs(value - (samples[at] ?? 99)));
        for (const [channel, expected] of mean.entries()) {
            const plane = values.subarray(channel * 1024, (channel + 1) * 1024);
            assert.ok(Math.abs(plane.reduce((sum, value) => sum + value, 0) / 1024 - expected) < 1e-5, `picture ${k}`);
        }
    }
    assert.ok(most < 1e-5, String(most));
});
test('of a very long image only the middle is resized, and the square in it is the same', () => {
    const levels = (width, height) => {
        const data = Uint8Array.from({ length: 3 * width * height }, (_, at) => {
            const x = Math.floor(at / 3) % width;
            const y = Math.floor(at / 3 / width);
            return (Math.abs(width > height ? 2 * x - width + 1 : 2 * y - height + 1) * 40) & 255;
        });
        return clipPixels({ data, width, height }, { size: 8, mean: [0, 0, 0], std: [1, 1, 1] });
    };
    assert.deepEqual(levels(6400, 4), levels(64, 4));
    assert.deepEqual(levels(4, 6400), levels(4, 64));
    assert.equal(levels(100_000, 1).length, 192);
});
/** The file with another value at `path`; undefined takes the key away. */
function altered(path, value) {
    const file = JSON.parse(json);
    let at = file;
    for (const key of path.slice(0, -1))
        at = at[key];
    at[path.at(-1) ?? ''] = value;
    return JSON.stringify(file);
}
function units(codes) {
    return String.fromCharCode(...codes);
}
//# sourceMappingURL=text-similarity-inputs.test.js.map