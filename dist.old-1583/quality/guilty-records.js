import { byCodeUnit } from '../core/code-unit-order.js';
import { documentRows, fateRows } from './stored-rows.js';
/** Most records that a gate names. */
export const mostGuilty = 20;
const idLength = 200;
const textLength = 100;
/**
 * Some of the records that each of some gates is to blame on: the greatest weight first, then by id and source.
 * Reads fates and documents at most once for all; holds one row group and 20 records for each.
 */
export async function guiltyRecords(storage, stored, suspects) {
    const found = suspects.map(() => []);
    if (suspects.some(({ from }) => from === 'fates')) {
        for await (const rows of fateRows(storage, stored)) {
            for (const row of rows) {
                for (const [place, each] of suspects.entries()) {
                    if (each.from === 'fates')
                        keepWorst(found[place], row, each.blame(row));
                }
            }
        }
    }
    const columns = suspects.flatMap((each) => (each.from === 'documents' ? each.columns : []));
    if (suspects.some(({ from }) => from === 'documents')) {
        for await (const rows of documentRows(storage, stored, [...new Set([...columns, 'id', 'source'])])) {
            for (const row of rows) {
                for (const [place, each] of suspects.entries()) {
                    if (each.from === 'documents')
                        keepWorst(found[place], row, each.blame(row));
                }
            }
        }
    }
    return found.map((records) => records.map(shown));
}
/** Keeps the 20 worst, in order. */
function keepWorst(worst, { id, source }, blame) {
    if (worst === undefined || blame === undefined)
        return;
    const record = { ...blame, id, source };
    const last = worst.at(-1);
    if (worst.length >= mostGuilty && last !== undefined && byGuilt(record, last) >= 0)
        return;
    const place = worst.findIndex((other) => byGuilt(record, other) < 0);
    worst.splice(place < 0 ? worst.length : place, 0, record);
    if (worst.length > mostGuilty)
        worst.pop();
}
function byGuilt(a, b) {
    return b.weight - a.weight || byCodeUnit(a.id, b.id) || byCodeUnit(a.source, b.source);
}
/** The beginning of a long id still finds its record. */
function shown({ id, source, value }) {
    const said = typeof value === 'string' ? cut(value, textLength) : value;
    return { id: cut(id, idLength), source: cut(source, idLength), value: said };
}
function cut(text, length) {
    return text.length <= length ? text : text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
}
//# sourceMappingURL=guilty-records.js.map