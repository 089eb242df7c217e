import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { mergeGreedily } from '../../../pipelines/dedup/cluster.js';
function edgesOf(edges) {
    return {
        a: Uint32Array.from(edges, ([a]) => a),
        b: Uint32Array.from(edges, ([, b]) => b),
        similarity: Float64Array.from(edges, ([, , similarity]) => similarity),
    };
}
const edge = fc.tuple(fc.nat(15), fc.nat(15), fc.constantFrom(0.7, 0.8, 0.9, 1)).filter(([a, b]) => a !== b);
/** At most one edge for each pair, as every pair has one similarity. */
const graphs = fc.uniqueArray(edge, { maxLength: 40, selector: ([a, b]) => Math.min(a, b) * 16 + Math.max(a, b) });
test('of a chain only what resembles a kept document is merged', () => {
    const chain = edgesOf([
        [0, 1, 0.8],
        [1, 2, 0.9],
        [2, 3, 0.7],
    ]);
    assert.deepEqual(mergeGreedily(chain), [
        { document: 1, into: 0, similarity: 0.8 },
        { document: 3, into: 2, similarity: 0.7 },
    ]);
});
test('the twin is the kept document of the highest similarity, of equal ones the earliest', () => {
    const star = edgesOf([
        [0, 3, 0.7],
        [1, 3, 0.9],
        [2, 3, 0.9],
    ]);
    assert.deepEqual(mergeGreedily(star), [{ document: 3, into: 1, similarity: 0.9 }]);
});
test('every merged document has an edge to a kept, earlier twin, and no edge has both ends kept', () => {
    fc.assert(fc.property(graphs, (graph) => {
        const merges = mergeGreedily(edgesOf(graph));
        const merged = new Set(merges.map(({ document }) => document));
        assert.equal(merged.size, merges.length);
        for (const { document, into, similarity } of merges) {
            assert.ok(into < document && !merged.has(into));
            assert.ok(graph.some(([a, b, s]) => s === similarity && Math.min(a, b) === into && Math.max(a, b) === document));
        }
        for (const [a, b] of graph)
            assert.ok(merged.has(a) || merged.has(b));
    }));
});
test('neither the order of edges, nor of their ends, nor repeats matter', () => {
    const shuffled = graphs.chain((graph) => fc.tuple(fc.constant(graph), fc.shuffledSubarray([...graph, ...graph], { minLength: 2 * graph.length }), fc.array(fc.boolean(), { minLength: 2 * graph.length, maxLength: 2 * graph.length })));
    fc.assert(fc.property(shuffled, ([graph, reordered, turned]) => {
        const other = reordered.map(([a, b, s], i) => (turned[i] === true ? [b, a, s] : [a, b, s]));
        assert.deepEqual(mergeGreedily(edgesOf(other)), mergeGreedily(edgesOf(graph)));
    }));
});
//# sourceMappingURL=cluster.test.js.map