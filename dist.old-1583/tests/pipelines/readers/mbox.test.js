import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { withoutFromQuotes } from '../../../pipelines/formats/mbox-messages.js';
import { expected, readAs, sourceFixture, told } from './source-fixtures.js';
const separator = 'From a@example.org Thu Jan  1 00:00:00 2026\n';
describe('mbox', () => {
    it("gives the messages that Python's mailbox wrote, unquoted, wherever it is cut", async () => {
        const bytes = sourceFixture('python.mbox');
        // Python leaves the quote that it wrote.
        const bodies = expected['python.mbox'].map((body) => body.replace('\n>From', '\nFrom'));
        for (const pieceBytes of [1, 7, 100_000]) {
            const records = await readAs('mbox', 'a.mbox', bytes, { metadata: ['subject'] }, { pieceBytes });
            assert.deepEqual(records.map(told), bodies);
            assert.deepEqual(records.map((record) => 'text' in record && [record.source, record.metadata['subject']]), [0, 1, 2, 3].map((n) => [`a.mbox:${n + 1}`, `Message ${n} ä`]));
        }
        assert.equal((await readAs('mbox', 'a.mbox.gz', gzipSync(bytes))).length, 4);
    });
    it('begins a message only at a line that is one, and reads on behind one that is too long', async () => {
        const body = 'Subject: s\n\nFrom the start\n\nFrom here on, no time is named\n\nlast\n';
        const long = `Subject: long\n\n${'x'.repeat(500)}\n`;
        const box = [body, long, body].map((each) => `${separator}${each}\n`).join('');
        const records = await readAs('mbox', 'a.mbox', Buffer.from(box), {}, { recordBytes: 300, pieceBytes: 50 });
        const text = 'From the start\n\nFrom here on, no time is named\n\nlast\n';
        assert.deepEqual(records.map(told), [text, '!record-too-large', text]);
        const windows = Buffer.from(box.replaceAll('\n', '\r\n'));
        assert.deepEqual((await readAs('mbox', 'a.mbox', windows, {}, { recordBytes: 300 })).map(told), records.map(told));
    });
    it('tells text that is no mailbox, messages without headers, and nothing of an empty file', async () => {
        const bytes = Buffer.from(`stray\n\n${separator}\nno headers\n\n${separator}A: b\n\nx\n`);
        assert.deepEqual((await readAs('mbox', 'a.mbox', bytes)).map((each) => [each.source, told(each)]), [
            ['a.mbox', '!not-a-mailbox'],
            ['a.mbox:1', '!no-headers'],
            ['a.mbox:2', 'x\n'],
        ]);
        assert.deepEqual(await readAs('mbox', 'a.mbox', new Uint8Array()), []);
    });
    it('takes one quote from each quoted line', () => {
        const unquoted = (text) => Buffer.from(withoutFromQuotes(Buffer.from(text))).toString();
        assert.equal(unquoted('>From a\n>>From b\nx >From c\n>Fromd\n>From'), 'From a\n>From b\nx >From c\n>Fromd\n>From');
        assert.equal(unquoted('>From '), 'From ');
        const many = '>'.repeat(100_000);
        assert.equal(unquoted(many), many);
    });
});
//# sourceMappingURL=mbox.test.js.map