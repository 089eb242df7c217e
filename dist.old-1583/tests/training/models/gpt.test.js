import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gpt } from '../../../training/models/gpt.js';
const size = { vocabulary: 50257, length: 1024 };
test('the four sizes of GPT-2 have their published numbers of weights', () => {
    // Counted by Hugging Face's transformers for gpt2, gpt2-medium, gpt2-large, gpt2-xl.
    for (const [layers, heads, width, expected] of [
        [12, 12, 768, 124_439_808],
        [24, 16, 1024, 354_823_168],
        [36, 20, 1280, 774_030_080],
        [48, 25, 1600, 1_557_611_200],
    ]) {
        const { weights } = gpt.build({ layers, heads, width, bias: true }, size);
        const count = weights.reduce((sum, { shape }) => sum + shape.reduce((product, side) => product * side, 1), 0);
        assert.equal(count, expected);
    }
});
test("weights have the names and shapes of Hugging Face's gpt2", () => {
    const { weights } = gpt.build({ layers: 1, heads: 12, width: 768, bias: true }, size);
    assert.deepEqual(Object.fromEntries(weights.map(({ name, shape }) => [name, shape])), {
        'wte.weight': [50257, 768],
        'wpe.weight': [1024, 768],
        'h.0.ln_1.weight': [768],
        'h.0.ln_1.bias': [768],
        'h.0.attn.c_attn.weight': [768, 2304],
        'h.0.attn.c_attn.bias': [2304],
        'h.0.attn.c_proj.weight': [768, 768],
        'h.0.attn.c_proj.bias': [768],
        'h.0.ln_2.weight': [768],
        'h.0.ln_2.bias': [768],
        'h.0.mlp.c_fc.weight': [768, 3072],
        'h.0.mlp.c_fc.bias': [3072],
        'h.0.mlp.c_proj.weight': [3072, 768],
        'h.0.mlp.c_proj.bias': [768],
        'ln_f.weight': [768],
        'ln_f.bias': [768],
    });
    assert.ok(weights.every(({ decays, shape }) => decays === shape.length > 1));
});
test('without biases only gains are vectors', () => {
    const { weights } = gpt.build({ layers: 2, heads: 4, width: 128, bias: false }, size);
    assert.ok(weights.every(({ name }) => name.endsWith('.weight')));
});
test('a width that the heads do not divide is a usage error that names both', () => {
    assert.throws(() => gpt.build({ layers: 1, heads: 3, width: 128, bias: true }, size), {
        code: 'model-parameters',
        kind: 'usage',
        message: 'expected a width that 3 heads divide, found 128',
    });
});
//# sourceMappingURL=gpt.test.js.map