import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { NotUtf8, openColumn } from '../../../pipelines/formats/arrow/columns.js';
import { joinedColumns } from '../../../pipelines/formats/arrow/joined-columns.js';
function field(name, more = {}) {
    return {
        name: 'f',
        type: { name, bits: 32, signed: true, unit: 0, size: 0 },
        dictionary: null,
        children: [],
        ...more,
    };
}
function open(of, rows, buffers, words = []) {
    const parts = {
        rows,
        node: () => ({ length: rows, nulls: 0 }),
        buffer: (index) => {
            const found = buffers[index] ?? new Uint8Array();
            return new Uint8Array(found.buffer, found.byteOffset, found.byteLength);
        },
        variadic: () => 1,
    };
    const dictionaries = new Map(words.map((column, id) => [id, column]));
    const column = openColumn(of, parts, { node: 0, buffer: 0, variadic: 0 }, dictionaries, { left: 100 });
    assert.ok(column !== undefined);
    return column;
}
const none = new Uint8Array();
const abc = Buffer.from('abc');
describe('columns of Arrow', () => {
    it('give no text from outside of their data', () => {
        const texts = open(field('utf8'), 4, [none, Int32Array.of(0, 3, 2, 9, -1), abc]);
        assert.deepEqual([texts.get(0), texts.size(0)], ['abc', 3]);
        for (const row of [1, 2, 3, 4])
            assert.throws(() => texts.get(row), RangeError, String(row));
        const long = (length, buffer, from) => [length, 0, buffer, from];
        const views = Int32Array.from([
            ...long(13, 0, 0),
            ...long(13, 1, 0),
            ...long(13, 0, -1),
            ...long(-1, 0, 0),
            ...long(14, 0, 0),
        ]);
        const viewed = open(field('utf8-view'), 5, [none, views, Buffer.from('thirteen char')]);
        assert.equal(viewed.get(0), 'thirteen char');
        for (const row of [1, 2, 3, 4])
            assert.throws(() => viewed.get(row), RangeError, String(row));
    });
    it('give no text that is none', () => {
        const texts = open(field('utf8'), 1, [none, Int32Array.of(0, 2), Buffer.from([0xc3, 0x28])]);
        assert.throws(() => texts.get(0), NotUtf8);
    });
    it('need as many bytes as their rows', () => {
        assert.throws(() => open(field('utf8'), 4, [none, Int32Array.of(0, 1), abc]), RangeError);
        assert.throws(() => open(field('utf8-view'), 2, [none, new Uint8Array(16), abc]), RangeError);
        assert.throws(() => open(field('int'), 4, [none, new Uint8Array(15)]), RangeError);
        assert.throws(() => open(field('bool'), 9, [none, new Uint8Array(1)]), RangeError);
    });
    it('give no value of a dictionary, and no element, that is not there', () => {
        const words = { rows: 1, get: () => 'word', size: () => 4 };
        const { type } = field('int');
        const indexed = open(field('utf8', { dictionary: { id: 0, index: type } }), 3, [none, Int32Array.of(0, 1, -1)], [words]);
        assert.equal(indexed.get(0), 'word');
        for (const row of [1, 2])
            assert.throws(() => indexed.get(row), RangeError);
        for (const [name, buffers] of [
            ['utf8', [none, Int32Array.of(0, 3), abc]],
            ['utf8-view', [none, Int32Array.of(1, 97, 0, 0)]],
        ]) {
            const dictionary = { id: 0, index: type };
            const words = open(field(name), 1, buffers);
            const sized = open(field(name, { dictionary }), 3, [none, Int32Array.of(0, 1, -1)], [words]);
            assert.deepEqual([sized.size(0) > 0, sized.size(1), sized.size(2)], [true, 0, 0], name);
        }
        const of = field('list', { children: [field('null')] });
        const lists = open(of, 2, [none, Int32Array.of(0, 2, 3)]);
        assert.deepEqual(lists.get(0), [null, null]);
        assert.throws(() => lists.get(1), RangeError);
    });
    it('count what structs hold within lists', () => {
        const children = Array.from({ length: 60 }, () => field('null'));
        const lists = open(field('list', { children: [field('struct', { children })] }), 2, [none, Int32Array.of(0, 1, 2)]);
        assert.equal(lists.get(0).length, 1);
        assert.throws(() => lists.get(1), RangeError);
    });
    it('of a dictionary that grows very often are found without depth', () => {
        const part = (number) => ({
            rows: number % 3,
            get: (row) => `${number}.${row}`,
            size: (row) => number + row,
        });
        let joined = part(1);
        const all = ['1.0'];
        for (let number = 2; number < 30_000; number++) {
            joined = joinedColumns(joined, part(number));
            for (let row = 0; row < number % 3; row++)
                all.push(`${number}.${row}`);
        }
        assert.deepEqual(Array.from({ length: joined.rows }, (_, row) => joined.get(row)), all);
        assert.deepEqual([joined.size(0), joined.size(-1), joined.size(joined.rows)], [1, 0, 0]);
        assert.throws(() => joined.get(-1), RangeError);
    });
});
//# sourceMappingURL=arrow-columns.test.js.map