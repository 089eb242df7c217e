import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { extractHtml, htmlText } from '../../../pipelines/extractors/extract-html.js';
import { sharedFile, sharedRows, skipWithoutSharedData } from '../shared-data.js';
const text = (html) => htmlText(html, 'text');
const markdown = (html) => htmlText(html, 'markdown');
const page = { id: 'i', text: '', format: 'html', source: 's', label: null, metadata: {} };
describe('extract-html', () => {
    it('makes text of HTML and lets text pass as it is', () => {
        const parameters = extractHtml.parameters.parse({});
        assert.deepEqual(extractHtml.transform({ ...page, text: '<p>x' }, parameters), {
            ...page,
            text: 'x',
            format: 'text',
        });
        const plain = { ...page, text: '<p>x', format: 'text' };
        assert.equal(extractHtml.transform(plain, parameters), plain);
        for (const empty of ['', '<p> &nbsp;', '<title>only a title</title>', '<script>x</script>'])
            assert.deepEqual(extractHtml.transform({ ...page, text: empty }, parameters), {
                keep: false,
                reason: 'no-text',
                value: null,
                limit: null,
            });
    });
    it('folds white space and decodes entities', () => {
        assert.equal(text(' a\n\t b&nbsp; c &lt;d&gt; caf&eacute;&#233;&#x1f600; &copy &unknown; &amp;amp; &#0; &#150; '), 'a b c <d> caféé😀 © &unknown; &amp; \ufffd –');
    });
    it('breaks lines at blocks and br, and leaves an empty line around paragraphs', () => {
        assert.equal(text('<div>a</div><div>b<div>c</div></div>d'), 'a\nb\nc\nd');
        assert.equal(text('a<p>b<p>c</p>d<br>e<br><br><br>f'), 'a\n\nb\n\nc\n\nd\ne\n\nf');
        assert.equal(text('in<b>l</b>ine, <i>two </i> words'), 'inline, two words');
        assert.equal(text('<h1>Title</h1>text'), 'Title\n\ntext');
    });
    it('lays out lists, tables and preformatted text', () => {
        assert.equal(text('<ul><li>a<li>b<ol start=3><li>c</li><li><p>d</ol><li></ul>e'), '- a\n- b\n  3. c\n\n  4. d\ne');
        assert.equal(text('<table><tr><th>a<th>b<tr><td>c<td>d</table>'), 'a\tb\nc\td');
        assert.equal(text('x<pre>\n  a\n   <b>b</b> &lt;\n\n</pre>y'), 'x\n\n  a\n   b <\n\ny');
    });
    it('leaves out what a page does not show', () => {
        const hidden = 'script style template noscript iframe select textarea title object video canvas'.split(' ');
        for (const name of hidden)
            assert.equal(text(`a <${name}>hidden<i>hidden</i></${name}>b`), 'a b', name);
        assert.equal(text('a <svg><g>hidden</g>hidden</svg>b'), 'a b');
        assert.equal(text('a<!-- <p>hidden --><!x hidden><?x hidden>b<![CDATA[hidden]]>c'), 'abc');
        assert.equal(text('<script>"</p>" </scriptx> </SCRIPT >a'), 'a');
        assert.equal(text('a<script>hidden to the end <p>'), 'a');
    });
    it('shows what hostile or sloppy markup cannot hide', () => {
        assert.equal(text('<svg><path d="</svg>"><style>x</style><p>a'), 'a');
        assert.equal(text('<svg><title>hidden<p>hidden</title></svg>a<svg/>b'), 'ab');
        assert.equal(text('<svg><foreignObject><div>hidden</div></foreignObject></svg>a'), 'a');
        assert.equal(text('<header><svg><g>hidden</header>a'), 'a');
        assert.equal(text('<b><svg>hidden</b>a'), 'a');
        assert.equal(text('<p><svg>hidden</p>a'), 'a');
        assert.equal(text('<div><svg><header>hidden</header>hidden</svg></div>a'), 'a');
        assert.equal(text('<head><title>t</title><p>a'), 'a');
        assert.equal(text('<ul><li><pre> x </ul>  y  '), '-  x\n\ny');
        assert.equal(text('</p></div></select></script>a'), 'a');
        assert.equal(text('a < b <c'), 'a < b');
    });
    it('writes Markdown', () => {
        assert.equal(markdown('<h2>On <em>x</em></h2><p>a <b> bold </b>and <a href="/u (1)"><code>c</code></a>.<hr>'), '## On *x*\n\na **bold** and [`c`](/u%20%281%29).\n\n---');
        assert.equal(markdown('<ul><li>a<ul><li>b<p>c</ul><ol><li>d</ol></ul>'), '- a\n  - b\n\n    c\n  1. d');
        assert.equal(markdown('<blockquote>a<p>b<blockquote>c</blockquote></blockquote>d'), '> a\n>\n> b\n>\n> > c\n\nd');
        assert.equal(markdown('<pre>a\n```\nb</pre>'), '````\na\n```\nb\n````');
        assert.equal(markdown('<table><tr><th>a<th>b<tr><td><td>d</table>'), 'a | b\n--- | ---\n | d');
        assert.equal(markdown('<b>one<p>two</b> three'), '**one**\n\n**two** three');
        assert.equal(markdown('<b></b><a href=x></a><a href="javascript:f()">a</a><img src=y alt="b"><img src=z>'), 'a![b](y)');
    });
    it('fences code with more backticks than it holds in a row, however far down', () => {
        const code = `${'```\n'.repeat(2000)}\`\`\`\``;
        assert.equal(htmlText(`<pre>${code}</pre>`, 'markdown'), `\`\`\`\`\`\n${code}\n\`\`\`\`\``);
    });
    it('takes linear time and room for pages that invite more', () => {
        const many = 50_000;
        const pages = [
            '<div>',
            '<p><b><i><font>',
            '<table><tr><td>x',
            '<div></span>',
            '<div><img title="</div>">',
            '<ul><li>x',
            '<blockquote>x',
            '<b>x',
            '<b>x<p>',
            '<b><ul></b>',
            '<a href=x>y',
            '<svg>',
            '<svg><foreignObject>x',
            '<![CDATA[',
            '<!--',
            '<!-- ',
            '<!',
            '<?',
            '</',
            '<',
            '&',
            '&a',
            '&amp;',
            '<a b="',
            '<pre>\n',
            '<style>',
            '<title></titl',
            '<script></scrip',
            '<textarea>',
            '<select>',
            '<math><mi>x',
            '<template></template>',
            '<dl><dt>x<dd>',
            '<th>x',
            '<table><tr><th>x<th>y',
            '</br>',
            '<ol start=9999999>',
            '\n',
            ' ',
        ].map((piece) => piece.repeat(many));
        pages.push(`<a ${Array.from({ length: many }, (_, i) => `a${i}=1`).join(' ')}>x`, `<a href="${'x'.repeat(200_000)}">${'<p>y'.repeat(2000)}`, `<div><script></SCRIPT>${'<div>'.repeat(many)}`, `<pre>${'\n'.repeat(500_000)}x`, `<blockquote><blockquote><ul><ul><ul><pre>${'x\n'.repeat(200_000)}`, `${'<b>'.repeat(many)}${'<i>'.repeat(many)}${'</b>'.repeat(many)}x`, `${'word '.repeat(10 * many)}<table><tr><th>a<th>b${'<tr><td><td>'.repeat(many)}</table>`);
        const start = performance.now();
        for (const html of pages) {
            for (const format of ['text', 'markdown']) {
                const { length } = htmlText(html, format);
                assert.ok(length < 20 * html.length + 1000, `${html.slice(0, 20)}: ${length} of ${html.length}`);
            }
        }
        // Seconds, where something quadratic would take hours.
        assert.ok(performance.now() - start < 30_000);
    });
    it('ends with no line for a row that ends with the page and has nothing in it', () => {
        assert.equal(htmlText('above<tr><th><td>', 'markdown'), 'above');
    });
    it('takes a row of empty header cells for no line', () => {
        const markdown = (html) => htmlText(html, 'markdown');
        assert.equal(markdown('one<hr><table><tr><th><th><tr><td>a<td>b</table>'), 'one\n\n---\n\n--- | ---\na | b');
        assert.equal(markdown('<ul><li><table><tr><th><th><tr></table>'), '- --- | ---');
        assert.equal(markdown('<a href=u>one<table><tr><th><th></table>two</a>').split('\n')[0], '[one](u)');
        assert.equal(markdown('<b>one<table><tr><th><th><tr><td>a<td>b</table>two</b>').split('\n')[0], '**one**');
        const emptyRows = 'one<hr><table><tr><th>a<th>b<tr><td><td><tr><td><td></table>';
        assert.equal(markdown(emptyRows), 'one\n\n---\n\na | b\n--- | ---');
        assert.equal(markdown('<table><tr><th>a<th>b<tr><td><h2><td></h2></table>z').split('\n').at(-1), 'z');
    });
    it('gives well-formed lines and no script, whatever the page', () => {
        const piece = fc.constantFrom('<div>', '</div>', '<p>', '<b>', '</b>', '<i>', '</i>', '<ul>', '<li>', '</ul>', '<pre>', '</pre>', '<table>', '<tr>', '<td>', '<th>', '</table>', '<a href=x>', '</a>', '<h1>', '</h1>', '<blockquote>', '</blockquote>', '<br>', '<svg>', '</svg>', '<script>secret</script>', '<style>secret</style>', '<template>secret</template>', '<!-- secret -->', '<x y="secret">', 'word', ' ', '\n', '&amp;', '&#xd800;', '<code>', '</code>', '<hr>', '<img alt=z src=w>');
        fc.assert(fc.property(fc.array(piece, { maxLength: 60 }), fc.constantFrom('text', 'markdown'), (pieces, format) => {
            const html = pieces.join('');
            const result = htmlText(html, format);
            assert.ok(!result.includes('secret'), html);
            assert.ok(result.isWellFormed());
            if (!html.includes('<pre>'))
                assert.ok(!/\n\n\n| \n|^\n|\n$/.test(result), JSON.stringify([html, result]));
        }), { numRuns: 2000 });
    });
});
describe('extract-html on real pages', { skip: skipWithoutSharedData }, () => {
    it('has the words that trafilatura finds', () => {
        const pages = new Map();
        for (const n of [0, 1])
            for (const { id, html } of sharedRows(`html/dev-html-0000${n}.jsonl.gz`))
                pages.set(id, html);
        const words = (source) => new Set(source.match(/[\p{L}\p{N}]+/gu));
        const golden = sharedRows('golden/trafilatura.jsonl.gz');
        let found = 0;
        let all = 0;
        for (const { id, text_trafilatura_defaults: main } of golden) {
            const theirs = words(main ?? '');
            const ours = words(text(pages.get(id) ?? ''));
            all += theirs.size;
            found += [...theirs].filter((word) => ours.has(word)).length;
        }
        assert.equal(golden.length, 100);
        // The rest are words that trafilatura joins, such as `sourceimpl`.
        assert.ok(found / all > 0.99, `${found} of ${all}`);
    });
    it('reads broken pages', () => {
        const lengths = [
            'attrs-50k',
            'base-refresh',
            'deep-font-formatting',
            'deep-table',
            'empty',
            'entities',
            'meta-late-charset',
            'svg-mathml-mix',
            'unclosed-script',
        ].map((name) => text(sharedFile(`bad/generated/html/${name}.html`).toString()).length);
        assert.deepEqual(lengths.slice(4, 6), [0, 400_000]);
        assert.equal(lengths.length, 9);
    });
});
//# sourceMappingURL=extract-html.test.js.map