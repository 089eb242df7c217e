import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { extractHtml } from '../../../pipelines/extractors/extract-html.ts';
import { checkValue } from '../../../recipes/check-value.ts';
import { extract, extractorOf, fixturePage, textOf } from './page-fixtures.ts';

const article = fixturePage('article');
const documentation = fixturePage('documentation');

describe('the parameters of extract-html', () => {
  it('extractor: which one gives the text', () => {
    const [main, readability, all] = ['main', 'readability', 'all'].map((extractor) => textOf(article, { extractor }));
    assert.ok(!main?.includes('Read more') && !main?.includes('cookies'));
    assert.ok(readability?.includes('Read more') && !readability?.includes('cookies'));
    assert.ok(all?.includes('Read more') && all.includes('cookies') && all.includes('Weather'));
    for (const extractor of ['main', 'readability', 'all'])
      assert.equal(extractorOf(article, { extractor }), extractor);
  });

  it('title: first, where the text does not begin with it', () => {
    const title = 'Ferry returns to the northern route';
    assert.ok(!textOf(article).includes(title));
    assert.ok(textOf(article, { title: true }).startsWith(`${title}\n\nThe old ferry`));
    assert.ok(textOf(article, { title: true, format: 'markdown' }).startsWith(`# ${title}\n\nThe old ferry`));
    assert.ok(textOf(documentation, { title: true }).startsWith('open\n\ngauge'));
    assert.equal(textOf('<p>x', { title: true }), 'x');
    assert.equal(textOf('<title>T</title><p>x', { title: true, extractor: 'all' }), 'T\n\nx');
  });

  it('comments: those of readers, without the form below', () => {
    const text = textOf(article, { comments: true });
    assert.ok(text.includes('still warm when we landed') && text.includes('About time too'));
    assert.ok(!text.includes('Leave a reply'));
    assert.ok(!textOf(article).includes('still warm'));
  });

  it('tables, links, images: in or out', () => {
    assert.ok(textOf(documentation).includes('r\tread'));
    assert.ok(!textOf(documentation, { tables: false }).includes('r\tread'));
    const page = '<main><h1>x</h1><p>See <a href="u">this</a> <img src="i.png" alt="picture"></p></main>';
    const format = 'markdown';
    assert.equal(textOf(page, { format }), '# x\n\nSee [this](u) ![picture](i.png)');
    assert.equal(textOf(page, { format, links: false }), '# x\n\nSee this ![picture](i.png)');
    assert.equal(textOf(page, { format, images: false }), '# x\n\nSee [this](u)');
  });

  it('metadata: what the page says of itself, beside what the document has', () => {
    const metadata = ['title', 'language', 'extractor'];
    const known = { title: 'Ferry returns to the northern route', language: 'en-GB', extractor: 'main' };
    assert.deepEqual(metadataOf(article, { metadata }), known);
    assert.deepEqual(metadataOf(article, { metadata: ['language'], extractor: 'all' }), { language: 'en-GB' });
    assert.deepEqual(metadataOf('<p>x', { metadata }), { extractor: 'all' });
    assert.deepEqual(metadataOf(article, {}), {});
    const head = '<meta http-equiv="Content-Language" content="pt-BR, en"><title> A &amp;\n B </title><title>C</title>';
    assert.deepEqual(metadataOf(`${head}<svg><title>D</title></svg>x`, { metadata: ['title', 'language'] }), {
      title: 'A & B',
      language: 'pt-BR',
    });
  });

  it('are refused where they would do nothing', () => {
    for (const wrong of [{ comments: true }, { tables: false }]) {
      const checked = checkValue(extractHtml.parameters, { extractor: 'all', ...wrong });
      assert.ok(!checked.ok && /extractor/.test(JSON.stringify(checked.problems)), JSON.stringify(wrong));
    }
    assert.ok(!checkValue(extractHtml.parameters, { extractor: 'best' }).ok);
  });
});

describe('readability', () => {
  it('gives way to all of a page that is too much for a tree', () => {
    const prose = `<p>${'Words of a long text, with commas. '.repeat(30)}</p>`;
    const pages = {
      deep: `${'<div>'.repeat(100_000)}x`,
      'deep and unknown': `${'<x-y>'.repeat(100_000)}x`,
      'a fooled counter': `${'<div></span>'.repeat(50_000)}x`,
      'deep parts, many times': `<div class="article">${prose.repeat(20)}${`${'<div class="content">'.repeat(200)}${prose}${'</div>'.repeat(200)}`.repeat(60)}`,
      'many elements': `${'<i>x</i>'.repeat(60_000)}${prose}`,
      'many attributes': `<p ${Array.from({ length: 300_000 }, (_, i) => `a${i}`).join(' ')}>x`,
      'many marks': '<'.repeat(2_000_000),
      'many references': '&amp;'.repeat(800_000),
      'ampersands that begin no reference': '&'.repeat(2_000_000),
      'many comments': `${'<!---->'.repeat(500_000)}${prose}`,
    };
    for (const [name, html] of Object.entries(pages)) {
      const start = process.cpuUsage();
      assert.equal(extractorOf(html, { extractor: 'readability' }), 'all', name);
      const { user, system } = process.cpuUsage(start);
      assert.ok(user + system < 5_000_000, name);
    }
    assert.equal(extractorOf(`<article>${prose}</article>`, { extractor: 'readability' }), 'readability');
    assert.ok('reason' in extract('', { extractor: 'readability' }));
    assert.ok('reason' in extract('<html></html>', { extractor: 'readability' }));
  });

  it('reads a page of 50,000 attributes and one of 512 elements deep', () => {
    const prose = `<p>${'Words of a long text, with commas. '.repeat(30)}</p>`;
    const attributes = `<div ${Array.from({ length: 50_000 }, (_, i) => `a${i}`).join(' ')}>${prose}</div>`;
    for (const html of [attributes, '<div>'.repeat(500) + prose]) {
      assert.equal(extractorOf(html, { extractor: 'readability' }), 'readability');
      assert.ok(textOf(html, { extractor: 'readability' }).includes('Words of a long text'));
    }
  });
});

function metadataOf(html: string, parameters: object): object | undefined {
  const result = extract(html, parameters);
  return 'text' in result ? result.metadata : undefined;
}
