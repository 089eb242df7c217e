import { byCodeUnit } from '../../core/code-unit-order.js';
import { unitInterval } from '../../core/seeded-random.js';
import { fateRows } from '../stored-rows.js';
/**
 * Some records of each fate, stage and reason, most frequent first. Which ones is a function of their ids, so the same
 * for every order and number of files. Reads all fates once, about 2 s per million.
 *
 * @param most records of each reason
 */
export async function sampleFates(storage, manifest, most) {
    const samples = new Map();
    for await (const group of fateRows(storage, manifest)) {
        for (const row of group) {
            const key = `${row.fate} ${row.stage} ${row.reason}`;
            let sample = samples.get(key);
            if (sample === undefined) {
                sample = { first: row, count: 0, drawn: [] };
                samples.set(key, sample);
            }
            sample.count++;
            sample.drawn.push({ row, draw: unitInterval(row.id) });
            if (sample.drawn.length >= 2 * most + 64)
                sample.drawn = firstDrawn(sample.drawn, most);
        }
    }
    return [...samples.entries()]
        .sort(([keyA, a], [keyB, b]) => b.count - a.count || byCodeUnit(keyA, keyB))
        .map(([, { first, count, drawn }]) => ({
        fate: first.fate,
        stage: first.stage ?? '',
        reason: first.reason ?? '',
        count,
        rows: firstDrawn(drawn, most).map(({ row }) => row),
    }));
}
/**
 * The largest number of records of each sample with which all together are at most `room`: rare reasons are whole, and
 * frequent ones have equally many.
 */
export function fairShare(samples, room) {
    const counts = samples.map(({ count }) => count).sort((a, b) => a - b);
    let left = room;
    for (const [index, count] of counts.entries()) {
        const share = Math.floor(left / (counts.length - index));
        if (count > share)
            return share;
        left -= count;
    }
    return counts.at(-1) ?? 0;
}
function firstDrawn(drawn, most) {
    return [...drawn]
        .sort((a, b) => a.draw - b.draw || byCodeUnit(a.row.id, b.row.id) || byCodeUnit(a.row.source, b.row.source))
        .slice(0, most);
}
//# sourceMappingURL=fate-sample.js.map