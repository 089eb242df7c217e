import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { groupStarts } from '../../../pipelines/formats/parquet-file.js';
import { runsAreSound } from '../../../pipelines/formats/rle-runs.js';
import { readThrift } from '../../../shards/thrift.js';
describe('runs of the hybrid encoding', () => {
    const sound = (bytes, width, count) => runsAreSound(Uint8Array.from(bytes), 0, width, count);
    it('may not say more values than there are, nor end before them', () => {
        assert.ok(sound([3 << 1, 1], 1, 3));
        assert.ok(!sound([4 << 1, 1], 1, 3));
        assert.ok(!sound([2 << 1, 1], 1, 3));
        assert.ok(runsAreSound(Uint8Array.of(2 << 1, 1), 0, 1, 3, true));
        assert.ok(sound([2 << 1, 1, 1 << 1, 0], 1, 3));
        // 2^31 values in five bytes.
        assert.ok(!sound([0xfe, 0xff, 0xff, 0xff, 0x0f, 1], 1, 3));
        assert.ok(!sound([0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01, 1], 1, 3));
        assert.ok(sound([(1 << 1) | 1, 0b10101010], 1, 8));
        assert.ok(sound([(1 << 1) | 1, 0b10101010], 1, 3));
        assert.ok(!sound([(9 << 1) | 1, 0b10101010], 1, 3));
        assert.ok(!sound([1 << 1, 0, 0, 0, 0, 0], 33, 1));
        assert.ok(!sound([], 1, 1));
        assert.ok(sound([], 1, 0));
    });
});
describe('structs of Thrift', () => {
    it('are read as they are written', () => {
        // Field 1: i32 -3; field 2: true; field 20: list of two i32; field 21: binary; field 22: struct.
        const bytes = [
            0x15, 0x05, 0x11, 0x09, 0x28, 0x25, 0x02, 0x04, 0x18, 0x02, 0x61, 0x62, 0x1c, 0x15, 0x02, 0x00, 0x00,
        ];
        const read = readThrift(Uint8Array.from([0xff, ...bytes, 0xff]), 1);
        assert.equal(read?.end, bytes.length + 1);
        assert.deepEqual(read?.struct, new Map([
            [1, -3],
            [2, true],
            [20, [1, 2]],
            [21, Uint8Array.of(0x61, 0x62)],
            [22, new Map([[1, 1]])],
        ]));
    });
    it('believe no length, and no depth', () => {
        const none = (...bytes) => assert.equal(readThrift(Uint8Array.from(bytes), 0), undefined, String(bytes));
        none();
        none(0x15);
        none(0x18, 0xff, 0xff, 0xff, 0xff, 0x07, 0x00);
        none(0x19, 0xf1, 0xff, 0xff, 0xff, 0xff, 0x07, 0x00);
        none(0x16, ...Array(11).fill(0xff), 0x00, 0x00);
        none(...Array(100).fill(0x1c), ...Array(101).fill(0));
        none(...Array(100).fill(0x19));
        none(0x1b, 0x00);
        fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
            const read = readThrift(bytes, 0);
            assert.ok(read === undefined || read.end <= bytes.length);
        }), { numRuns: 200 });
    });
});
describe('starts of row groups', () => {
    it('are told of a group of more columns than a call takes arguments', () => {
        const columns = Array.from({ length: 200_000 }, (_, index) => ({
            meta_data: { data_page_offset: BigInt(index + 4) },
        }));
        assert.deepEqual(groupStarts({ row_groups: [{ columns, num_rows: 1n }] }), [{ at: 4, firstLine: 1 }]);
    });
});
//# sourceMappingURL=parquet-guards.test.js.map