import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dedupExact, exactKey } from '../../../pipelines/dedup/exact.js';
const plain = { normalize: 'none' };
const fold = { normalize: 'fold' };
test('a key is the first half of the SHA-256 of the UTF-8 text', () => {
    // FIPS 180-2, appendix B.1.
    assert.equal(Buffer.from(exactKey('abc', plain)).toString('hex'), 'ba7816bf8f01cfea414140de5dae2223');
});
test('fold passes over case and white space, and nothing else', () => {
    assert.deepEqual(exactKey(' Ab\n\tc\u00a0D ', fold), exactKey('ab C d', fold));
    assert.notDeepEqual(exactKey('ab', fold), exactKey('a b', fold));
    assert.notDeepEqual(exactKey('é', fold), exactKey('e', fold));
    assert.notDeepEqual(exactKey('A', plain), exactKey('a', plain));
});
test('the stage compares texts as they are unless told otherwise', () => {
    assert.deepEqual(dedupExact.parameters.parse({}), { ...plain, keep: 'first', against: [] });
    assert.equal(dedupExact.parameters.safeParse({ normalise: 'fold' }).success, false);
});
test('versions to compare with are named as everywhere, one or a list', () => {
    const parsed = (against) => dedupExact.parameters.safeParse({ against }).data?.against;
    assert.deepEqual(['docs', 'docs@7', 'docs@latest', 'docs@all'].map(parsed), [
        ['docs'],
        ['docs@7'],
        ['docs@latest'],
        ['docs@all'],
    ]);
    assert.deepEqual(parsed(['docs@7', 'more']), ['docs@7', 'more']);
    for (const wrong of ['', 'docs@', 'docs@0', 'docs@1@2', 'docs@1@all', '@all', '../docs', 'runs', 7, [7], null])
        assert.equal(parsed(wrong), undefined, String(wrong));
});
//# sourceMappingURL=exact.test.js.map