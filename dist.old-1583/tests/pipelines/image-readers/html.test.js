import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { html } from '../../../pipelines/image-readers/html.js';
import { captionSources, pageImages } from '../../../pipelines/image-readers/page-images.js';
import { filesOf, inputOf, limits, readImages } from './read-images.js';
const captionsOf = (page, sources = captionSources.slice()) => pageImages(page, sources).map(({ caption }) => caption);
describe('images of a page', () => {
    it('take alt text, else the caption of their figure, else the nearest text', () => {
        const figure = '<figure><img src=a alt="Alt &amp; text"><img src=b><figcaption>Cap\n<i>tion</i></figcaption></figure>';
        assert.deepEqual(captionsOf(figure), ['Alt & text', 'Cap tion']);
        assert.deepEqual(captionsOf(figure, ['figcaption', 'alt']), ['Cap tion', 'Cap tion']);
        assert.deepEqual(captionsOf(figure, ['alt']), ['Alt & text', null]);
        assert.deepEqual(captionsOf('<figure><figcaption>First</figcaption><img></figure><img>'), ['First', null]);
    });
    it('take the text after them, else before them, up to the next image', () => {
        assert.deepEqual(captionsOf('<p>before</p><img><p>after <b>it</b></p><p>later</p>'), ['after it']);
        assert.deepEqual(captionsOf('<p>before</p><img>'), ['before']);
        assert.deepEqual(captionsOf('<p>a</p><img><p>b</p><img><p>c</p>'), ['b', 'c']);
        assert.deepEqual(captionsOf('<p>a</p><img><img>'), ['a', null]);
        assert.deepEqual(captionsOf('one <img> two<br>three<div>four'), ['two three']);
        assert.deepEqual(captionsOf('<img><script>no</script><style>no</style><!-- no -->'), [null]);
    });
    it('take time and memory in the length of the page', () => {
        for (const part of [
            '<div>',
            '<figure>',
            '<figcaption>',
            '</figure>',
            '<img alt=',
            '<img><p>',
            '<br>',
            '<b>x</i>',
        ]) {
            pageImages(part.repeat(20_000), captionSources.slice());
        }
        const [image] = pageImages(`<img alt="${'é '.repeat(5000)}">`, ['alt']);
        assert.equal(image?.caption?.length, 1000);
    });
});
describe('html', () => {
    const files = filesOf({ 'a b.png': Buffer.from('A'), 'i/c.png': Buffer.from('C') });
    const page = [
        '<img src="a%20b.png?v=1#top" alt=one>',
        '<img src="i/c.png">',
        '<p>two</p>',
        '<img src="data:image/png;base64,QUJD" alt=three>',
        '<img src="data:image/svg+xml,%3Csvg/%3E" alt=four>',
        '<img src="data:;base64,!" alt=five>',
        '<img src="http://x.org/d.png" alt=six>',
        '<img src="//x.org/e.png" alt=seven>',
        '<img src="../f%zz.png" alt=eight>',
        '<img alt=nine>',
    ].join('\n');
    it('reads files beside the page and data URLs, and fetches nothing', async () => {
        const asked = [];
        const references = {
            read: (path) => {
                asked.push(path);
                return files.read(path);
            },
        };
        const records = await readImages(html, 'p/x.html', Buffer.from(page), { label: 'folder' }, { references });
        assert.deepEqual(records.map((record) => 'problem' in record ? record.problem : [Buffer.from(record.bytes).toString(), record.caption, record.label]), [
            ['A', 'one', 'class'],
            ['C', 'two', 'class'],
            ['ABC', 'three', 'class'],
            ['<svg/>', 'four', 'class'],
            'invalid-data-url',
            ...Array(4).fill('missing-image'),
        ]);
        assert.deepEqual(records.map(({ source }) => source), records.map((_, index) => `p/x.html:${index + 1}`));
        assert.deepEqual(records[0] !== undefined && 'metadata' in records[0] && records[0].metadata, {
            page: 'p/x.html',
            alt: 'one',
        });
        const named = [];
        const input = inputOf('p/x.html', Buffer.from(page));
        for await (const path of html.referencedPaths?.(input, html.options.parse({}), limits) ?? [])
            named.push(path);
        assert.deepEqual(named, ['a b.png', 'i/c.png', '../f%zz.png']);
        assert.deepEqual(asked, named);
    });
    it('gives a page that is too long, or data that are, one problem each', async () => {
        const long = await readImages(html, 'x.html', Buffer.from(page), {}, { recordBytes: 100 });
        assert.deepEqual(long, [{ source: 'x.html', problem: 'record-too-large', value: page.length, limit: 100 }]);
    });
});
//# sourceMappingURL=html.test.js.map