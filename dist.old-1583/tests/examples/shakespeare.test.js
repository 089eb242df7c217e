import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCharacters } from '../../examples/shakespeare/characters.js';
import { configuration, engineOptions, learningRates } from '../../examples/shakespeare/configuration.js';
import { allWindows, drawStarts, windowInputs } from '../../examples/shakespeare/windows.js';
import { sharedFile, skipWithoutSharedData } from '../pipelines/shared-data.js';
const { batch, length, steps } = configuration;
test('Tiny Shakespeare has 65 characters, and the model the size of nanoGPT’s', { skip: skipWithoutSharedData }, () => {
    const text = readCharacters(sharedFile('shakespeare/tinyshakespeare.txt').toString(), batch * length);
    // Printed by nanoGPT's data/shakespeare_char/prepare.py.
    assert.equal(text.vocabulary.join(''), "\n !$&',-.3:;?ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    assert.equal(text.training.length, 1_003_854);
    assert.equal(text.validation.length, 111_540);
    // nanoGPT prints "number of parameters: 0.80M" for this configuration.
    const { model } = engineOptions(text.vocabulary.length, 1);
    const count = model.weights.reduce((sum, { shape }) => sum + shape.reduce((product, side) => product * side, 1), 0);
    assert.equal((count / 1e6).toFixed(2), '0.80');
});
test('the learning rate rises for 100 steps and falls to its least', () => {
    assert.equal(learningRates.length, 2000);
    assert.ok(Math.abs((learningRates[49] ?? 0) - 5e-4) < 1e-12);
    assert.ok(Math.abs((learningRates[99] ?? 0) - 1e-3) < 1e-12);
    assert.ok(Math.abs((learningRates[1999] ?? 0) - 1e-4) < 1e-12);
});
test('the target of each token is the one after it, also behind the window', () => {
    const ids = Int32Array.from({ length: 1000 }, (_, index) => index);
    const { inputs, targets } = windowInputs(ids, Int32Array.of(0, 500));
    const next = inputs['targets']?.data ?? [];
    assert.equal(targets, 2 * length);
    for (const place of [0, length - 1, length, 2 * length - 1]) {
        assert.equal(next[place], (inputs['ids']?.data[place] ?? 0) + 1);
        assert.equal(inputs['judged']?.data[place], 1);
    }
    assert.equal(inputs['judged']?.data[2 * length], 0);
});
test('validation judges each token of the text once, but the first and what is shorter than a window', () => {
    const ids = Int32Array.from({ length: 30 * length + 10 }, (_, index) => index);
    const judged = [...allWindows(ids)].flatMap(({ inputs }) => [...(inputs['targets']?.data ?? [])].filter((_, place) => inputs['judged']?.data[place] === 1));
    assert.deepEqual(judged, [...ids.subarray(1, 30 * length + 1)]);
});
test('windows are drawn from the whole text', () => {
    const starts = drawStarts(1000);
    assert.equal(starts.length, steps * batch);
    assert.ok(starts.every((start) => start >= 0 && start + length + 1 <= 1000));
    assert.ok(new Set(starts).size > 900);
});
test('a text that is too short is a usage error', () => {
    assert.throws(() => readCharacters('to be or not to be', batch * length), { code: 'short-text', kind: 'usage' });
});
//# sourceMappingURL=shakespeare.test.js.map