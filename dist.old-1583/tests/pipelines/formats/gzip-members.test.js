import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { openGzipMembers } from '../../../pipelines/formats/gzip-members.js';
import { limits } from '../image-readers/read-images.js';
import { inPieces } from '../readers/read-all.js';
const empty = gzipSync('');
const emptyMembers = (count) => Array.from({ length: count }, () => empty);
/** What the members hold, or the problem that ends it. */
async function told(members) {
    const { bytes } = openGzipMembers(inPieces(Buffer.concat(members), 1 << 16), limits, false);
    const found = [];
    for await (const piece of bytes)
        found.push('problem' in piece ? piece.problem : Buffer.from(piece).toString());
    return found;
}
describe('members of a gzip file', () => {
    it('may be empty, up to 1,000 one after the other', async () => {
        const thousand = emptyMembers(1000);
        const [a, b] = ['a', 'b'].map((text) => gzipSync(text));
        assert.deepEqual(await told([...thousand, a, ...thousand, b, ...thousand]), ['a', 'b']);
        assert.deepEqual(await told([a, ...thousand, empty, b]), ['a', 'corrupt-gzip']);
    });
    it('are known by where their content begins, where that is asked for', async () => {
        const members = [gzipSync('abc'), empty, gzipSync('def')];
        const file = Buffer.concat(members);
        for (const keepStarts of [true, false]) {
            const { bytes, startOf } = openGzipMembers(inPieces(file, 1 << 16), limits, keepStarts);
            for await (const piece of bytes)
                assert.ok(!('problem' in piece));
            const third = file.length - (members[2]?.length ?? 0);
            assert.deepEqual([0, 1, 3, 0].map((offset) => startOf(offset)), keepStarts ? [0, undefined, third, undefined] : [undefined, undefined, undefined, undefined]);
        }
    });
});
//# sourceMappingURL=gzip-members.test.js.map