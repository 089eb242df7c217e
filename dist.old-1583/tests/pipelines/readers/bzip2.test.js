import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isProblem } from '../../../pipelines/reader.js';
import { compressionOf, decompress } from '../../../pipelines/readers/decompression.js';
import { sharedFile, skipWithoutSharedData } from '../shared-data.js';
import { inPieces } from './read-all.js';
import { sourceFixture } from './source-fixtures.js';
const limits = { recordBytes: 1 << 20, expansionRatio: 200 };
async function expand(bytes, pieceBytes = 1 << 16, more = {}) {
    const parts = [];
    let problem;
    for await (const piece of decompress('a.bz2', inPieces(bytes, pieceBytes), { ...limits, ...more })) {
        if (isProblem(piece))
            problem = piece;
        else
            parts.push(piece);
    }
    return { text: Buffer.concat(parts), problem: problem?.problem };
}
const runs = Buffer.concat(Array.from({ length: 400 }, (_, n) => Buffer.alloc(n % 600, 65 + (n % 7))).concat(Buffer.from('aaaa')));
const words = Buffer.from(Array.from({ length: 20_000 }, (_, n) => `word${(n * 2654435761) % 9973}`).join(' '));
const whole = Buffer.concat([runs, words]);
const packed = sourceFixture('python.bz2');
describe('bzip2', () => {
    it("gives what Python's bz2 packed: streams that follow each other, runs, several blocks, pieces of any size", async () => {
        for (const pieceBytes of [1000, 65_537, packed.length]) {
            const { text, problem } = await expand(packed, pieceBytes);
            assert.equal(problem, undefined);
            assert.ok(text.equals(whole));
        }
    });
    it('tells a file that is cut, wherever it is, and what follows it', async () => {
        for (const cut of [0, 1, 3, 4, 10, 40, 2000, packed.length - 4, packed.length - 1]) {
            const { text, problem } = await expand(packed.subarray(0, cut));
            assert.equal(problem, 'truncated-bzip2', String(cut));
            assert.ok(whole.subarray(0, text.length).equals(text));
        }
        for (const tail of ['\0\0\0\0', 'BZx', 'text']) {
            assert.equal((await expand(Buffer.concat([packed, Buffer.from(tail)]))).problem, 'corrupt-bzip2');
        }
    });
    it('finds every changed byte, by marks, codes or checksums', async () => {
        await fc.assert(fc.asyncProperty(fc.nat({ max: packed.length - 1 }), fc.integer({ min: 1, max: 255 }), async (at, change) => {
            const damaged = Buffer.from(packed);
            damaged[at] = (damaged[at] ?? 0) ^ change;
            const { text, problem } = await expand(damaged);
            // A smaller or larger block size that still has room changes nothing; so do bits that pad a stream's end.
            assert.ok(problem !== undefined || text.equals(whole), `${at}`);
        }), { numRuns: 60 });
    });
    it('stops where a file grows too much', async () => {
        const { text, problem } = await expand(packed, 1 << 16, { recordBytes: 1000, expansionRatio: 3 });
        assert.equal(problem, 'expansion-ratio');
        assert.ok(text.length < whole.length);
    });
    it('refuses what others found, in little time', { skip: skipWithoutSharedData }, async () => {
        for (const path of ['go-bz2/fail-issue5747.bz2', 'libarchive/test_read_format_mtree_crash747.mtree.bz2']) {
            const started = process.cpuUsage();
            assert.equal((await expand(sharedFile(`bad/archive/${path}`))).problem, 'corrupt-bzip2');
            assert.ok(process.cpuUsage(started).user < 3e6);
        }
    });
    it('is told by a name, as are the others', () => {
        const names = ['a.bz2', 'a.tbz', 'a.tbz2', 'a.TGZ', 'a.tzst', 'a.jsonl', 'bz2'];
        assert.deepEqual(names.map(compressionOf), ['bzip2', 'bzip2', 'bzip2', 'gzip', 'zstd', undefined, undefined]);
    });
});
//# sourceMappingURL=bzip2.test.js.map