import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { mergeWord } from '../../../pipelines/tokenizers/merge-word.js';
import { openPairTable } from '../../../pipelines/tokenizers/pair-table.js';
/** Byte-pair encoding as defined: merge the pair of lowest rank, of these the leftmost, until none is left. */
function mergeSlowly(word, merges, firstId) {
    let symbols = [...word];
    for (;;) {
        const ranks = symbols.map((left, i) => merges.findIndex(([a, b]) => a === left && b === symbols[i + 1]));
        const lowest = Math.min(...ranks.filter((rank) => rank >= 0));
        const at = ranks.indexOf(lowest);
        if (at < 0)
            return symbols;
        symbols = [...symbols.slice(0, at), firstId + lowest, ...symbols.slice(at + 2)];
    }
}
test('short and long words are merged as the definition says', () => {
    const letters = 3;
    // Merge n may join letters and the tokens of the merges before it, as a trained model's do.
    const merges = fc
        .array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 20 })
        .map((pairs) => pairs.map(([a, b], n) => [a % (letters + n), b % (letters + n)]))
        .filter((pairs) => new Set(pairs.map(String)).size === pairs.length);
    const word = fc.array(fc.nat({ max: letters - 1 }), { maxLength: 150, size: 'max' });
    fc.assert(fc.property(merges, word, (pairs, symbols) => {
        const ranks = openPairTable(1);
        for (const [rank, [left, right]] of pairs.entries())
            ranks.set(left, right, rank);
        const compiled = { ranks, merged: Int32Array.from(pairs, (_, rank) => letters + rank) };
        const found = Int32Array.from(symbols);
        const length = mergeWord(found, symbols.length, compiled);
        assert.deepEqual([...found.subarray(0, length)], mergeSlowly(symbols, pairs, letters));
    }), { numRuns: 500 });
});
//# sourceMappingURL=merge-word.test.js.map