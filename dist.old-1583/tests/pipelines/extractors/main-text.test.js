import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { htmlText } from '../../../pipelines/extractors/extract-html.js';
import { sharedRows, skipWithoutSharedData } from '../shared-data.js';
import { extractorOf, fixturePage, textOf } from './page-fixtures.js';
describe('the main text', () => {
    it('of an article is its running text, without what stands around it and in it', () => {
        assert.equal(textOf(fixturePage('article')), [
            'The old ferry is back on the northern route, three years after the harbour silted up and the company moved its boats to the south. The first crossing, on Monday morning, carried forty people and a van full of bread.',
            '“We had to dredge twice,” said the harbour master, who had waited on the quay since five. “The channel is now four metres deep at low water, and it should stay so for a decade.”',
            'Two crossings a day',
            'Until the autumn the boat leaves at seven and at noon. Tickets cost as much as before:',
            '- six crowns for adults,\n- three crowns for children and for bicycles.',
            'Nobody here believed that it would come back, least of all those who had bought cars.',
            'The company will decide in November whether the boat runs in winter too. The islanders have collected eight hundred names for it, which is more than live on the island.',
        ].join('\n\n'));
    });
    it('of a page of documentation is all between its bars, whatever the names of its sections', () => {
        const text = textOf(fixturePage('documentation'), { format: 'markdown' });
        for (const part of ['# open\n', '# keep   these   spaces', 'path', 'modes', 'Good to know', 'Not for threads.'])
            assert.ok(text.includes(part), part);
        for (const part of ['mode | meaning\n--- | ---\nr | read', '## Comments', '## See also\n\n- [close](close.html)'])
            assert.ok(text.includes(part), part);
        for (const chrome of ['Navigation', 'Table of contents', 'Copyright', '¶'])
            assert.ok(!text.includes(chrome), chrome);
    });
    it('of a Chinese article comes out whole', () => {
        const text = textOf(fixturePage('chinese'));
        assert.equal(text.split('\n\n').length, 7);
        assert.ok(text.startsWith('上周线上服务') && text.endsWith('一个月。'));
        assert.ok(text.includes('pool.submit(() -> {\n    lock.lock();      // 这里不释放\n'));
        for (const chrome of ['首页', '热门', '相关阅读', '作者', '版权'])
            assert.ok(!text.includes(chrome), chrome);
    });
    it('of a forum is all posts with who wrote them', () => {
        const text = textOf(fixturePage('forum'));
        for (const part of ['Kette springt beim Anfahren', 'Seit dem', 'Hast du', 'Nein, die'])
            assert.ok(text.includes(part));
        assert.equal(text.split('bergfloh').length, 3);
        assert.ok(!/Foren|Impressum/.test(text));
    });
    it('of a page of links and figures is its table', () => {
        assert.ok(textOf(fixturePage('table')).includes('Ash Top\t512 m\t1803\nBare Fell\t640 m\t1790'));
    });
    it('of what has no parts to choose from is everything', () => {
        const whole = [
            'plain words',
            '<p>one <b>two',
            '<div class="footer">only this</div>',
            '<table><tr><td><a href=x>a link</a></td><td><font>Dear friend, buy now!</font></td></tr></table>',
            '<html><body><div>Hello,</div><div>see you.</div><blockquote type=cite>> and before</blockquote><a href=u>Unsubscribe</a></body></html>',
        ];
        for (const html of whole) {
            assert.equal(textOf(html), htmlText(html, 'text'), html);
            assert.equal(extractorOf(html), 'all');
        }
    });
    it('is never empty where the page shows something', () => {
        for (const html of [
            '<nav>Only navigation</nav>',
            '<article><h1>A title alone</h1></article>',
            '<meta property="og:type" content="article"><body><h1>Title</h1><p class=byline>By me',
            '<meta property="og:type" content="article"><article><p><a href=x>Only a link, and it is quite long</a></p></article>',
            '<main></main><footer>Words of the footer</footer>',
            '<article class=comment>First!</article>',
        ])
            assert.notEqual(textOf(html), '', html);
    });
    it('leaves out what a page hides, but keeps it where there is nothing else', () => {
        const page = (more) => `<header>h</header><main><p>${'Shown words, and more. '.repeat(20)}</p>${more}</main>`;
        for (const hidden of [
            'style="display: none"',
            'hidden',
            'aria-hidden="true"',
            'style="color:red;visibility:hidden"',
        ])
            assert.ok(!textOf(page(`<div ${hidden}><p>Hidden words, quite a lot of them.</p></div>`)).includes('Hidden'), hidden);
        assert.ok(textOf(page('<div style="displayed:none"><p>Not hidden.</p></div>')).includes('Not hidden'));
        assert.ok(!textOf(`<header>h</header><tr><svg><tr><aside>Hidden</aside></svg>${page('')}`).includes('Hidden'));
        const waiting = '<article style="visibility:hidden"><p>Shown once the script has run, as on some sites.</p></article>';
        assert.ok(textOf(waiting).includes('Shown once'));
    });
});
describe('the main text of hostile pages', () => {
    const many = 50_000;
    it('takes linear time', () => {
        const pages = [
            '<div>'.repeat(100_000),
            '<div><p>Some words here, and more of them.'.repeat(many),
            '<nav><div class="a b c">'.repeat(many),
            '<table><tr><td>'.repeat(many),
            '<table><tr><td><div></table>'.repeat(many),
            '<ul><li><a href=x>y</a><h3><a href=z>A heading that leads elsewhere</a></h3>'.repeat(many / 5),
            '<b>x<p>'.repeat(many),
            '<a><b></a>'.repeat(many),
            '<svg><div>'.repeat(many),
            '</p></div></td>'.repeat(many),
            `<article>${'<p>'.repeat(many)}`,
            `<p ${Array.from({ length: many }, (_, i) => `class${i}=comment`).join(' ')}>x`,
            `<div class="${'a-'.repeat(100_000)}">x`,
            `<div style="${'display:'.repeat(many)}">x`,
            `${'<section>'.repeat(500)}${'</article>'.repeat(many)}`,
            `<meta property="og:title" content="${'t'.repeat(200_000)}">${'<h2><a href=x>tttttttttttttttt</a></h2>'.repeat(many / 10)}`,
            `<script type="application/ld+json">${'"@type" '.repeat(many)}`,
            '&amp;'.repeat(many),
            '<title>'.repeat(many),
        ];
        for (const html of pages) {
            const page = `<meta property="og:type" content="article"><header>h</header>${html}`;
            const start = performance.now();
            assert.ok(textOf(page).length < 20 * page.length);
            // Seconds where something quadratic would take minutes.
            assert.ok(performance.now() - start < 3000, `${html.slice(0, 30)}: ${performance.now() - start} ms`);
        }
    });
    it('is all of a page with more elements than one for people has', () => {
        const html = `<main>${'<i>x</i>'.repeat(210_000)}</main>`;
        assert.equal(extractorOf(html), 'all');
        assert.equal(textOf(html).length, 210_000);
    });
    const piece = fc.constantFrom(...'div article main section nav aside footer header p h1 h2 ul li table tr td th pre blockquote form a b svg span'
        .split(' ')
        .flatMap((name) => [`<${name}>`, `</${name}>`, `<${name} class="comment sidebar entry-content">`]), '<meta property="og:type" content="article">', '<script>secret</script>', '<style>secret</style>', '<textarea>secret</textarea>', '<div style="display:none">', '<a href="#x">', '<img alt=z src=w>', '<br>', 'word ', 'A sentence, with some words in it. And another one, which is longer, so that it counts as prose. ', '中文句子，也算文字。', '&amp;', '&#xd800;', '\n');
    it('never throws, invents nothing and is well formed', () => {
        fc.assert(fc.property(fc.array(piece, { maxLength: 80 }), fc.constantFrom('text', 'markdown'), (pieces, format) => {
            const html = pieces.join('');
            const text = textOf(html, { format });
            assert.ok(text.isWellFormed());
            assert.ok(!text.includes('secret'), html);
            const known = new Set(htmlText(html, 'text').match(/[\p{L}\p{N}]+/gu));
            if (format === 'text')
                for (const word of text.match(/[\p{L}\p{N}]+/gu) ?? [])
                    assert.ok(known.has(word), `${word}: ${html}`);
            if (!/<pre/.test(html))
                assert.ok(!/\n\n\n|^\n|\n$/.test(text), JSON.stringify([html, text]));
        }), { numRuns: 1500 });
    });
});
describe('the main text of real pages', { skip: skipWithoutSharedData }, () => {
    const pages = skipWithoutSharedData
        ? []
        : sharedRows('html/dev-html-00000.jsonl.gz');
    it('of mails is all that they show', () => {
        const mails = pages.filter(({ source }) => source.startsWith('spamassassin'));
        assert.ok(mails.length > 200);
        for (const { html, id } of mails)
            assert.equal(textOf(html), htmlText(html, 'text'), id);
    });
    it('of documentation in any language is the whole of what the page marks as its content', () => {
        const holders = /^(?:libreoffice-help|linux-doc|rust-doc|python-scipy|pythonN|sagemath|openjdk)/;
        let compared = 0;
        for (const { html, id } of pages.filter(({ source }) => holders.test(source)).filter((_page, i) => i % 12 === 0)) {
            const { document } = parseHTML(html);
            const content = document.querySelector('[role=main], main, #DisplayArea');
            if (content === null)
                continue;
            const beside = 'nav, footer, form, button, [hidden], [role=navigation], .toc';
            for (const element of content.querySelectorAll(beside))
                element.remove();
            const left = new Map();
            for (const word of wordsOf(textOf(html)))
                left.set(word, (left.get(word) ?? 0) + 1);
            const expected = wordsOf(htmlText(content.outerHTML, 'text'));
            const missed = expected.filter((word) => {
                const count = left.get(word) ?? 0;
                left.set(word, count - 1);
                return count <= 0;
            });
            assert.ok(missed.length <= 0.1 * expected.length, `${id}: ${missed.length} of ${expected.length}`);
            compared++;
        }
        assert.ok(compared > 40, String(compared));
    });
    it('of documentation has the words that trafilatura finds, and is never empty', () => {
        const all = new Map(pages.map(({ id, html }) => [id, html]));
        const golden = sharedRows('golden/trafilatura.jsonl.gz');
        const words = (source) => new Set(source.match(/[\p{L}\p{N}]+/gu));
        let [found, wanted, compared] = [0, 0, 0];
        for (const { id, text_trafilatura_defaults: main } of golden) {
            const html = all.get(id);
            if (html === undefined)
                continue;
            const ours = words(textOf(html));
            const theirs = words(main ?? '');
            if (theirs.size > 0)
                assert.ok(ours.size > 0, id);
            compared++;
            wanted += theirs.size;
            found += [...theirs].filter((word) => ours.has(word)).length;
        }
        assert.ok(compared > 30);
        assert.ok(found / wanted > 0.97, `${found} of ${wanted}`);
    });
});
/** Words, and each sign of Chinese and Japanese. */
function wordsOf(text) {
    return text.match(/[\u3040-\u30ff\u4e00-\u9fff]|[\p{L}\p{N}_]+/gu) ?? [];
}
//# sourceMappingURL=main-text.test.js.map