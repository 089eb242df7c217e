import { gateText } from '../gate-text.js';
import { escapeMarkup } from '../markup.js';
import { countText, numberText } from '../number-text.js';
import { columnsOf } from '../text-columns.js';
import { code, cut, lineColumns, linkInTable, list, paragraph, preformatted, section } from './blocks.js';
/** Guilty records that are shown of the first gate that failed, and of each further one. */
const mostRecords = 12;
const mostRecordsOfFurther = 4;
const mostFailed = 8;
const mostPassed = 20;
const mostIdColumns = 24;
const mostValueColumns = 28;
/** Gates with what they found, those that failed first, with the records that made them fail. */
export function gatesSection({ dataset, version, gates }) {
    if (gates.length === 0) {
        return section('Gates', [paragraph(`The recipe has none, so ${code('latest')} moves to every version.`)]);
    }
    const failed = [...gates.filter(isError), ...gates.filter(isWarning)];
    const passed = gates.filter((gate) => gate.passed).map((gate) => `passed: ${escapeMarkup(cut(gateText(gate), 160))}`);
    const name = `${dataset}@${version}`;
    return section('Gates', [
        ...failed.slice(0, mostFailed).flatMap((gate, index) => failedGate(name, gate, index)),
        ...rest(failed.length - mostFailed, 'more failed'),
        list(passed.slice(0, mostPassed)),
        ...rest(passed.length - mostPassed, 'more passed'),
    ]);
}
function failedGate(name, gate, index) {
    const word = isError(gate) ? 'FAILED' : 'warning';
    const known = gate.records ?? [];
    const shown = known.slice(0, index === 0 ? mostRecords : mostRecordsOfFurther);
    const [first] = shown;
    const line = list([`<b>${word}:</b> ${escapeMarkup(cut(gateText(gate), 240))}`]);
    if (first === undefined)
        return [line];
    const these = known.length > shown.length ? `${shown.length} of the ${known.length} records` : 'The records';
    return [
        line,
        paragraph(`${these} that made it fail. To see why one is as it is:`),
        paragraph(code(`npx millrace why ${name} --id ${cut(first.id, 40)}`)),
        guiltyTable(name, shown),
        '<br>',
    ];
}
function guiltyTable(name, records) {
    const cells = records.map(({ id, value }) => ({
        id: cut(id, mostIdColumns),
        value: cut(value === null ? '–' : typeof value === 'number' ? numberText(value) : value, mostValueColumns),
    }));
    const widest = (key) => Math.max(key.length, ...cells.map((cell) => columnsOf(cell[key])));
    const sourceColumns = lineColumns - widest('id') - widest('value') - 4;
    const rows = records.map(({ id, source }, index) => {
        const cell = cells[index] ?? { id: '', value: '' };
        const path = `/millrace/why/${encodeURIComponent(name)}?id=${encodeURIComponent(id.toWellFormed())}`;
        const linked = path.length > 200 ? { text: cell.id } : { text: cell.id, html: linkInTable(cell.id, path) };
        return [linked, cut(source, sourceColumns, 'start'), cell.value];
    });
    return preformatted([['id', 'source', 'value'], ...rows], 2);
}
function isError({ passed, severity }) {
    return !passed && severity === 'error';
}
function isWarning({ passed, severity }) {
    return !passed && severity === 'warn';
}
function rest(count, what) {
    return count > 0 ? [paragraph(`${countText(count)} ${what}: the manifest has them.`)] : [];
}
//# sourceMappingURL=gates-section.js.map