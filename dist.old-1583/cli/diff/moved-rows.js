import { readKeyedRows } from './keyed-rows.js';
import { pairRows } from './pair-rows.js';
const chunkRows = 4096;
/** About 30 bytes a row on each side: 250 MB. */
export const mostRowsAtOnce = 4_000_000;
/**
 * Compares two sources by key. Gives what changed: rows of `after` in their order, then those gone, in the order of
 * `before`. Holds at most about `rowsAtOnce` rows of each side, and reads both once for each so many rows there are.
 *
 * Keys are known by 64 bits of hash, XXH64, and content by 32: of n rows about n²/2^65 pairs are mistaken for
 * one another, fewer than one in 10^7 for a million; one changed content in 2^32 goes unseen.
 */
export async function* movedRows(before, after, rowsAtOnce = mostRowsAtOnce) {
    const parts = Math.max(1, Math.ceil(Math.max(before.rows, after.rows) / rowsAtOnce));
    for (let part = 0; part < parts; part++) {
        const left = await readKeyedRows(before, part, parts);
        const right = await readKeyedRows(after, part, parts);
        yield* chunks(movedIn(left, right), left.length);
    }
}
/** Rows that moved; how many did not is for {@link chunks} to count. */
function* movedIn(before, after) {
    const { partner, paired } = pairRows(before, after);
    for (let row = 0; row < after.length; row++) {
        const left = partner[row] ?? -1;
        const now = sideRow(after, row);
        if (left === -1)
            yield { before: null, after: now };
        else if (before.code[left] !== now.code || before.digest[left] !== now.digest)
            yield { before: sideRow(before, left), after: now };
    }
    for (let row = 0; row < before.length; row++)
        if (paired[row] === 0)
            yield { before: sideRow(before, row), after: null };
}
function* chunks(moved, rowsBefore) {
    let unchanged = rowsBefore;
    let rows = [];
    for (const row of moved) {
        if (row.before !== null)
            unchanged--;
        rows.push(row);
        if (rows.length < chunkRows)
            continue;
        yield { rows, unchanged: 0 };
        rows = [];
    }
    yield { rows, unchanged };
}
function sideRow({ ordinal, code, digest }, row) {
    return { ordinal: ordinal[row] ?? 0, code: code[row] ?? 0, digest: digest[row] ?? 0 };
}
//# sourceMappingURL=moved-rows.js.map