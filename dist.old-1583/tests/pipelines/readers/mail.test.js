import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { isProblem } from '../../../pipelines/reader.js';
import { mail } from '../../../pipelines/readers/mail.js';
import { mailLimits } from '../../../pipelines/readers/mime-text.js';
import { readAll } from './read-all.js';
/** What a message gives: a problem's word, or format and text. */
async function body(message) {
    const bytes = typeof message === 'string' ? Buffer.from(message) : message;
    const [record] = await readAll(mail, 'spam/1.eml', bytes, {}, { recordBytes: 1 << 22 });
    assert.ok(record !== undefined);
    return isProblem(record) ? record.problem : `${record.format}: ${record.text}`;
}
const part = (type, text, more = '') => `--B\nContent-Type: ${type}\n${more}\n${text}\n`;
const multipart = (kind, ...parts) => `Subject: s\nContent-Type: multipart/${kind}; boundary="B"\n\npreamble\n${parts.join('')}--B--\nepilogue\n`;
describe('mail', () => {
    it('is one document: the body, with the headers that the recipe names', async () => {
        const message = 'From x@y Thu Aug 22 12:36:23 2002\nSubject: =?iso-8859-1?Q?caf=E9?=\n =?utf-8?B?IGF1IGxhaXQ=?=\nFROM: A <a@b>\nDate: today\n\nHello\r\nyou\n';
        const options = { label: 'folder', metadata: ['subject', 'From', 'x-none'] };
        assert.deepEqual(await readAll(mail, 'spam/1.eml', Buffer.from(message), options), [
            {
                source: 'spam/1.eml',
                id: null,
                text: 'Hello\nyou\n',
                format: 'text',
                label: 'folder',
                metadata: { subject: 'café au lait', From: 'A <a@b>' },
            },
        ]);
    });
    it('prefers text to HTML, whatever surrounds them', async () => {
        const [plain, html] = [part('text/plain', 'plain'), part('text/html', '<b>html</b>')];
        assert.equal(await body(multipart('alternative', plain, html)), 'text: plain');
        assert.equal(await body(multipart('alternative', part('text/plain', ' \n'), html)), 'html: <b>html</b>');
        assert.equal(await body(multipart('mixed', html, part('text/plain', 'list footer'))), 'html: <b>html</b>');
        assert.equal(await body(multipart('mixed', plain, part('text/plain', 'list footer'))), 'text: plain\nlist footer');
        const attached = part('text/plain', 'secret', 'Content-Disposition: attachment; filename=a.txt\n');
        assert.equal(await body(multipart('mixed', plain, attached, part('image/gif', 'R0lGOD'))), 'text: plain');
        const inner = multipart('alternative', plain, html).replaceAll('"B"', 'C').replaceAll('--B', '--C');
        assert.equal(await body(multipart('mixed', `--B\n${inner}`)), 'text: plain');
        assert.equal(await body(multipart('mixed', `${part('message/rfc822', inner)}`)), 'text: plain');
    });
    it('undoes transfer encodings, also damaged ones', async () => {
        const encoded = (encoding, text) => body(`Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: ${encoding}\n\n${text}`);
        assert.equal(await encoded('BASE64', 'R3LD\nvMOf ZQ==\n-- \nlist footer'), 'text: Grüße');
        assert.equal(await encoded('quoted-printable', 'Gr=C3=BC=c3=9fe =\nsoft=  \r\n!=3D =ZZ = =3'), 'text: Grüße soft!= =ZZ = =3');
        assert.equal(await encoded('x-unknown', 'as it is'), 'text: as it is');
    });
    it('decodes the charsets of 2002, declared, misnamed or not named at all', async () => {
        const russian = 'Привет! Это проверка: письма читаются верно, в какой бы кодировке они ни пришли.';
        const chinese = '免费邮件，欢迎访问我们的网站，大家好';
        const cases = [
            ['koi8-r', russian],
            ['windows-1251', russian],
            ['gb2312', chinese],
            ['big5', '免費郵件，歡迎訪問'],
        ];
        for (const [charset, text] of cases) {
            for (const label of [charset, 'default_charset', 'us-ascii']) {
                const head = Buffer.from(`Content-Type: text/plain; charset=${label}\n\n`);
                assert.equal(await body(Buffer.concat([head, iconv.encode(text, charset)])), `text: ${text}`, `${charset} as ${label}`);
            }
        }
        assert.equal(await body('Content-Type: text/plain; charset="iso-2022-jp"\n\n\x1b$BF|K\\8l\x1b(B'), 'text: 日本語');
        const page = `<meta charset=koi8-r>${russian}`;
        assert.equal(await body(Buffer.concat([Buffer.from('Content-Type: text/html\n\n'), iconv.encode(page, 'koi8-r')])), `html: ${page}`);
    });
    it('reads messages that break the rules', async () => {
        assert.equal(await body('Subject: s\nContent-Type: multipart/mixed; boundary=B\n\nno boundary here'), 'text: no boundary here');
        assert.equal(await body('Subject: s\nContent-Type: multipart/mixed; boundary=B\n\n--B\n\ncut short'), 'text: cut short');
        assert.equal(await body('Subject: s\nno header line\n\nbody'), 'text: no header line\n\nbody');
        assert.equal(await body('Subject: s\nContent-Type: text\n\nx'), 'text: x');
        assert.equal(await body('Subject: s\nContent-Type: ;;;=;charset\n\nx'), 'text: x');
    });
    it('says why there is no document', async () => {
        assert.equal(await body(''), 'no-headers');
        assert.equal(await body('just some text\nwithout headers'), 'no-headers');
        assert.equal(await body('Subject: s\n\n \n'), 'no-text');
        assert.equal(await body('Subject: s\nContent-Type: image/gif\n\nR0lGOD'), 'no-text');
    });
    it('holds hostile messages to its limits', async () => {
        const parts = (count) => body(multipart('mixed', ...Array(count).fill('--B\n\nx\n')));
        assert.match(await parts(mailLimits.parts), /^text: /);
        assert.equal(await parts(mailLimits.parts + 1), 'too-many-parts');
        const nested = (depth) => body(`${'Content-Type: message/rfc822\n\n'.repeat(depth)}Subject: s\n\nx`);
        assert.equal(await nested(mailLimits.depth), 'text: x');
        assert.equal(await nested(mailLimits.depth + 1), 'too-deep');
        assert.equal(await nested(30_000), 'too-deep');
        const headers = (bytes) => body(`Subject: ${'x'.repeat(bytes - 'Subject: \n\n'.length)}\n\nx`);
        assert.equal(await headers(mailLimits.headerBytes), 'text: x');
        assert.equal(await headers(mailLimits.headerBytes + 1), 'headers-too-large');
    });
    it('takes linear time for bytes that invite more', () => {
        const messages = [
            `Subject: s\nContent-Type: multipart/mixed; boundary=B\n\n${'--B\n'.repeat(1e6)}`,
            `Subject: s\nContent-Type: multipart/mixed; boundary=B\n\n${'--B'.repeat(1e6)}`,
            `Subject: s\nContent-Transfer-Encoding: quoted-printable\n\n${'= '.repeat(1e6)}`,
            `Subject: s\nContent-Transfer-Encoding: quoted-printable\n\n${'='.repeat(2e6)}`,
            `Subject: s\nContent-Type: text/plain; ${'a="'.repeat(1e6)}\n\nx`,
            `Subject: ${'=?utf-8?Q?x?= '.repeat(6e4)}\n\nx`,
            `${'Subject: x\n y\n'.repeat(7e4)}\nx`,
        ];
        const start = performance.now();
        for (const message of messages) {
            const options = { metadata: ['subject'] };
            mail.parse(Buffer.from(message), { folder: 'b' }, options);
        }
        // Seconds, where something quadratic would take hours.
        assert.ok(performance.now() - start < 10_000);
    });
    it('never throws, whatever the bytes are', async () => {
        const pieces = fc.constantFrom('Subject: s\n', 'Content-Type: ', 'multipart/mixed; boundary=B\n', 'text/html; charset=', 'koi8-r\n', '--B', '--', '\n', '\r\n', 'Content-Transfer-Encoding: base64\n', 'message/rfc822\n', '=', 'é', '"', '(', ';', '\u0000');
        await fc.assert(fc.asyncProperty(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 60 }), async (parts) => {
            const [record] = await readAll(mail, 'a', Buffer.from(parts.join('')), { metadata: ['subject'] });
            assert.ok(record !== undefined && (isProblem(record) || record.text.isWellFormed()));
        }));
    });
});
//# sourceMappingURL=mail.test.js.map