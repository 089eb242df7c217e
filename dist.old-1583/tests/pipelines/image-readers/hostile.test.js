import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { findImageReader, imageReaders } from '../../../pipelines/image-readers/image-readers.js';
import { sharedFile, skipWithoutSharedData } from '../shared-data.js';
import { digested, fixtures, limits, readImages } from './read-images.js';
async function read(format, key, bytes, options = {}, pieceBytes) {
    const reader = findImageReader(format);
    assert.ok(reader !== undefined, format);
    return readImages(reader, key, bytes, options, pieceBytes === undefined ? {} : { pieceBytes });
}
const manifest = '{"path":"a.png","k":"x"}\n{"path":"b.png"}\n';
const sources = [
    { format: 'tar', key: 'folders-pax.tar', options: { label: 'folder' } },
    { format: 'tar', key: 'webdataset.tar', options: { id: 'key' } },
    { format: 'warc', key: 'pages.warc', options: {} },
    { format: 'warc', key: 'pages.warc.gz', options: {} },
    { format: 'parquet', key: 'hugging-face.parquet', options: { label: 'label', boxes: 'objects' } },
    { format: 'parquet', key: 'pyarrow-snappy-v1.parquet', options: { image: 'img', id: 'key' } },
    { format: 'parquet', key: 'pyarrow-zstd-v2.parquet', options: { image: 'img', id: 'key' } },
]
    .map((each) => ({ ...each, bytes: readFileSync(new URL(each.key, fixtures)) }))
    .concat([
    { format: 'jsonl', key: 'm.jsonl', options: { label: 'k' }, bytes: Buffer.from(manifest) },
    { format: 'csv', key: 'm.csv', options: { label: 'k' }, bytes: Buffer.from('path,k\na.png,"x"\n"b\n",""\n') },
    {
        format: 'html',
        key: 'p.html',
        options: {},
        bytes: Buffer.from('<p>t<figure><img src=data:,x alt="a&amp;"></figure>'),
    },
]);
const flips = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { maxLength: 4 });
describe('damaged sources', () => {
    it('have a fate each, the same however they are cut', async () => {
        for (const { format, key, bytes, options } of sources) {
            await fc.assert(fc.asyncProperty(flips, fc.nat(), fc.boolean(), fc.integer({ min: 1, max: 900 }), async (changes, end, cuts, piece) => {
                const damaged = Buffer.from(cuts ? bytes.subarray(0, end % bytes.length) : bytes);
                for (const [at, byte] of changes)
                    if (damaged.length > 0)
                        damaged[at % damaged.length] = byte;
                const whole = (await read(format, key, damaged, options)).map(digested);
                const cut = (await read(format, key, damaged, options, piece)).map(digested);
                assert.deepEqual(cut, whole);
                for (const record of whole)
                    if ('problem' in record)
                        assert.match(record.problem, /^[a-z\d]+(-[a-z\d]+)*$/);
            }), { numRuns: 25 });
        }
    });
    it('of no bytes have one problem, or nothing where that is a source of no records', async () => {
        for (const { format } of imageReaders) {
            const records = await read(format, `x.${format}`, new Uint8Array());
            const problems = records.map((record) => ('problem' in record ? record.problem : 'image'));
            const expected = {
                folder: ['image'],
                tar: ['truncated-tar'],
                parquet: ['damaged-parquet'],
                csv: ['missing-column'],
            };
            assert.deepEqual(problems, expected[format] ?? [], format);
        }
    });
    it('of the collection have fates', { skip: skipWithoutSharedData }, async () => {
        const index = sharedFile('bad/INDEX.tsv').toString().split('\n').slice(1);
        const paths = index.map((line) => line.split('\t')[0] ?? '').filter((path) => path !== '');
        const formats = [
            ['tar', /\.tar(\.gz)?$|^archive\/(libarchive|go-gzip)\//, {}],
            ['warc', /warc|bomb\/zeros/, {}],
            ['parquet', /^parquet\/|^generated\/(image|text)\//, { image: 'a' }],
            ['csv', /^csv\/|\.csv$|redos/, {}],
            ['jsonl', /^json\//, {}],
            ['html', /^html\/|^generated\/(html|text)\//, {}],
        ];
        for (const [format, pattern, options] of formats) {
            const chosen = paths.filter((path) => pattern.test(path));
            assert.ok(chosen.length > 3, format);
            for (const path of chosen) {
                const bytes = sharedFile(`bad/${path}`);
                const started = process.cpuUsage();
                const records = await read(format, path.endsWith('zeros-1GiB.gz') ? 'zeros.warc.gz' : path, bytes, options);
                const { user, system } = process.cpuUsage(started);
                assert.ok(user + system < 3e6, `${path} took ${user + system} µs`);
                assert.ok(process.memoryUsage().rss < 1e9, path);
                for (const record of records)
                    if ('bytes' in record)
                        assert.ok(record.bytes.length <= limits.recordBytes, path);
            }
        }
    });
});
//# sourceMappingURL=hostile.test.js.map