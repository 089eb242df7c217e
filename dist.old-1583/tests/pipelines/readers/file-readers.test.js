import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { html } from '../../../pipelines/readers/html.js';
import { findReader, readers } from '../../../pipelines/readers/readers.js';
import { text } from '../../../pipelines/readers/text.js';
import { readAll } from './read-all.js';
describe('text and HTML files', () => {
    const russian = 'Это проверка: письма читаются верно.';
    it('are one document each', async () => {
        assert.deepEqual(await readAll(text, 'a/b.txt', Buffer.from('one\ntwo\n'), { label: 'folder' }), [
            { source: 'a/b.txt', id: null, text: 'one\ntwo\n', format: 'text', label: 'folder', metadata: {} },
        ]);
        assert.deepEqual(await readAll(html, 'b.html', Buffer.from('<p>x')), [
            { source: 'b.html', id: null, text: '<p>x', format: 'html', label: null, metadata: {} },
        ]);
        assert.deepEqual(await readAll(text, 'empty.txt', new Uint8Array()), [
            { source: 'empty.txt', id: null, text: '', format: 'text', label: null, metadata: {} },
        ]);
    });
    it('are decoded, as the recipe or the page says or as they look', async () => {
        const textOf = async (...args) => {
            const [record] = await readAll(...args);
            return record !== undefined && 'text' in record ? record.text : record?.problem;
        };
        const page = `<meta charset=koi8-r><p>${russian}`;
        assert.equal(await textOf(html, 'a', iconv.encode(page, 'koi8-r')), page);
        assert.equal(await textOf(html, 'a', iconv.encode(page, 'windows-1251'), { charset: 'windows-1251' }), page);
        assert.equal(await textOf(text, 'a', iconv.encode(russian, 'cp866'), { charset: 'cp866' }), russian);
        assert.equal(await textOf(text, 'a.txt.gz', gzipSync(russian)), russian);
    });
    it('are refused whole above the limit, with their length, or where they cannot be unpacked', async () => {
        const big = Buffer.alloc(1000, 'x');
        assert.deepEqual(await readAll(text, 'a', big, {}, { recordBytes: 999, pieceBytes: 100 }), [
            { source: 'a', problem: 'record-too-large', value: 1000, limit: 999 },
        ]);
        assert.equal((await readAll(text, 'a', big, {}, { recordBytes: 1000, pieceBytes: 100 })).length, 1);
        assert.deepEqual(await readAll(text, 'a.gz', gzipSync(big).subarray(0, -4)), [
            { source: 'a.gz', problem: 'truncated-gzip' },
        ]);
    });
});
describe('the list of readers', () => {
    it('finds each by its format', () => {
        for (const reader of readers)
            assert.equal(findReader(reader.format), reader);
        assert.equal(findReader('toString'), undefined);
    });
});
//# sourceMappingURL=file-readers.test.js.map