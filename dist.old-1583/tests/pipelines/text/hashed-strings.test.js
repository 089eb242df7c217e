import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { hashedStrings } from '../../../pipelines/text/hashed-strings.js';
test('it holds what was added and nothing else, each once', () => {
    fc.assert(fc.property(fc.array(fc.string()), fc.array(fc.string()), (added, others) => {
        const strings = hashedStrings();
        for (const text of added)
            strings.add(text);
        const wanted = new Set(added);
        assert.equal(strings.size, wanted.size);
        for (const text of [...added, ...others])
            assert.equal(strings.has(text), wanted.has(text));
    }));
});
test('a quarter of a million hosts, told from as many others', () => {
    const strings = hashedStrings();
    const host = (i) => `www${i % 7}.host-${i}.example.com`;
    for (let i = 0; i < 250_000; i++)
        strings.add(host(i));
    assert.equal(strings.size, 250_000);
    for (let i = 0; i < 250_000; i++)
        assert.ok(strings.has(host(i)));
    for (let i = 250_000; i < 500_000; i++)
        assert.ok(!strings.has(host(i)));
});
//# sourceMappingURL=hashed-strings.test.js.map