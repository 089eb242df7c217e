import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { normalize, normalizeText } from '../../../pipelines/normalizers/normalize.js';
import { sharedFile, sharedRows, skipWithoutSharedData } from '../shared-data.js';
const defaults = normalize.parameters.parse({});
const normal = (text, changed = {}) => normalizeText(text, { ...defaults, ...changed });
const keepAll = { unicode: 'none', mojibake: 'keep', control: 'keep', whitespace: 'keep' };
describe('normalize', () => {
    it('gives the same document where nothing changes', () => {
        for (const text of ['', 'plain ASCII, two lines\n\n  indented\n\n1', 'Grüße, 中文, emoji 👩‍👩‍👧']) {
            const document = { id: 'i', text, format: 'text', source: 's', label: null, metadata: {} };
            assert.equal(normalize.transform(document, defaults), document);
        }
        const document = { id: 'i', text: 'a  b', format: 'text', source: 's', label: 'l', metadata: { k: 'v' } };
        assert.deepEqual(normalize.transform(document, defaults), { ...document, text: 'a b' });
    });
    it('brings text into a Unicode form', () => {
        assert.equal(normal('e\u0301 ﬁ'), 'é ﬁ');
        assert.equal(normal('e\u0301 ﬁ', { unicode: 'NFKC' }), 'é fi');
        assert.equal(normal('e\u0301', { unicode: 'none' }), 'e\u0301');
        assert.equal(normal('a\ud800b'), 'a\ufffdb');
        assert.equal(normal('a\ud800b', keepAll), 'a\ufffdb');
    });
    it('folds white space and keeps indentation', () => {
        assert.equal(normal('a\r\nb\rc\u0085d\u2028e\u2029f\vg\fh', { mojibake: 'keep' }), 'a\nb\nc\nd\ne\nf\ng\nh');
        assert.equal(normal('\n\n  a  b\t\tc\u00a0d \n \t \n\n\n\te \u2003f \n\n'), '  a b c d\n\n\te f');
        assert.equal(normal('\u3000段落\u3000空\u3000\u3000白\u3000'), '\u3000段落\u3000空 白');
        assert.equal(normal('a \r\n b  c', { whitespace: 'keep' }), 'a \r\n b  c');
        assert.equal(normal(' \n\t\n '), '');
    });
    it('strips what cannot be seen and keeps what scripts and emoji need', () => {
        assert.equal(normal('\ufeffa\u0000b\u00adc\u200bd\u001be\u0007f\uffffg\u{1fffe}h\u007fi'), 'abcdfghi');
        assert.equal(normal('\u001b[1mbold\u001b[0m \u001b]0;title\u0007x N\bNA\bAM\bME\bE _\bu'), 'bold x NAME u');
        assert.equal(normal('👩\u200d👩\u200d👧 می\u200cخواهم \u200fع ❤\ufe0f'), '👩\u200d👩\u200d👧 می\u200cخواهم \u200fع ❤\ufe0f');
        assert.equal(normal('a\u0000b', { control: 'keep' }), 'a\u0000b');
    });
    it('holds runs of combining marks to 30, in linear time', () => {
        const marks = (count) => '\u0301\u0316'.repeat(count / 2);
        assert.equal(normal(`a${marks(30)}`), `a${marks(30)}`.normalize());
        assert.equal(normal(`a${marks(32)}`), `a${marks(30)}\u034f${marks(2)}`.normalize());
        const start = performance.now();
        for (const unicode of ['NFC', 'NFKC'])
            normal(`a${marks(400_000)}`, { unicode });
        for (const text of [
            ' ',
            ' \n',
            '\t',
            '\n',
            '\r\n',
            'a\b',
            '\b',
            '\u001b[',
            '\u001b]',
            'Ã',
            'Ã©',
            'â€',
            'ÃƒÆ’',
            '\uff9e\u0334',
            '\ufdfa',
        ])
            normal(`${text.repeat(200_000)}x`, { unicode: 'NFKC' });
        // Seconds, where something quadratic would take hours.
        assert.ok(performance.now() - start < 20_000);
    });
    it('folds widths, and nothing else that NFKC changes', () => {
        assert.equal(normal('Ａｂｃ１２３！～　ｶﾞｷﾞ ﾊﾟ ￥￡￣ ﾡ ＠', { width: 'fold' }), 'Abc123!~ ガギ パ ¥£¯ ㄱ @'.replace('ㄱ', 'ᄀ'));
        assert.equal(normal('Ａｂｃ，１２！　ｶﾞ', { width: 'letters' }), 'Abc，12！　ガ');
        assert.equal(normal('ﬁ ² ① ㌔ ｅ\u0301', { width: 'fold' }), 'ﬁ ² ① ㌔ é');
        for (let unit = 0xff01; unit <= 0xff5e; unit++)
            assert.equal(normal(`a${String.fromCharCode(unit)}`, { width: 'fold' }), `a${String.fromCharCode(unit - 0xfee0)}`);
        assert.equal(normal('Ａ'), 'Ａ');
    });
    it('types punctuation on request', () => {
        assert.equal(normal('“it’s” ‘a’ „b‟ 1–2 − ‑ c — d…', { punctuation: 'fold' }), `"it's" 'a' "b" 1-2 - - c -- d...`);
        assert.equal(normal('«x» 「y」 “z”'), '«x» 「y」 “z”');
        assert.equal(normal('«x» 「y」', { punctuation: 'fold' }), '«x» 「y」');
    });
    it('decodes references that are left, on request', () => {
        const decode = { entities: 'decode' };
        assert.equal(normal('&amp;lt;b&amp;gt; &amp;amp;amp;amp; &eacute;&#233;&#xE9; &hellip;&nbsp;x', decode), '<b> & ééé … x');
        assert.equal(normal('this&not that &unknown; &; &#; &amp', decode), 'this&not that &unknown; &; &#; &amp');
        assert.equal(normal('&#0;&#xD800;&#1114112;x &#128512;', decode).endsWith('x 😀'), true);
        assert.ok(normal('&#xD800;&#x110000;', decode).isWellFormed());
        assert.equal(normal('&lt;'), '&lt;');
        const start = performance.now();
        normal('&amp;'.repeat(2e5), decode);
        normal(`&${'amp;'.repeat(2e5)}`, decode);
        normal(Array.from({ length: 1e4 }, (_, k) => `&x${k};`).join(''), decode);
        assert.ok(performance.now() - start < 5000);
    });
    it('changes nothing the second time', () => {
        const piece = fc.oneof(fc.constantFrom(' ', '\n', '\r', '\t', '\u00a0', '\u3000', 'e\u0301', '\u0301', '\u0316', '\u00ad', '\b', '한', 'ﬁ', '\u2028'), fc.string({ unit: 'grapheme', maxLength: 4 }));
        const form = fc.constantFrom('NFC', 'NFKC', 'none');
        fc.assert(fc.property(fc.array(piece, { maxLength: 40 }), form, (pieces, unicode) => {
            const once = normal(pieces.join(''), { unicode, mojibake: 'keep' });
            assert.equal(normal(once, { unicode, mojibake: 'keep' }), once);
            assert.ok(once.isWellFormed() && !/[^\S\n]\n|\n\n\n|^\n|\s$/.test(once));
        }), { numRuns: 1000 });
    });
    it('keeps real documents, but for white space and invisible characters', { skip: skipWithoutSharedData }, () => {
        const visible = (text) => text.normalize().replace(/[\s\p{C}\u00ad]+/gu, '');
        let repaired = 0;
        for (const part of ['00000', '00001']) {
            for (const { text } of sharedRows(`golden/part-${part}.jsonl.gz`)) {
                const once = normal(text);
                assert.equal(normal(once), once);
                if (visible(once) !== visible(text))
                    repaired++;
            }
        }
        // One mail has C1 control characters where windows-1252 has quotation marks; formatted manuals have overstrikes.
        assert.ok(repaired <= 1, `${repaired}`);
    });
    it('makes empty what has nothing in it', { skip: skipWithoutSharedData }, () => {
        assert.equal(normal(sharedFile('bad/generated/text/repeat-newlines.txt').toString()), '');
        assert.ok(normal(sharedFile('bad/text/blns.txt').toString()).isWellFormed());
        const letters = sharedFile('bad/generated/text/no-spaces-2MB.txt').toString();
        assert.equal(normal(letters), letters);
    });
});
//# sourceMappingURL=normalize.test.js.map