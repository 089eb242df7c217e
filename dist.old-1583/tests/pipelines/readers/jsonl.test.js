import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { isProblem } from '../../../pipelines/reader.js';
import { jsonl } from '../../../pipelines/readers/jsonl.js';
import { sharedFile, sharedPath, skipWithoutSharedData } from '../shared-data.js';
import { framesOf, readAll } from './read-all.js';
/** What one line gives: a problem's word, or the document. */
async function one(line, options = {}) {
    const [record, ...more] = await readAll(jsonl, 'a.jsonl', Buffer.from(line), options);
    assert.ok(record !== undefined && more.length === 0);
    if (isProblem(record))
        return record.problem;
    const { source: _, ...document } = record;
    return document;
}
const plain = { id: null, format: 'text', label: null, metadata: {} };
describe('jsonl', () => {
    it('takes the columns that the recipe names', async () => {
        const line = '{"key":"k1","body":"<p>hi","kind":"spam","url":"http://x","size":3,"tags":["a",1],"none":null}';
        const options = {
            id: 'key',
            text: 'body',
            label: 'kind',
            metadata: ['url', 'size', 'tags', 'none', 'absent'],
            content: 'html',
        };
        assert.deepEqual(await one(line, options), {
            id: 'k1',
            text: '<p>hi',
            format: 'html',
            label: 'spam',
            metadata: { url: 'http://x', size: '3', tags: '["a",1]' },
        });
        assert.deepEqual(await one('{"text":"x"}', { id: 'id', label: 'label', metadata: ['m'] }), { ...plain, text: 'x' });
    });
    it('gives each kind of bad line its own problem', async () => {
        assert.equal(await one('not json'), 'invalid-json');
        assert.equal(await one('{"text":"x"'), 'invalid-json');
        assert.equal(await one(Buffer.from([0x22, 0xff, 0x22])), 'invalid-utf8');
        for (const value of ['[1,2]', '"str"', '3', 'null', 'true'])
            assert.equal(await one(value), 'not-an-object');
        assert.equal(await one('{"txt":"x"}'), 'missing-field');
        for (const value of ['123', 'null', '["x"]', '{}'])
            assert.equal(await one(`{"text":${value}}`), 'not-a-string');
        assert.equal(await one('{"text":"x","id":[1]}', { id: 'id' }), 'invalid-id');
        assert.equal(await one('{"text":"x","label":{}}', { label: 'label' }), 'invalid-label');
    });
    it('keeps all digits of numeric ids', async () => {
        const id = async (line) => (await one(line, { id: 'id' })).id;
        assert.equal(await id('{"text":"","id":7}'), '7');
        assert.equal(await id('{"text":"","id":9223372036854775807}'), '9223372036854775807');
        assert.equal(await id('{"text":"","id":9223372036854775806,"in":{"id":9223372036854775805}}'), '9223372036854775806');
    });
    it('makes lone surrogates U+FFFD', async () => {
        const line = '{"text":"a\\ud800b\\udc00\\ud83d\\ude00","id":"\\ud800"}';
        assert.deepEqual(await one(line, { id: 'id' }), { ...plain, id: '\ufffd', text: 'a\ufffdb\ufffd😀' });
    });
    it('reads names that are special to JavaScript like all others', async () => {
        const line = '{"__proto__":{"text":"inherited"},"constructor":"c","text":"x"}';
        const document = await one(line, { metadata: ['__proto__', 'constructor', 'toString'] });
        assert.ok(typeof document !== 'string' && Object.getPrototypeOf(document.metadata) === Object.prototype);
        assert.deepEqual(Object.entries(document.metadata), [
            ['__proto__', '{"text":"inherited"}'],
            ['constructor', 'c'],
        ]);
        assert.equal(await one('{"__proto__":{"text":"inherited"}}'), 'missing-field');
        assert.equal(await one('{"x":1}', { text: 'toString' }), 'missing-field');
    });
    it('survives deep nesting', async () => {
        const deep = '['.repeat(200_000) + ']'.repeat(200_000);
        assert.deepEqual(await one(`{"deep":${deep},"text":"x"}`), { ...plain, text: 'x' });
        assert.equal(await one(`{"deep":${deep},"text":"x"}`, { metadata: ['deep'] }), 'invalid-metadata');
        assert.deepEqual(await one(`{"deep":${deep},"text":"x","id":1e300}`, { id: 'id' }), {
            ...plain,
            id: '1e+300',
            text: 'x',
        });
        assert.equal(await one('['.repeat(400_000)), 'invalid-json');
    });
    it('reads compressed files, and says where a cut one ends', async () => {
        const text = Array.from({ length: 5000 }, (_, i) => `{"text":"${i} ${(i * 2654435761) % 2 ** 32}"}`).join('\n');
        const gz = gzipSync(text);
        assert.equal((await readAll(jsonl, 'a.jsonl.gz', gz)).length, 5000);
        const cut = await readAll(jsonl, 'a.jsonl.gz', gz.subarray(0, gz.length >> 1));
        const last = cut.at(-1);
        assert.ok(cut.length > 1000 && cut.slice(0, -1).every((record) => !isProblem(record)));
        assert.deepEqual(last, { source: `a.jsonl.gz:${cut.length}`, problem: 'truncated-gzip' });
    });
    it('splits plain files alone', () => {
        assert.deepEqual(['a.jsonl', 'a.jsonl.gz', 'a.jsonl.zst'].map(jsonl.splitsAtLines), [true, false, false]);
    });
    it('gives every line of any file one document or one problem', async () => {
        const piece = fc.constantFrom('{"text":"a"}', '{"text":1}', '{', '\n', '\r\n', '"', '\\ud800', '\ufeff', '[', ' ', '\u0000');
        await fc.assert(fc.asyncProperty(fc.array(piece, { maxLength: 60 }), fc.integer({ min: 1, max: 50 }), async (parts, pieceBytes) => {
            const bytes = Buffer.from(parts.join(''));
            const frames = await framesOf(jsonl, 'a.jsonl', bytes, { pieceBytes });
            const records = await readAll(jsonl, 'a.jsonl', bytes, {}, { pieceBytes });
            assert.deepEqual(records.map(({ source }) => source), frames.map(({ source }) => source));
            for (const record of records)
                assert.ok(isProblem(record) || record.text.isWellFormed());
        }));
    });
});
describe('jsonl on published files', { skip: skipWithoutSharedData }, () => {
    it('accepts what JSON accepts and refuses the rest', async () => {
        const counts = { accepted: 0, refused: 0 };
        for (const name of readdirSync(sharedPath('bad/json/parsing/'))) {
            const bytes = sharedFile(`bad/json/parsing/${name}`);
            const inOneLine = Buffer.concat([Buffer.from('{"text":"x","v":'), bytes, Buffer.from('}')]);
            if (inOneLine.includes('\n') || inOneLine.includes('\r'))
                continue;
            const refused = typeof (await one(inOneLine, { metadata: ['v'] })) === 'string';
            counts[refused ? 'refused' : 'accepted']++;
            if (name.startsWith('y_'))
                assert.equal(refused, false, name);
            if (name.startsWith('n_'))
                assert.equal(refused, true, name);
        }
        assert.deepEqual(counts, { accepted: 60, refused: 108 });
    });
    it('names line and reason of each bad row and passes the rest', async () => {
        const records = await readAll(jsonl, 'mixed.jsonl', sharedFile('bad/generated/jsonl/mixed.jsonl'), { id: 'id' });
        assert.deepEqual(records.map((record) => `${record.source.split(':')[1]} ${isProblem(record) ? record.problem : `${record.id} ${record.text}`}`), [
            '1 1 ok',
            '2 not-a-string',
            '3 missing-field',
            '5 invalid-json',
            '6 not-a-string',
            '7 null ',
            '8 1 dup',
            '9 not-an-object',
            '10 not-an-object',
            '11 null last no newline',
        ]);
    });
    it('reads a byte order mark, two members and twins of different form', async () => {
        const texts = async (path) => (await readAll(jsonl, path, sharedFile(path))).map((record) => isProblem(record) ? record.problem : record.text);
        assert.equal((await texts('bad/generated/text/bom-utf8.jsonl')).length, 1);
        assert.ok(!(await texts('bad/generated/text/bom-utf8.jsonl')).includes('invalid-json'));
        assert.deepEqual(await texts('bad/generated/jsonl/proto.jsonl'), ['x']);
        const twins = await texts('bad/generated/text/nfd-nfc.jsonl');
        assert.ok(twins.length === 2 && twins[0] !== twins[1] && twins[0]?.normalize() === twins[1]?.normalize());
    });
    it('holds bombs to the limits', async () => {
        const [ratio, ...none] = await readAll(jsonl, 'a.jsonl.gz', sharedFile('bad/generated/bomb/one-record-1GiB.jsonl.gz'));
        assert.ok(ratio !== undefined && isProblem(ratio) && ratio.problem === 'expansion-ratio' && none.length === 0);
        const long = await readAll(jsonl, 'b.jsonl', sharedFile('bad/generated/text/one-line-4MB.txt'), {}, { recordBytes: 1 << 20 });
        assert.deepEqual(long, [{ source: 'b.jsonl:1', problem: 'record-too-large', value: 4_000_000, limit: 1 << 20 }]);
    });
});
//# sourceMappingURL=jsonl.test.js.map