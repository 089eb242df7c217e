import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { tar } from '../../../pipelines/image-readers/tar.js';
import { readImages } from './read-images.js';
import { tarOf } from './write-sources.js';
async function read(entries, options = {}, reading = {}) {
    return readImages(tar, 'a.tar', tarOf(entries), options, reading);
}
/** Place and problem, or place and what the recipe's options decide. */
async function told(entries, options = {}, reading = {}) {
    return (await read(entries, options, reading)).map((record) => 'problem' in record ? record : { source: record.source, label: record.label, caption: record.caption });
}
const sample = [
    { name: 'x/1.cls', content: '3\n' },
    { name: 'x/1.json', content: '{"kind":"k","label":"l","caption":"c","text":"t","big":9007199254740993}' },
    { name: 'x/1.jpg', content: 'image' },
    { name: 'x/1.txt', content: ' words ' },
];
describe('tar', () => {
    it('takes label and caption from where the recipe says', async () => {
        const source = 'a.tar/x/1.jpg:3';
        assert.deepEqual(await told(sample), [{ source, label: '3', caption: 'words' }]);
        assert.deepEqual(await told(sample, { label: 'folder' }), [{ source, label: 'x', caption: 'words' }]);
        assert.deepEqual(await told(sample, { label: 'kind', caption: 'text' }), [{ source, label: 'k', caption: 't' }]);
        assert.deepEqual(await told(sample.slice(1, 3)), [{ source: 'a.tar/x/1.jpg:2', label: 'l', caption: 'c' }]);
        assert.deepEqual(await told(sample.slice(1, 3), { label: 'cls' }), [
            { source: 'a.tar/x/1.jpg:2', label: null, caption: 'c' },
        ]);
    });
    it('takes ids from the key or from a key of the JSON part, with all digits', async () => {
        const id = async (options) => {
            const [record] = await read(sample, options);
            return record !== undefined && 'id' in record ? record.id : record;
        };
        assert.equal(await id({}), null);
        assert.equal(await id({ id: 'key' }), 'x/1');
        assert.equal(await id({ id: 'big' }), '9007199254740993');
    });
    it('makes one record of each image of a sample, and a new sample of each key or repeated part', async () => {
        const entries = ['a.jpg', 'a.txt', 'a.jpg', 'b.left.png', 'b.right.png', 'noext', '.x.png', '.y.png'];
        const records = await told(entries.map((name) => ({ name, content: 'w' })));
        assert.deepEqual(records.map((record) => [record.source, 'caption' in record ? record.caption : record.problem]), [
            ['a.tar/a.jpg:1', 'w'],
            ['a.tar/a.jpg:3', null],
            ['a.tar/b.left.png:4', null],
            ['a.tar/b.right.png:5', null],
            ['a.tar/noext:6', null],
            ['a.tar/.x.png:7', null],
            ['a.tar/.y.png:8', null],
        ]);
    });
    it('takes hidden files, in folders too, for parts of no sample', async () => {
        const entries = ['.png', '.txt', 'x/.png', 'x/.txt', 'x/y/.png', 'x/y/.txt'];
        const records = await told(entries.map((name) => ({ name, content: 'w' })));
        assert.deepEqual(records.map((record) => ('problem' in record ? record.problem : record.caption)), [null, 'missing-image', null, 'missing-image', null, 'missing-image']);
    });
    it('gives each kind of member that is no image its problem', async () => {
        assert.deepEqual(await told([
            { name: 'folder', type: '5' },
            { name: 'old-folder/' },
            { name: 'link.png', type: '2', size: 99 },
            { name: 'device', type: '3' },
            { name: 'pipe', type: '6' },
            { name: 'holes.png', type: 'S' },
            { name: 'other.png', type: '?' },
            { name: 'notes.txt', content: 'no image' },
            { name: 'p.json', content: '[1]' },
            { name: 'q.json', content: '{' },
            { name: 'r.txt', content: Buffer.from([0xff]) },
            { name: 'r.png', content: 'image' },
        ]), [
            { source: 'a.tar/link.png:1', problem: 'not-a-file' },
            { source: 'a.tar/device:2', problem: 'not-a-file' },
            { source: 'a.tar/pipe:3', problem: 'not-a-file' },
            { source: 'a.tar/holes.png:4', problem: 'sparse-file' },
            { source: 'a.tar/other.png:5', problem: 'not-a-file' },
            { source: 'a.tar/notes.txt:6', problem: 'missing-image' },
            { source: 'a.tar/p.json:7', problem: 'not-an-object' },
            { source: 'a.tar/q.json:8', problem: 'invalid-json' },
            { source: 'a.tar/r.txt:9', problem: 'invalid-utf8' },
        ]);
    });
    it('holds members and samples to recordBytes, and reads on behind them', async () => {
        const entries = [
            { name: 'a.png', content: 'x'.repeat(600) },
            { name: 'b.png', content: 'x'.repeat(601) },
            { name: 'c.1.png', content: 'x'.repeat(400) },
            { name: 'c.2.png', content: 'x'.repeat(400) },
            { name: 'd.png', content: 'x' },
        ];
        assert.deepEqual(await told(entries, {}, { recordBytes: 600 }), [
            { source: 'a.tar/a.png:1', label: null, caption: null },
            { source: 'a.tar/b.png:2', problem: 'record-too-large', value: 601, limit: 600 },
            { source: 'a.tar/c.1.png:3', problem: 'record-too-large', value: 800, limit: 600 },
            { source: 'a.tar/d.png:5', label: null, caption: null },
        ]);
        const parts = Array.from({ length: 1001 }, (_, n) => ({ name: `s.${n}.png` }));
        assert.deepEqual(await told(parts), [
            { source: 'a.tar/s.0.png:1', problem: 'too-many-members', value: 1001, limit: 1000 },
        ]);
    });
    it('says what is wrong with an archive, once, after what could be read', async () => {
        const good = tarOf([{ name: 'a.png', content: 'image' }]);
        const problems = async (bytes, key = 'a.tar') => (await readImages(tar, key, bytes)).map((record) => ('problem' in record ? record : record.source));
        const broken = Buffer.concat([good, good]);
        broken.write('b', 1024);
        assert.deepEqual(await problems(broken), ['a.tar/a.png:1', { source: 'a.tar:2', problem: 'corrupt-tar' }]);
        for (const cut of [1, 511, 1030, 1200]) {
            const found = await problems(Buffer.concat([good, good.subarray(0, 514)]).subarray(0, cut));
            assert.equal(found.at(-1).problem, 'truncated-tar', `${cut}`);
        }
        assert.deepEqual(await problems(Buffer.alloc(0)), [{ source: 'a.tar:1', problem: 'truncated-tar' }]);
        assert.deepEqual(await problems(Buffer.alloc(10240)), []);
        const huge = tarOf([{ name: 'a.png', size: 7e9 }]);
        assert.deepEqual(await problems(huge), [{ source: 'a.tar/a.png:1', problem: 'truncated-tar' }]);
        const zip = gzipSync(Buffer.concat([good, good])).subarray(0, -9);
        assert.equal((await problems(zip, 'a.tar.gz')).at(-1).problem, 'truncated-gzip');
    });
    it('reads compressed archives and archives that follow each other, and stops at expansion', async () => {
        const one = tarOf([{ name: 'a.png', content: 'image' }]);
        const two = Buffer.concat([one, Buffer.alloc(1024), one, Buffer.alloc(1024)]);
        for (const [key, bytes] of [['a.tar.gz', gzipSync(two)], ['a.tar.zst', zstdCompressSync(two)]]) {
            const records = await readImages(tar, key, bytes);
            assert.deepEqual(records.map(({ source }) => source), [`${key}/a.png:1`, `${key}/a.png:2`]);
        }
        const bomb = gzipSync(Buffer.alloc(8 << 20));
        const [record, ...more] = await readImages(tar, 'a.tar.gz', bomb, {}, { expansionRatio: 100 });
        assert.ok(record !== undefined && 'problem' in record && more.length === 0);
        assert.equal(record.problem, 'expansion-ratio');
    });
});
//# sourceMappingURL=tar.test.js.map