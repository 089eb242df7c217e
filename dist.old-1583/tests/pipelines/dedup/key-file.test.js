import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { exactKey } from '../../../pipelines/dedup/exact.js';
import { findDuplicates, maxBuckets, readBucket, writeKeyFile } from '../../../pipelines/dedup/key-file.js';
import { byPlace } from '../../../pipelines/dedup/removal.js';
function fileOf(texts) {
    return writeKeyFile(texts.map((text, ordinal) => ({ key: exactKey(text, { normalize: 'none' }), ordinal })));
}
function duplicates(partitions, buckets) {
    const files = partitions.map(fileOf);
    return Array.from({ length: buckets }, (_, bucket) => findDuplicates(files.map((file) => readBucket(file, bucket, buckets))))
        .flat()
        .sort(byPlace);
}
function firstsByDefinition(partitions) {
    const firsts = new Map();
    const removals = [];
    for (const [partition, texts] of partitions.entries()) {
        for (const [ordinal, text] of texts.entries()) {
            const first = firsts.get(text);
            if (first === undefined)
                firsts.set(text, { intoPartition: partition, intoOrdinal: ordinal });
            else
                removals.push({ partition, ordinal, ...first, similarity: 1 });
        }
    }
    return removals;
}
test('every repeat is merged into the first of its text, in any number of buckets', () => {
    const text = fc.integer({ min: 0, max: 30 }).map(String);
    fc.assert(fc.property(fc.array(fc.array(text, { maxLength: 30 }), { maxLength: 5 }), fc.integer({ min: 1, max: maxBuckets }), (partitions, buckets) => {
        assert.deepEqual(duplicates(partitions, buckets), firstsByDefinition(partitions));
    }));
});
test('the twin that stays is the one that the rule prefers, and one of an earlier version before any other', () => {
    const text = fc.tuple(fc.integer({ min: 0, max: 5 }).map(String), fc.integer({ min: 0, max: 3 }));
    const partitions = fc.array(fc.array(text, { maxLength: 12 }), { maxLength: 5 });
    const rule = { keep: fc.constantFrom('first', 'last', 'longest'), known: fc.integer({ min: 0, max: 2 }) };
    fc.assert(fc.property(partitions, fc.record(rule), (texts, { keep, known }) => {
        const rows = texts.map((entries) => readBucket(writeKeyFile(entries.map(([text, value], ordinal) => ({ key: exactKey(text, { normalize: 'none' }), ordinal, value }))), 0, 1));
        const documents = texts.flatMap((entries, partition) => entries.map(([text, weight], ordinal) => ({ partition, ordinal, text, weight })));
        const expected = documents.flatMap(({ partition, ordinal, text }) => {
            const twins = documents.filter((each) => each.text === text);
            const older = twins.filter((each) => each.partition < known);
            const longest = Math.max(...twins.map(({ weight }) => weight));
            const best = { first: twins[0], last: twins.at(-1), longest: twins.find((each) => each.weight === longest) };
            const into = older[0] ?? best[keep];
            if (into === undefined || partition < known || (into.partition === partition && into.ordinal === ordinal))
                return [];
            return [{ partition, ordinal, intoPartition: into.partition, intoOrdinal: into.ordinal, similarity: 1 }];
        });
        assert.deepEqual(findDuplicates(rows, { keep, known }), expected);
    }));
});
test('records that an earlier step removed take no part', () => {
    const rows = [
        ['a', 'b'],
        ['a', 'a', 'b'],
    ].map((texts) => readBucket(fileOf(texts), 0, 1));
    const found = findDuplicates(rows, { isRemoved: (partition, ordinal) => partition === 0 && ordinal === 0 });
    assert.deepEqual(found.map(({ partition, ordinal, intoPartition, intoOrdinal }) => [partition, ordinal, intoPartition, intoOrdinal]), [
        [1, 1, 1, 0],
        [1, 2, 0, 1],
    ]);
});
test('the buckets of a file are all of it, in order, without a copy', () => {
    const file = fileOf(Array.from({ length: 500 }, (_, i) => String(i)));
    const parts = Array.from({ length: 7 }, (_, bucket) => readBucket(file, bucket, 7));
    assert.equal(Buffer.concat(parts).compare(readBucket(file, 0, 1)), 0);
    assert.ok(parts.every((part) => part.buffer === file.buffer && part.length > 0));
});
test('a file does not depend on the order in which entries come', () => {
    const entries = ['b', 'a', 'c', 'a'].map((text, ordinal) => ({
        key: exactKey(text, { normalize: 'none' }),
        ordinal,
    }));
    assert.deepEqual(writeKeyFile(entries), writeKeyFile(entries.toReversed()));
});
test('rows are sorted by key, then ordinal, also where keys begin alike', () => {
    const byte = fc.constantFrom(0, 1, 127, 128, 255);
    const key = fc.tuple(byte, byte, byte).map(([first, fourth, last]) => {
        return new Uint8Array(16).with(0, first).with(3, fourth).with(15, last);
    });
    fc.assert(fc.property(fc.array(key, { maxLength: 40 }), (keys) => {
        const rows = Buffer.from(readBucket(writeKeyFile(keys.map((each, ordinal) => ({ key: each, ordinal }))), 0, 1));
        const found = keys.map((_, row) => rows.subarray(24 * row, 24 * row + 24));
        const expected = keys
            .map((each, ordinal) => Buffer.from([...each, ordinal, 0, 0, 0, 0, 0, 0, 0]))
            .sort(Buffer.compare);
        assert.deepEqual(found, expected);
    }));
});
test('a file that is cut short, too long or another is refused', () => {
    const file = fileOf(['a', 'b', 'c']);
    for (let length = 0; length < file.length; length++) {
        assert.throws(() => readBucket(file.subarray(0, length), 0, 1), { code: 'key-file-corrupt' });
    }
    assert.throws(() => readBucket(Buffer.concat([file, Buffer.alloc(1)]), 0, 1), { code: 'key-file-corrupt' });
    for (const at of [0, 4, 8, 500]) {
        const damaged = file.slice();
        damaged[at] = 0x7f;
        assert.throws(() => readBucket(damaged, 0, 1), { code: 'key-file-corrupt' }, `byte ${at}`);
    }
});
//# sourceMappingURL=key-file.test.js.map