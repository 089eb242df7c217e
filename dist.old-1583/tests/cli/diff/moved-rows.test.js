import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { movedRows } from '../../../cli/diff/moved-rows.js';
function sourceOf(rows) {
    return {
        rows: rows.length,
        read: async function* () {
            for (let start = 0; start < rows.length; start += 7)
                yield rows.slice(start, start + 7);
        },
    };
}
async function compare(before, after, rowsAtOnce) {
    const moved = [];
    let unchanged = 0;
    for await (const chunk of movedRows(sourceOf(before), sourceOf(after), rowsAtOnce)) {
        moved.push(...chunk.rows);
        unchanged += chunk.unchanged;
    }
    return { moved, unchanged };
}
/** Moves as text, `code/digest>code/digest`, sorted. */
function words(moved, mirrored = false) {
    const side = (row) => (row === null ? '' : `${row.code}/${row.digest}`);
    return moved.map(({ before, after }) => (mirrored ? [after, before] : [before, after]).map(side).join('>')).sort();
}
const row = fc.record({
    key: fc.oneof(fc.stringMatching(/^[a-h]$/), fc.string()),
    code: fc.integer({ min: 0, max: 3 }),
    digest: fc.integer({ min: 0, max: 2 }),
});
const rows = fc.array(row, { maxLength: 60 });
test('rows of unique keys move as a map says', async () => {
    const unique = fc.uniqueArray(row, { selector: ({ key }) => key, maxLength: 60 });
    await fc.assert(fc.asyncProperty(unique, unique, async (before, after) => {
        const [left, right] = [before, after].map((side) => new Map(side.map((each) => [each.key, each])));
        const expected = [];
        for (const { key, code, digest } of after) {
            const was = left?.get(key);
            if (was === undefined)
                expected.push(`>${code}/${digest}`);
            else if (was.code !== code || was.digest !== digest)
                expected.push(`${was.code}/${was.digest}>${code}/${digest}`);
        }
        for (const { key, code, digest } of before)
            if (right?.has(key) !== true)
                expected.push(`${code}/${digest}>`);
        const { moved, unchanged } = await compare(before, after);
        assert.deepEqual(words(moved), expected.sort());
        for (const { before: was, after: is } of moved) {
            if (was !== null)
                assert.deepEqual(pick(before[was.ordinal]), pick(was));
            if (is !== null)
                assert.deepEqual(pick(after[is.ordinal]), pick(is));
        }
        assert.equal(unchanged, before.length - moved.filter((each) => each.before !== null).length);
    }));
});
function pick(row) {
    return { code: row?.code, digest: row?.digest };
}
test('keys that repeat: nothing moves to itself, both sides balance, the mirror is the same', async () => {
    await fc.assert(fc.asyncProperty(rows, rows, async (before, after) => {
        assert.deepEqual(await compare(before, before), { moved: [], unchanged: before.length });
        const { moved, unchanged } = await compare(before, after);
        const count = (side) => moved.filter((each) => each[side] !== null).length;
        assert.equal(unchanged + count('before'), before.length);
        assert.equal(unchanged + count('after'), after.length);
        for (const code of [0, 1, 2, 3]) {
            const of = (side) => side.filter((each) => each.code === code).length;
            const net = moved.filter((each) => each.after?.code === code).length;
            assert.equal(net - moved.filter((each) => each.before?.code === code).length, of(after) - of(before));
        }
        const back = await compare(after, before);
        assert.deepEqual(words(back.moved, true), words(moved));
        assert.equal(back.unchanged, unchanged);
        const inParts = await compare(before, after, 5);
        assert.deepEqual(words(inParts.moved), words(moved));
        assert.equal(inParts.unchanged, unchanged);
    }));
});
test('one key in 200,000 rows costs no more than as many keys', async () => {
    const same = (code) => Array.from({ length: 200_000 }, (_, digest) => ({ key: 'x', code, digest: digest % 100 }));
    const { moved, unchanged } = await compare(same(1), same(2));
    assert.equal(moved.length, 200_000);
    assert.equal(unchanged, 0);
});
test('keys that agree in half of their hash stay apart', async () => {
    // Of 4 · 10^10 pairs of keys, about nine agree in one half of 32 bits.
    const keys = (name) => Array.from({ length: 200_000 }, (_, i) => ({ key: `${name}${i}`, code: 1, digest: 1 }));
    const { moved, unchanged } = await compare(keys('a'), keys('b'));
    assert.equal(moved.length, 400_000);
    assert.equal(unchanged, 0);
});
//# sourceMappingURL=moved-rows.test.js.map