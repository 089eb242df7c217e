import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { jaccard } from '../../../pipelines/dedup/jaccard.js';
import { shingleSet } from '../../../pipelines/dedup/shingles.js';
import { simplify } from '../../../pipelines/dedup/simplify.js';
import { goldenDocuments, goldenRows, goldenSkip } from './golden-documents.js';
const sets = fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 40 });
function sorted(values) {
    return Uint32Array.from(values).sort();
}
test('equals the definition, at any limit', () => {
    fc.assert(fc.property(sets, sets, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, limit) => {
        const union = new Set([...a, ...b]).size;
        const expected = union === 0 ? 0 : (a.length + b.length - union) / union;
        assert.equal(jaccard(sorted(a), sorted(b)), expected);
        assert.equal(jaccard(sorted(a), sorted(b), limit), expected >= limit ? expected : undefined);
        assert.equal(jaccard(sorted(a), sorted(b), expected), expected);
    }));
});
test('equals the golden similarity of every pair, and finds every golden pair', { skip: goldenSkip }, () => {
    const shingles = goldenDocuments().map(({ id, text }) => ({ id, set: shingleSet(simplify(text), 'whitespace', 5) }));
    const golden = new Map(goldenRows('jaccard.dev-golden.ws.jsonl.gz').map(([a, b, similarity]) => [
        [a, b].sort().join(),
        similarity,
    ]));
    let found = 0;
    for (const [i, a] of shingles.entries()) {
        for (const b of shingles.slice(0, i)) {
            const similarity = jaccard(a.set, b.set, 0.5);
            if (similarity === undefined)
                continue;
            const expected = golden.get([a.id, b.id].sort().join());
            // The golden file has six decimals.
            assert.ok(expected !== undefined && Math.abs(similarity - expected) < 1e-6, `${similarity}, golden ${expected}`);
            found++;
        }
    }
    assert.equal(found, golden.size);
});
//# sourceMappingURL=jaccard.test.js.map