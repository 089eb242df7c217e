import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readers } from '../../../pipelines/readers/readers.js';
import { sharedFile, skipWithoutSharedData } from '../shared-data.js';
import { readAs, sourceFixture, told } from './source-fixtures.js';
const limits = { recordBytes: 1 << 20, expansionRatio: 200 };
const arrowColumns = {
    text: 'text',
    label: 'dictionary',
    metadata: ['view', 'list', 'struct', 'fixed', 'half', 'large'],
};
/** Sources that are damaged and cut. Formats that take whole files are decoded, not walked. */
const sources = [
    ['csv', 'python-minimal.csv', { text: 'body' }],
    ['csv', 'python-semicolon.csv', { text: 'body', delimiter: ';' }],
    ['tsv', 'python-tabs.tsv', { text: 'body', quotes: false }],
    ['parquet', 'pyarrow.parquet', { label: 'dictionary' }],
    ['parquet', 'pyarrow-one-group.parquet', { metadata: ['list'] }],
    ['arrow', 'pyarrow-plain.arrow', arrowColumns],
    ['arrow', 'pyarrow-lz4.arrows', arrowColumns],
    ['arrow', 'pyarrow-zstd.arrow', arrowColumns],
    ['arrow', 'pyarrow-deltas.arrows'],
    ['arrow', 'polars.arrow'],
    ['warc', 'warcio.warc.gz'],
    ['mbox', 'python.mbox'],
    ['zip', 'zipfile-deflated.zip'],
    ['zip', 'zipfile-bzip2.zip', { members: { format: 'text' } }],
    ['tar', 'tarfile.tar'],
    ['tar', 'tarfile.tgz', { only: '**/*.jsonl' }],
    ['hugging-face', 'hugging-face/hub/data/train-00000-of-00001.parquet', { label: 'label' }],
];
const changes = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { maxLength: 4 });
describe('damaged sources of documents', () => {
    for (const [format, name, options] of sources) {
        it(`${name} has a fate each, the same however it is cut`, async () => {
            const bytes = sourceFixture(name);
            await fc.assert(fc.asyncProperty(changes, fc.nat(), fc.boolean(), fc.integer({ min: 1, max: 900 }), async (flips, end, cuts, piece) => {
                const damaged = Buffer.from(cuts ? bytes.subarray(0, end % bytes.length) : bytes);
                for (const [at, byte] of flips)
                    if (damaged.length > 0)
                        damaged[at % damaged.length] = byte;
                const whole = await readAs(format, name, damaged, options);
                const cut = await readAs(format, name, damaged, options, { pieceBytes: piece });
                assert.deepEqual(cut, whole);
                for (const record of whole) {
                    if ('problem' in record)
                        assert.match(record.problem, /^[a-z\d]+(-[a-z\d]+)*$/);
                    else
                        assert.ok(record.text.isWellFormed());
                }
            }), { numRuns: 15 });
        });
    }
    it('of no bytes have one problem, or nothing where that is a source of no records', async () => {
        const problems = {};
        for (const { format } of readers) {
            if (format === 'hugging-face')
                continue;
            problems[format] = (await readAs(format, `x.${format}`, new Uint8Array())).map(told);
        }
        const none = { jsonl: [], warc: [], mbox: [], text: [''], html: [''] };
        const one = {
            csv: '!missing-column',
            tsv: '!missing-column',
            parquet: '!damaged-parquet',
            arrow: '!truncated-arrow',
        };
        const others = { mail: '!no-headers', pdf: '!pdf-damaged', zip: '!not-a-zip', tar: '!truncated-tar' };
        const expected = Object.entries({ ...one, ...others }).map(([format, problem]) => [format, [problem]]);
        assert.deepEqual(problems, { ...none, ...Object.fromEntries(expected) });
    });
    it('of the collection have fates', { skip: skipWithoutSharedData }, async () => {
        const index = sharedFile('bad/INDEX.tsv').toString().split('\n').slice(1);
        const paths = index.map((line) => line.split('\t')[0] ?? '').filter((path) => path !== '');
        const formats = [
            ['arrow', /^arrow\//],
            ['parquet', /^parquet\//],
            ['warc', /warc/],
            ['csv', /^csv\/|\.csv$/],
        ];
        for (const [format, pattern] of formats) {
            const chosen = paths.filter((path) => pattern.test(path));
            assert.ok(chosen.length > 3, format);
            for (const path of chosen) {
                const bytes = sharedFile(`bad/${path}`);
                const started = process.cpuUsage();
                // Whatever names the file holds may be those of its columns.
                const names = [...new Set(bytes.toString('latin1').match(/[\w ]{1,30}/g) ?? [])].slice(0, 12);
                const asked = format === 'arrow' ? names : ['a'];
                for (const text of asked)
                    await readAs(format, path, bytes, format === 'warc' ? {} : { text }, limits);
                const { user, system } = process.cpuUsage(started);
                assert.ok(user + system < 3e6, `${path} took ${user + system} µs`);
                assert.ok(process.memoryUsage().rss < 1e9, path);
            }
        }
    });
});
//# sourceMappingURL=hostile-sources.test.js.map