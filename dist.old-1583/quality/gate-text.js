import { changeOf } from './gates.js';
import { countText, numberText } from './number-text.js';
import { printable, shorten } from './printable.js';
const nameLength = 80;
const shownValues = 5;
/**
 * A gate with what it found, in words, on one line:
 *
 * - `kept.ratio is 0.31, at least 0.5 wanted`
 * - `records fell by 31 % from 1,200 in version 4 to 828, at most 20 % wanted`
 * - `drift.length.psi is 0.31 against version 4, at most 0.2 wanted`
 * - `label is missing in 3 rows, none wanted`
 */
export function gateText(gate) {
    if (gate.column !== undefined)
        return columnText(gate, gate.column);
    const found = gate.change === undefined ? plainText(gate) : changeText(gate);
    const wanted = [...changeLimit(gate), ...limits(gate)].join(' and ');
    return `${found}, ${wanted} wanted${reservation(gate)}`;
}
/** What an accepted drift says beside its limits. */
function reservation({ passed, value, max, against }) {
    if (against === undefined || !passed)
        return '';
    if (value !== null && max !== undefined && value > max)
        return ': within the noise of so few values';
    return '';
}
function plainText({ metric, value, against }) {
    const name = shorten(printable(metric), nameLength);
    if (against === null)
        return `${name} has no version before to be compared with`;
    const version = against === undefined ? '' : ` against version ${against}`;
    return `${name} is ${value === null ? 'not measured' : numberText(value)}${version}`;
}
function limits({ min, max }) {
    return [
        ...(min === undefined ? [] : [`at least ${numberText(min)}`]),
        ...(max === undefined ? [] : [`at most ${numberText(max)}`]),
    ];
}
function changeLimit({ change }) {
    if (change === undefined)
        return [];
    const [least, most] = change;
    return [-least === most ? `at most ${percent(most)}` : `${signed(least)} to ${signed(most)}`];
}
function changeText({ metric, value, base, against }) {
    const name = shorten(printable(metric), nameLength);
    if (value === null)
        return `${name} is not measured`;
    const is = `${name} is ${numberText(value)}`;
    if (against === undefined || against === null)
        return `${is} with no version before to be compared with`;
    if (base === undefined || base === null)
        return `${is}, which version ${against} did not measure`;
    if (value === base)
        return `${is} as in version ${against}`;
    const change = changeOf(value, base);
    const moved = Number.isFinite(change) ? ` by ${percent(Math.abs(change))}` : '';
    const verb = value > base ? 'rose' : 'fell';
    return `${name} ${verb}${moved} from ${numberText(base)} in version ${against} to ${numberText(value)}`;
}
function columnText({ test, value, max = 0, accepted = [] }, column) {
    const name = shorten(printable(column), nameLength);
    const names = accepted.slice(0, shownValues).map((text) => shorten(printable(text), nameLength / shownValues));
    const values = `${names.join(', ')}${accepted.length > shownValues ? ', …' : ''}`;
    if (value === 0) {
        if (test === 'accepted')
            return `${name} is one of ${values} wherever it is given`;
        return test === 'unique' ? `${name} is unique` : `${name} is given in every row`;
    }
    const what = { unique: 'repeats', not_null: 'is missing', accepted: `is none of ${values}` }[test ?? 'not_null'];
    const wanted = max === 0 ? 'none wanted' : `at most ${countText(max)} wanted`;
    return `${name} ${what} in ${rowsText(value)}, ${wanted}`;
}
function rowsText(rows) {
    if (rows === null)
        return 'an unknown number of rows';
    return rows === 1 ? '1 row' : `${countText(rows)} rows`;
}
/** A share in percent, with at most one decimal, and a fraction below that as it is. */
function percent(share) {
    const percents = 100 * share;
    return `${numberText(Math.abs(percents) >= 1 ? Number(percents.toFixed(1)) : Number(percents.toPrecision(2)))} %`;
}
function signed(share) {
    return share < 0 ? `−${percent(-share)}` : `+${percent(share)}`;
}
//# sourceMappingURL=gate-text.js.map