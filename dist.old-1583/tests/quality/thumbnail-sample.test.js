import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { openThumbnailSample } from '../../quality/thumbnail-sample.js';
import { sheetNames } from '../../shards/thumbnails.js';
const anyThumbnail = fc.record({
    sheet: fc.constantFrom(...sheetNames),
    group: fc.integer({ min: 0, max: 40 }).map((group) => `g${group}`),
    id: fc.integer({ min: 0, max: 400 }).map(String),
    source: fc.constantFrom('a.jpg', 'b.jpg'),
    copy: fc.constant(0),
    into: fc.constant(null),
    width: fc.constant(1),
    height: fc.constant(1),
    image: fc.constant(new Uint8Array([1])),
});
function sampled(thumbnails) {
    const sample = openThumbnailSample();
    for (const each of thumbnails)
        if (sample.wants(each))
            sample.add(each);
    return sample.all();
}
const keyOf = ({ sheet, group, id, source, copy }) => `${sheet} ${group} ${id} ${source} ${copy}`;
/** One of each record, as a build has them. */
function distinct(thumbnails) {
    return [...new Map(thumbnails.map((each) => [keyOf(each), each])).values()];
}
test('samples of parts, put together in any order, are the sample of the whole', () => {
    const parts = fc
        .array(anyThumbnail, { maxLength: 600, size: 'max' })
        .chain((all) => fc.tuple(fc.constant(distinct(all)), fc.shuffledSubarray(distinct(all), { minLength: distinct(all).length }), fc.nat(600)));
    fc.assert(fc.property(parts, ([all, turned, cut]) => {
        const whole = sampled(all);
        assert.deepEqual(sampled([...sampled(turned.slice(cut)), ...sampled(turned.slice(0, cut))]), whole);
        const groups = new Map();
        for (const { sheet, group } of whole)
            groups.set(`${sheet} ${group}`, (groups.get(`${sheet} ${group}`) ?? 0) + 1);
        assert.ok([...groups.values()].every((count) => count <= 6));
        assert.ok([...groups.keys()].filter((name) => name.startsWith('kept ')).length <= 12);
    }), { numRuns: 40 });
});
test('copies stay with their record', () => {
    const thumbnails = Array.from({ length: 40 }, (_, record) => Array.from({ length: 9 }, (__, copy) => ({
        ...{ sheet: 'copies', group: '', id: `id-${record}`, source: `${record}.jpg`, copy, into: null },
        ...{ width: 1, height: 1, image: new Uint8Array([1]) },
    }))).flat();
    const all = sampled(thumbnails);
    assert.deepEqual(sampled([...thumbnails].reverse()), all);
    assert.equal(new Set(all.map(({ id }) => id)).size, 6);
    assert.deepEqual(all.slice(0, 6).map(({ copy }) => copy), [0, 1, 2, 3, 4, 5]);
    assert.equal(all.length, 36);
});
//# sourceMappingURL=thumbnail-sample.test.js.map