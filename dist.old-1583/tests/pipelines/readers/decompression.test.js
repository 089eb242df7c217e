import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { constants, gzipSync, zstdCompressSync } from 'node:zlib';
import { isProblem } from '../../../pipelines/reader.js';
import { decompress } from '../../../pipelines/readers/decompression.js';
import { sharedFile, skipWithoutSharedData } from '../shared-data.js';
import { inPieces } from './read-all.js';
const lines = Array.from({ length: 30_000 }, (_, i) => `{"id":${i},"text":"line ${(i * 2654435761) % 4294967296}"}\n`);
const text = Buffer.from(lines.join(''));
const gz = gzipSync(text);
const zst = zstdCompressSync(text, { params: { [constants.ZSTD_c_checksumFlag]: 1 } });
async function run(key, bytes, { pieceBytes = 1 << 16, recordBytes = 1 << 20, expansionRatio = 200 } = {}) {
    const parts = [];
    for await (const piece of decompress(key, inPieces(bytes, pieceBytes), { recordBytes, expansionRatio })) {
        if (isProblem(piece))
            return { bytes: Buffer.concat(parts), problem: piece };
        parts.push(piece);
    }
    return { bytes: Buffer.concat(parts), problem: undefined };
}
describe('decompression', () => {
    it('leaves other files alone', async () => {
        assert.deepEqual(await run('a.jsonl', text), { bytes: text, problem: undefined });
    });
    for (const [key, whole] of [
        ['a.gz', gz],
        ['a.zst', zst],
    ]) {
        const word = key === 'a.gz' ? 'gzip' : 'zstd';
        it(`reads ${word}, also members that follow each other and pieces of any size`, async () => {
            assert.deepEqual(await run(key, whole), { bytes: text, problem: undefined });
            const twice = Buffer.concat([whole, whole]);
            for (const pieceBytes of [1000, 65_537, twice.length]) {
                const { bytes, problem } = await run(key, twice, { pieceBytes });
                assert.equal(problem, undefined);
                assert.ok(bytes.equals(Buffer.concat([text, text])));
            }
        });
        it(`tells ${word} that is cut short, wherever it is`, async () => {
            const cuts = [
                0,
                1,
                5,
                12,
                whole.length >> 2,
                whole.length >> 1,
                ...[9, 8, 5, 4, 3, 2, 1].map((n) => whole.length - n),
            ];
            for (const cut of cuts) {
                const { bytes, problem } = await run(key, whole.subarray(0, cut));
                assert.equal(problem?.problem, `truncated-${word}`, `cut at ${cut}`);
                assert.ok(text.subarray(0, bytes.length).equals(bytes));
                if (cut === whole.length >> 1)
                    assert.ok(bytes.length > text.length / 4);
            }
        });
        it(`tells damaged ${word} and other bytes behind it`, async () => {
            const wrongSum = Buffer.from(whole);
            const at = word === 'gzip' ? whole.length - 8 : whole.length - 4;
            wrongSum.writeUInt8((wrongSum[at] ?? 0) ^ 1, at);
            const damaged = await run(key, wrongSum);
            assert.equal(damaged.problem?.problem, `corrupt-${word}`);
            assert.ok(damaged.bytes.length >= text.length - 2 * 65_536);
            const followed = await run(key, Buffer.concat([whole, Buffer.from('what is this?')]));
            assert.equal(followed.problem?.problem, `corrupt-${word}`);
            assert.equal((await run(key, text)).problem?.problem, `corrupt-${word}`);
        });
        it(`gives the same for ${word} however it is cut into pieces, good or bad`, async () => {
            const half = Buffer.from(whole);
            half.fill(0xa5, whole.length >> 1, (whole.length >> 1) + 64);
            for (const input of [half, whole.subarray(0, -7), Buffer.concat([whole, half])]) {
                const outcomes = await Promise.all([777, 10_000, 65_536, 1 << 30].map((pieceBytes) => run(key, input, { pieceBytes })));
                for (const outcome of outcomes)
                    assert.deepEqual(outcome, outcomes[0]);
            }
        });
        it(`stops ${word} that grows more than the limit, and not below it`, async () => {
            const zeros = Buffer.alloc(4 << 20);
            const bomb = word === 'gzip' ? gzipSync(zeros) : zstdCompressSync(zeros);
            const ratio = Math.ceil(zeros.length / bomb.length);
            const { bytes, problem } = await run(key, bomb);
            assert.equal(problem?.problem, 'expansion-ratio');
            assert.ok((problem?.value ?? 0) > 200 && problem?.limit === 200);
            assert.ok(bytes.length <= 1 << 20);
            assert.deepEqual(await run(key, bomb, { expansionRatio: ratio }), { bytes: zeros, problem: undefined });
            assert.equal((await run(key, bomb, { recordBytes: zeros.length })).problem, undefined);
        });
    }
    it('takes zero bytes behind gzip for padding', async () => {
        for (const zeros of [1, 100, 200_000])
            assert.equal((await run('a.gz', Buffer.concat([gz, Buffer.alloc(zeros)]))).problem, undefined);
        const dirty = await run('a.gz', Buffer.concat([gz, Buffer.alloc(100_000), Buffer.from('x')]));
        assert.equal(dirty.problem?.problem, 'corrupt-gzip');
    });
    it('reads or refuses published broken files', { skip: skipWithoutSharedData }, async () => {
        const outcome = async (path) => {
            const { bytes, problem } = await run('a.gz', sharedFile(`bad/${path}`));
            return [bytes.length, problem?.problem];
        };
        assert.deepEqual(await outcome('generated/gzip/empty.jsonl.gz'), [0, 'truncated-gzip']);
        assert.equal((await outcome('generated/gzip/badcrc.jsonl.gz'))[1], 'corrupt-gzip');
        assert.equal((await outcome('generated/gzip/trailing-garbage.jsonl.gz'))[1], 'corrupt-gzip');
        assert.equal((await outcome('archive/go-gzip/issue6550.gz'))[1], 'corrupt-gzip');
        for (const bomb of ['zeros-1GiB.gz', 'nested-2x.gz.gz', 'jsonl-one-line-256MiB.jsonl.gz'])
            assert.ok(['expansion-ratio', undefined].includes((await outcome(`generated/bomb/${bomb}`))[1]), bomb);
    });
});
//# sourceMappingURL=decompression.test.js.map