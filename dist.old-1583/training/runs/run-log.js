import { lossCurve } from './loss-curve.js';
import { reportRows, timingRows } from './report-rows.js';
import { eventFileStart, scalarEvent } from './scalar-events.js';
/**
 * Opens the reports of a run that goes on after a step, 0 for a new one. Reports of later steps are left out: their
 * steps are trained again. Throws MillraceError `bad-metrics` where the folder's files were changed.
 */
export async function openRunLog(storage, folder, title, step) {
    const rows = await readRows(storage, `${folder}/metrics.jsonl`, reportRows, step);
    const timings = await readRows(storage, `${folder}/timing.jsonl`, timingRows, step);
    const timingOf = new Map(timings.map((timing) => [timing.step, timing]));
    const untimed = (of) => ({ step: of.step, timeMs: 0, seconds: 0, tokensPerSecond: Number.NaN });
    const events = [eventFileStart(), ...rows.map((row) => scalarEvent(row, timingOf.get(row.step) ?? untimed(row)))];
    let writtenRows = -1;
    return {
        rows,
        add: (row, timing) => {
            const timingRow = { step: row.step, ...timing };
            rows.push(row);
            timings.push(timingRow);
            events.push(scalarEvent(row, timingRow));
        },
        flush: async () => {
            const count = rows.length;
            if (count === writtenRows)
                return;
            await storage.put(`${folder}/timing.jsonl`, timingRows.encode(timings));
            await storage.put(`${folder}/events.out.tfevents.0.millrace`, Buffer.concat(events));
            await storage.put(`${folder}/loss.svg`, Buffer.from(lossCurve(title, rows)));
            await storage.put(`${folder}/metrics.jsonl`, reportRows.encode(rows));
            writtenRows = count;
        },
    };
}
/** All reports of a run; empty where it has none yet. */
export function readReports(storage, folder) {
    return readRows(storage, `${folder}/metrics.jsonl`, reportRows, Number.POSITIVE_INFINITY);
}
async function readRows(storage, key, format, last) {
    if ((await storage.size(key)) === undefined)
        return [];
    return format.decode(await storage.get(key), key).filter(({ step }) => step <= last);
}
//# sourceMappingURL=run-log.js.map