import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { isProblem } from '../../../pipelines/reader.js';
import { lineFrames } from '../../../pipelines/readers/line-frames.js';
async function* listed(pieces) {
    yield* pieces;
}
async function frames(pieces, recordBytes, firstLine = 1) {
    const all = [];
    for await (const chunk of lineFrames('a/b', firstLine, listed(pieces), { recordBytes }))
        all.push(...chunk);
    return all;
}
async function lines(text, recordBytes = 1000) {
    const found = await frames([Buffer.from(text)], recordBytes);
    return found.map((frame) => {
        const line = frame.source.slice('a/b:'.length);
        return isProblem(frame)
            ? `${line} ${frame.problem} ${frame.value}/${frame.limit}`
            : `${line} ${Buffer.from(frame.bytes)}`;
    });
}
/** What the frames of some bytes must be, by splitting them whole. */
function expected(bytes, recordBytes) {
    const all = bytes.toString('latin1').split('\n');
    return all.flatMap((raw, i) => {
        const marked = i === 0 && raw.startsWith('\u00ef\u00bb\u00bf') ? raw.slice(3) : raw;
        const line = marked.endsWith('\r') ? marked.slice(0, -1) : marked;
        const source = `a/b:${i + 1}`;
        if (line.length > recordBytes)
            return [{ source, problem: 'record-too-large', value: 0, limit: recordBytes }];
        return /^[ \t]*$/.test(line) ? [] : [{ source, bytes: Buffer.from(line, 'latin1') }];
    });
}
describe('line frames', () => {
    it('end at LF, CRLF and the end of the file', async () => {
        assert.deepEqual(await lines('one\ntwo\r\nthree'), ['1 one', '2 two', '3 three']);
        assert.deepEqual(await lines('one\r\r\n'), ['1 one\r']);
    });
    it('leave blank lines out and count them', async () => {
        assert.deepEqual(await lines('\n\r\n \t\na\n\n\nb\n\n'), ['4 a', '7 b']);
        assert.deepEqual(await lines(''), []);
    });
    it('leave out a byte order mark at the start of the file alone', async () => {
        assert.deepEqual(await lines('\ufeffa\n\ufeffb'), ['1 a', '2 \ufeffb']);
        const [inTheMiddle] = await frames([Buffer.from('\ufeffa')], 10, 5);
        assert.equal(inTheMiddle?.source, 'a/b:5');
        assert.deepEqual(inTheMiddle !== undefined && 'bytes' in inTheMiddle && inTheMiddle.bytes.length, 4);
    });
    it('refuse a line above the limit, with its length, and go on behind it', async () => {
        assert.deepEqual(await lines('12345\n123456\n1234567\r\n123\n', 5), [
            '1 12345',
            '2 record-too-large 6/5',
            '3 record-too-large 7/5',
            '4 123',
        ]);
        assert.deepEqual(await lines(`${'x'.repeat(100)}`, 5), ['1 record-too-large 100/5']);
    });
    it('hold no more of a line than the limit, however long it is', async () => {
        setFlagsFromString('--expose-gc');
        const collect = runInNewContext('gc');
        const pieceBytes = 4 << 20;
        let mostHeld = 0;
        const heldBytes = async () => {
            // What the generators let go of is garbage only once their turn is over.
            await new Promise((resolve) => setImmediate(resolve));
            collect();
            return process.memoryUsage().arrayBuffers;
        };
        const before = await heldBytes();
        async function* long() {
            for (let i = 0; i < 32; i++) {
                yield new Uint8Array(pieceBytes).fill(0x61);
                mostHeld = Math.max(mostHeld, (await heldBytes()) - before);
            }
            yield Buffer.from('\nend');
        }
        const found = [];
        for await (const chunk of lineFrames('k', 1, long(), { recordBytes: 2 * pieceBytes }))
            found.push(...chunk);
        assert.deepEqual(found[0], {
            source: 'k:1',
            problem: 'record-too-large',
            value: 32 * pieceBytes,
            limit: 2 * pieceBytes,
        });
        assert.equal(found[1]?.source, 'k:2');
        assert.ok(mostHeld <= 5 * pieceBytes, `${mostHeld} bytes held`);
    });
    it('come in chunks of at most 1,000', async () => {
        const sizes = [];
        for await (const chunk of lineFrames('k', 1, listed([Buffer.from('x\n'.repeat(2500))]), { recordBytes: 9 }))
            sizes.push(chunk.length);
        assert.deepEqual(sizes, [1000, 1000, 500]);
    });
    it('put a problem of the stream in the place of the line that it cuts', async () => {
        async function* cut() {
            yield Buffer.from('a\nhal');
            yield { problem: 'truncated-gzip' };
        }
        const all = [];
        for await (const chunk of lineFrames('k', 1, cut(), { recordBytes: 99 }))
            all.push(...chunk);
        assert.deepEqual(all.slice(1), [{ source: 'k:2', problem: 'truncated-gzip' }]);
        assert.equal(all.length, 2);
    });
    it('are the lines of the file, however it is cut into pieces', async () => {
        const bytes = fc.array(fc.constantFrom(0x0a, 0x0d, 0x20, 0x61, 0xef, 0xbb, 0xbf, 0xff), { maxLength: 200 });
        const cuts = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 40 });
        await fc.assert(fc.asyncProperty(bytes, cuts, fc.integer({ min: 1, max: 30 }), async (values, sizes, recordBytes) => {
            const whole = Buffer.from(values);
            const pieces = [];
            for (let from = 0, i = 0; from < whole.length; i++) {
                const size = sizes[i % sizes.length] ?? 1;
                pieces.push(whole.subarray(from, from + size));
                from += size;
            }
            const found = await frames(pieces, recordBytes);
            const shape = (frame) => isProblem(frame) ? { ...frame, value: 0 } : { ...frame, bytes: Buffer.from(frame.bytes).toString('latin1') };
            assert.deepEqual(found.map(shape), expected(whole, recordBytes).map(shape));
        }), { numRuns: 500 });
    });
});
//# sourceMappingURL=line-frames.test.js.map