import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { decodeText, knownCharset } from '../../../pipelines/readers/charset.js';
import { declaredInHtml } from '../../../pipelines/readers/html-charset.js';
import { sharedFile, sharedPath, skipWithoutSharedData } from '../shared-data.js';
const russian = 'Привет! Это проверка: письма читаются верно, в какой бы кодировке они ни пришли.';
function found(bytes, declared) {
    const { text, charset, evidence } = decodeText(bytes, declared);
    return [text, charset, evidence];
}
describe('decoding text', () => {
    it('believes a byte order mark before all else', () => {
        assert.deepEqual(found(Buffer.from('\ufeffé'), 'latin1'), ['é', 'utf-8', 'byte-order-mark']);
        assert.deepEqual(found(Buffer.from('\ufeffé', 'utf16le'), 'utf-8'), ['é', 'utf-16le', 'byte-order-mark']);
        assert.equal(found(iconv.encode('é', 'utf-16be', { addBOM: true }))[0], 'é');
        assert.equal(found(iconv.encode('é', 'utf-32le', { addBOM: true }))[0], 'é');
    });
    it('believes a declared charset that it knows', () => {
        for (const label of [
            'koi8-r',
            'KOI8-R',
            'windows-1251',
            'cp1251',
            'iso-8859-5',
            '"windows-1251"',
            'cp866',
            'utf-7',
        ])
            assert.equal(found(iconv.encode(russian, knownCharset(label) ?? ''), label)[0], russian, label);
        for (const [label, text] of [
            ['gb2312', '中文'],
            ['BIG5', '中文'],
            ['iso-2022-jp', '日本語'],
            ['shift_jis', '日本語'],
            ['ks_c_5601-1987', '한국어'],
            ['euc-kr', '한국어'],
            ['cp936', '中文'],
        ]) {
            const bytes = label === 'iso-2022-jp' ? Buffer.from('\x1b$BF|K\\8l\x1b(B') : iconv.encode(text, label);
            assert.deepEqual(found(bytes, label).slice(0, 1), [text], label);
        }
    });
    it('passes over names that nobody knows, and ASCII', () => {
        const labels = [
            'default_charset',
            'x-unknown',
            'unknown-8bit',
            '',
            'hex',
            'base64',
            'binary',
            'x'.repeat(10_000),
            'us-ascii',
            '__proto__',
            'constructor',
        ];
        for (const label of labels) {
            assert.equal(knownCharset(label), undefined, label.slice(0, 20));
            assert.deepEqual(found(Buffer.from('Grüße'), label), ['Grüße', 'utf-8', 'valid-utf-8']);
        }
    });
    it('finds a charset that is not declared', () => {
        for (const [charset, text] of [
            ['koi8-r', russian],
            ['windows-1251', russian],
            ['gbk', '免费邮件，欢迎访问我们的网站，大家好'],
            ['big5', '免費郵件，歡迎訪問我們的網站'],
        ])
            assert.equal(found(iconv.encode(text, charset))[0], text, charset);
        assert.equal(found(Buffer.from('\x1b$BF|K\\8l\x1b(B'))[0], '日本語');
        for (const text of [
            'Le café est fermé à Noël “oui”',
            'Grüße aus München, schöne Überraschung',
            'It’s “smart” – and 5 € more',
        ])
            assert.equal(found(iconv.encode(text, 'windows-1252'))[0], text);
    });
    it('takes UTF-8 with a broken end for UTF-8', () => {
        const bytes = Buffer.from(russian).subarray(0, -2);
        assert.deepEqual(found(bytes), [`${russian.slice(0, -2)}\ufffd.`.slice(0, -1), 'utf-8', 'assumed']);
    });
    it('gives well-formed text of any bytes under any label', () => {
        const labels = fc.oneof(fc.string(), fc.constantFrom('utf-8', 'utf-16le', 'utf-7', 'utf-32', 'gb18030', 'iso-2022-jp', 'cp437', 'koi8-u'));
        fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), fc.option(labels), (bytes, label) => {
            assert.ok(decodeText(bytes, label).text.isWellFormed());
        }), { numRuns: 300 });
    });
    it('reads published samples as their UTF-8 twins have them', { skip: skipWithoutSharedData }, () => {
        const folder = 'bad/encoding/cpython-cjk/';
        const charsets = { big5: 'big5', gbk: 'gbk' };
        for (const [name, charset] of Object.entries(charsets)) {
            const text = sharedFile(`${folder}${name}-utf8.txt`).toString();
            const bytes = sharedFile(`${folder}${name}.txt`);
            assert.equal(decodeText(bytes, charset).text, text);
            assert.equal(decodeText(bytes).text, text);
        }
        for (const name of readdirSync(sharedPath(folder)))
            assert.ok(decodeText(sharedFile(folder + name)).text.isWellFormed());
        assert.ok(decodeText(sharedFile('bad/generated/text/invalid-utf8.txt')).text.isWellFormed());
    });
});
describe('the charset that a page declares', () => {
    const declared = (html) => declaredInHtml(Buffer.from(html));
    it('is that of its first meta element', () => {
        assert.equal(declared('<meta charset="Shift_JIS"><meta charset=big5>'), 'shift_jis');
        assert.equal(declared("<META http-equiv='Content-Type' content='text/html; charset=windows-1251'>"), 'windows-1251');
        assert.equal(declared(`${' '.repeat(3000)}<meta charset=koi8-r>`), 'koi8-r');
        assert.equal(declared('<meta charset="utf-16">'), 'utf-8');
    });
    it('is not one in a comment, in text, or far down', () => {
        assert.equal(declared('<!-- <meta charset=big5> --><meta name=x content=y>'), null);
        assert.equal(declared('<p>charset=big5</p>'), null);
        assert.equal(declared(`${' '.repeat(10_000)}<meta charset=koi8-r>`), null);
        assert.equal(declared('<meta '.repeat(2000)), null);
    });
});
//# sourceMappingURL=charset.test.js.map