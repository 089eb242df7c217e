/**
 * Pairs rows of equal keys, in time linear in the rows. Of several with one key those pair first that agree in all, then
 * in digest, then in code, then any, each in their order; so the pairs are the same whichever side comes first.
 */
export function pairRows(before, after) {
    const pairs = { partner: new Int32Array(after.length).fill(-1), paired: new Uint8Array(before.length) };
    let [left, right] = [0, 0];
    while (left < before.length && right < after.length) {
        const [leftKey, rightKey] = [highAt(before, left), highAt(after, right)];
        if (leftKey < rightKey)
            left++;
        else if (leftKey > rightKey)
            right++;
        else {
            const leftEnd = endOfRun(before, left);
            const rightEnd = endOfRun(after, right);
            pairRun(before, before.order.subarray(left, leftEnd), after, after.order.subarray(right, rightEnd), pairs);
            left = leftEnd;
            right = rightEnd;
        }
    }
    return pairs;
}
function highAt({ high, order }, place) {
    return high[order[place] ?? 0] ?? 0;
}
function endOfRun(rows, start) {
    let end = start + 1;
    while (end < rows.length && highAt(rows, end) === highAt(rows, start))
        end++;
    return end;
}
/** Pairs rows that agree in one half of the hash by the other. */
function pairRun(before, lefts, after, rights, pairs) {
    const [left = 0, right = 0] = [lefts[0], rights[0]];
    if (lefts.length === 1 && rights.length === 1) {
        if (before.low[left] === after.low[right])
            join(left, right, pairs);
        return;
    }
    const keys = [
        ({ low, code, digest }, row) => `${low[row]} ${code[row]} ${digest[row]}`,
        ({ low, digest }, row) => `${low[row]} ${digest[row]}`,
        ({ low, code }, row) => `${low[row]} ${code[row]}`,
        ({ low }, row) => `${low[row]}`,
    ];
    for (const keyOf of keys) {
        const waiting = new Map();
        for (const row of lefts) {
            if (pairs.paired[row] === 1)
                continue;
            const key = keyOf(before, row);
            const rows = waiting.get(key);
            if (rows === undefined)
                waiting.set(key, [row]);
            else
                rows.push(row);
        }
        for (const rows of waiting.values())
            rows.reverse();
        for (const row of rights) {
            if (pairs.partner[row] !== -1)
                continue;
            const partner = waiting.get(keyOf(after, row))?.pop();
            if (partner !== undefined)
                join(partner, row, pairs);
        }
    }
}
function join(left, right, { partner, paired }) {
    partner[right] = left;
    paired[left] = 1;
}
//# sourceMappingURL=pair-rows.js.map