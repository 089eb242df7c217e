import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTokenizer } from '../../../pipelines/tokenizers/open-tokenizer.js';
import { readKinds } from './fixture.js';
const { texts, bases, cases } = readKinds();
for (const { name, base, keys, model, ids, decoded } of cases) {
    test(`ids and their text equal those of tokenizers 0.23.3: ${base}, ${name}`, () => {
        const json = { ...bases[base], ...keys, model: { ...bases[base]?.model, ...model } };
        const tokenizer = openTokenizer(JSON.stringify(json));
        for (const [index, text] of texts.entries()) {
            assert.deepEqual([...tokenizer.encodeWhole(text)], ids[index], JSON.stringify(text));
            if (decoded !== null)
                assert.equal(tokenizer.decode(ids[index] ?? []), decoded[index], JSON.stringify(text));
        }
    });
}
//# sourceMappingURL=kinds.test.js.map