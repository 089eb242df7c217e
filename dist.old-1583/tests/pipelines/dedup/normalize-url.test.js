import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { normalizeUrl, trackingParameters } from '../../../pipelines/dedup/normalize-url.js';
import { dedupUrl } from '../../../pipelines/dedup/url.js';
const rules = { tracking: trackingParameters, www: 'drop' };
const normal = (address) => normalizeUrl(address, rules);
test('addresses that lead to one page are one', () => {
    const same = [
        'https://www.example.org/a/b?x=1&y=2',
        'http://example.org/a/b/?y=2&x=1#part',
        'HTTPS://EXAMPLE.ORG:443/a/./c/../b?utm_source=news&x=1&fbclid=z&y=2',
        '//example.org./a/b?x=1&y=2&utm_campaign=',
        'example.org/a/b?x=1&y=2',
        'https://user:secret@example.org/%61/b///?&x=1&&y=2',
    ];
    assert.deepEqual(new Set(same.map(normal)), new Set(['example.org/a/b?x=1&y=2']));
});
test('what may be another page stays apart', () => {
    const different = [
        'http://example.org/a',
        'http://example.org/A',
        'http://example.org:8080/a',
        'http://m.example.org/a',
        'http://example.org/a?x=1',
        'http://example.org/a?x=1&x=2',
        'http://example.org/a?x=2&x=1',
        'http://example.org/a?utm=1',
        'http://example.org/a%2Fb',
        'http://example.org/a/b',
        'http://example.org/a/index.html',
    ];
    assert.equal(new Set(different.map(normal)).size, different.length);
});
test('escapes are those of RFC 3986, section 6.2.2, hosts in punycode', () => {
    assert.equal(normal('http://example.org/%7Esmith/%e4%bd%a0?q=%7e%2f'), 'example.org/~smith/%E4%BD%A0?q=~%2F');
    assert.equal(normal('http://bücher.example/'), normal('http://xn--bcher-kva.example'));
});
test('www stays where it is all, or where the parameters say so', () => {
    assert.equal(normal('http://www.com/a'), 'www.com/a');
    assert.equal(normalizeUrl('http://www.example.org', { ...rules, www: 'keep' }), 'www.example.org');
    assert.equal(normalizeUrl('http://a.example/?utm_x=1', { ...rules, tracking: [] }), 'a.example?utm_x=1');
});
test('what is no address of the web has no form', () => {
    const none = [
        '',
        ' ',
        'page',
        'mailto:a@example.org',
        'ftp://example.org/a',
        'urn:isbn:1',
        'http://',
        'a b.example/c',
    ];
    assert.deepEqual([...none, '/path/only', `http://example.org/${'a'.repeat(8192)}`].map(normal), new Array(10).fill(undefined));
});
test('a form is its own form, and nothing throws', () => {
    const address = fc.oneof(fc.webUrl({ withQueryParameters: true, withFragments: true }), fc.string());
    fc.assert(fc.property(address, (each) => {
        const once = normal(each);
        assert.equal(once === undefined ? undefined : normal(once), once);
    }));
});
test('documents without the column, or with another, have no key', () => {
    const parameters = dedupUrl.parameters.parse({ field: 'link' });
    const key = (metadata) => dedupUrl.keyOf({ text: '', metadata }, parameters);
    assert.deepEqual([key({}), key({ url: 'http://a.example' }), key({ link: 'none' })], [undefined, undefined, undefined]);
    assert.deepEqual(key({ link: 'http://a.example/' }), key({ link: 'https://www.a.example#x' }));
    assert.equal(dedupUrl.keyOf({ text: '', metadata: {} }, { ...parameters, field: 'constructor' }), undefined);
});
//# sourceMappingURL=normalize-url.test.js.map