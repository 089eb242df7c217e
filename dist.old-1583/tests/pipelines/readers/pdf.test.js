import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { paragraphsOf } from '../../../pipelines/readers/pdf-paragraphs.js';
import { expected, readAs, sourceFixture, told } from './source-fixtures.js';
const paragraphs = async (name, options = {}) => told((await readAs('pdf', name, sourceFixture(name), options))[0]).split('\n\n');
describe('pdf', () => {
    it('gives the paragraphs that were set, over lines and pages, without running titles and page numbers', async () => {
        for (const name of ['reportlab.pdf', 'reportlab-owner.pdf']) {
            assert.deepEqual(await paragraphs(name), expected['reportlab.pdf'], name);
        }
        const metadata = ['title', 'author', 'keywords', 'pages'];
        const [record] = await readAs('pdf', 'a.pdf', sourceFixture('reportlab.pdf'), { metadata });
        assert.ok(record !== undefined && 'text' in record);
        assert.deepEqual(record.metadata, { title: 'A title with ü', author: 'Nobody', pages: '3' });
    });
    it('mends words that a line’s end cut', async () => {
        assert.deepEqual(await paragraphs('reportlab-hyphens.pdf'), [
            'This line ends with a hyphenated word, the next with the name Anna- Maria of a person.',
            'A new paragraph.',
        ]);
    });
    it('says why there is no text', async () => {
        assert.deepEqual(await paragraphs('reportlab-locked.pdf'), ['!pdf-encrypted']);
        assert.deepEqual(await paragraphs('reportlab-scan.pdf'), ['!no-text']);
        assert.deepEqual(await paragraphs('reportlab.pdf', { pages: 2 }), ['!too-many-pages']);
        const whole = sourceFixture('reportlab.pdf');
        for (const bytes of [whole.subarray(0, 2000), Buffer.from('%PDF-1.7'), Buffer.from('text'), new Uint8Array()]) {
            assert.deepEqual((await readAs('pdf', 'a.pdf', bytes)).map(told), ['!pdf-damaged']);
        }
        const limits = { recordBytes: whole.length - 1 };
        assert.deepEqual((await readAs('pdf', 'a.pdf', whole, {}, limits)).map(told), ['!record-too-large']);
    });
    it('goes on in the next column where a sentence does', () => {
        const line = (text, left, baseline, right = left + 100) => ({
            text,
            left,
            right,
            baseline,
            height: 10,
        });
        const columns = [
            [line('One begins', 0, 100), line('and goes', 0, 88), line('on here.', 0, 76, 40), line('Two is', 0, 64)],
            [line('new. Three', 150, 100), line('中文的一', 150, 88), line('段文字。', 150, 76, 200)],
        ];
        assert.equal(paragraphsOf(columns), 'One begins and goes on here.\n\nTwo is new. Three 中文的一段文字。');
    });
    it('ends a paragraph where the distance grows, letters change or a line is indented', () => {
        const line = (text, baseline, left = 0, height = 10) => ({
            ...{ text, left, baseline, height },
            right: 100,
        });
        const page = [
            line('A Heading', 200, 0, 14),
            line('one line', 180),
            line('and more', 168),
            line('Apart by space', 150),
            line('and on', 138),
            line('Indented', 126, 10),
            line('to the end', 114),
        ];
        const paragraphs = ['A Heading', 'one line and more', 'Apart by space and on', 'Indented to the end'];
        assert.equal(paragraphsOf([page]), paragraphs.join('\n\n'));
    });
    it('reads a page of more lines than a call takes arguments', () => {
        const line = (index) => ({ text: 'w', left: 0, right: 9, baseline: -index * 10, height: 9 });
        const text = paragraphsOf([Array.from({ length: 200_000 }, (_, index) => line(index))]);
        assert.equal(text.replace(/\s/g, '').length, 200_000);
    });
});
//# sourceMappingURL=pdf.test.js.map