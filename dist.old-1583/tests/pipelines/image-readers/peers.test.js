import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { parquet } from '../../../pipelines/image-readers/parquet.js';
import { tar } from '../../../pipelines/image-readers/tar.js';
import { warc } from '../../../pipelines/image-readers/warc.js';
import { digested, fixtures, readImages } from './read-images.js';
const expected = JSON.parse(readFileSync(new URL('expected.json', fixtures), 'utf8'));
function expectedOf(name) {
    const rows = expected[name];
    assert.ok(rows !== undefined && rows.length > 0, name);
    return rows;
}
const file = (name) => readFileSync(new URL(name, fixtures));
const boxOf = (x, y, width, height) => ({ x, y, width, height, label: null });
const bytesOf = (record) => ('bytes' in record ? record.bytes : null);
describe('sources that other programs wrote', () => {
    for (const dialect of ['pax', 'gnu']) {
        it(`tar of Python, ${dialect}: names, bytes and links as tarfile reads them`, async () => {
            const name = `folders-${dialect}.tar`;
            const records = (await readImages(tar, name, file(name), { label: 'folder' })).map(digested);
            assert.deepEqual(records.map((record) => ({
                name: record.source.slice(name.length + 1, record.source.lastIndexOf(':')),
                sha256: bytesOf(record),
            })), expectedOf(name));
            const labels = records.map((record) => ('label' in record ? record.label : record.problem));
            assert.deepEqual(labels, ['cat', 'dog', 'föx', 'cat', 'dog', 'föx', 'not-a-file']);
        });
    }
    it('webdataset: samples as webdataset groups them', async () => {
        const name = 'webdataset.tar';
        const records = (await readImages(tar, name, file(name), { id: 'key', metadata: ['url'] })).map(digested);
        const samples = expectedOf(name);
        const pictures = samples.flatMap((sample) => {
            const json = JSON.parse(sample['json'] ?? '{}');
            const images = Object.entries(sample).filter(([part]) => /(jpg|png)$/.test(part));
            return images.map(([part, bytes]) => ({
                id: images.length > 1 ? `${String(sample['__key__'])}.${part}` : sample['__key__'],
                bytes,
                label: sample['cls'] ?? null,
                caption: sample['txt']?.trim() ?? null,
                url: json.url,
            }));
        });
        const found = records.flatMap((record) => 'problem' in record
            ? []
            : {
                id: record.id,
                bytes: record.bytes,
                label: record.label,
                caption: record.caption,
                url: record.metadata['url'],
            });
        assert.deepEqual(found, pictures);
        assert.equal(pictures.length, 6);
        const problems = records.flatMap((record) => ('problem' in record ? record : []));
        assert.deepEqual(problems, [{ source: 'webdataset.tar/b/no-image.txt:17', problem: 'missing-image' }]);
        assert.deepEqual(records.flatMap((record) => ('boxes' in record ? record.boxes : []))[0], boxOf(0, 1, 2, 3));
    });
    it('Hugging Face image data set: bytes, names of classes, captions, boxes', async () => {
        const name = 'hugging-face.parquet';
        const options = { label: 'label', caption: 'caption', boxes: 'objects' };
        const records = (await readImages(parquet, name, file(name), options)).map(digested);
        assert.deepEqual(records.map((record) => 'problem' in record
            ? record
            : { sha256: record.bytes, label: record.label, caption: record.caption, boxes: record.boxes }), expectedOf(name));
        assert.deepEqual(records.map(({ source }) => source).slice(0, 2), [`${name}:1`, `${name}:2`]);
    });
    for (const codec of ['none', 'snappy', 'gzip', 'brotli', 'zstd', 'lz4']) {
        it(`Parquet of pyarrow, ${codec}, pages of both versions, three row groups`, async () => {
            for (const version of [1, 2]) {
                const name = `pyarrow-${codec}-v${version}.parquet`;
                const records = (await readImages(parquet, name, file(name), { image: 'img', label: 'kind', id: 'key' })).map(digested);
                assert.deepEqual(records.map((record) => 'problem' in record ? record : { sha256: record.bytes, label: record.label, id: record.id }), expectedOf('pyarrow'));
            }
        });
    }
    for (const name of ['pages.warc', 'pages.warc.gz']) {
        it(`${name} of warcio: images before and after the page`, async () => {
            const records = (await readImages(warc, name, file(name))).map(digested);
            assert.deepEqual(records.map((record) => 'problem' in record ? { problem: record.problem } : { sha256: record.bytes, caption: record.caption }), expectedOf('pages.warc'));
        });
    }
});
//# sourceMappingURL=peers.test.js.map