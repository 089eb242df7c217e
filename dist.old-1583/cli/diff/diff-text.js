import { canonicalJson } from '../../core/canonical-json.js';
import { isAbove } from '../../quality/drift.js';
import { countText, numberText } from '../../quality/number-text.js';
import { printable, shorten } from '../../quality/printable.js';
import { terminalTable } from '../../quality/terminal-table.js';
import { driftedAbovePsi } from '../../workers/gate-outcome.js';
import { outcomeText } from './fate-moves.js';
const shownMoves = 20;
const shownMetrics = 40;
const shownKeys = 20;
const shownFiles = 5;
/** Metrics that changed by less are counted only. */
const smallChange = 0.01;
/** Two versions side by side for people: where they come from, records and moves, metrics, drift. */
export function diffLines(diff) {
    const parts = [
        [`${nameOf(diff.before)} -> ${nameOf(diff.after)}`],
        diff.same
            ? [`The same recipe, code and inputs; every record has the same ${contentWord(diff)} and the same fate.`]
            : [],
        recipeLines(diff.recipe),
        inputLines(diff.inputs),
        digestLines(diff),
        ...(diff.same ? [] : [countLines(diff), moveLines(diff)]),
        metricLines(diff),
        driftLines(diff),
    ];
    return parts.filter((lines) => lines.length > 0).flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}
function nameOf({ dataset, version }) {
    return `${dataset}@${version}`;
}
function recipeLines(changes) {
    if (changes.length === 0)
        return [];
    const rows = changes
        .slice(0, shownKeys)
        .map(({ path, before, after }) => [path, valueText(before), valueText(after)]);
    const more = changes.length > shownKeys ? [`${changes.length - shownKeys} more keys differ: --json lists them`] : [];
    return [...terminalTable(columnsOf(['recipe', 'before', 'after'], []), rows), ...more];
}
function valueText(value) {
    return value === undefined ? '–' : shorten(canonicalJson(value), 60);
}
function inputLines(inputs) {
    const { before, after, unchanged } = inputs;
    const kinds = ['added', 'removed', 'changed'].filter((kind) => inputs[kind].files > 0);
    if (kinds.length === 0)
        return [];
    const counts = kinds.map((kind) => `${countText(inputs[kind].files)} ${kind}`).join(', ');
    const marks = { added: '+', removed: '-', changed: '~' };
    return [
        `inputs, ${countText(before.files)} then ${countText(after.files)}: ${counts}, ${countText(unchanged)} the same`,
        ...kinds.flatMap((kind) => {
            const { files, examples } = inputs[kind];
            const shown = examples.slice(0, shownFiles).map((path) => `  ${marks[kind]} ${path}`);
            return files > shownFiles ? [...shown, `  ${marks[kind]} and ${countText(files - shownFiles)} more`] : shown;
        }),
    ];
}
function digestLines({ code, tokenizer }) {
    return [
        ...(code.before === code.after ? [] : [`code: ${digestText(code.before)}, then ${digestText(code.after)}`]),
        ...(tokenizer.before === tokenizer.after
            ? []
            : [`tokenizer: ${digestText(tokenizer.before)}, then ${digestText(tokenizer.after)}`]),
    ];
}
function digestText(sha256) {
    return sha256 === null ? 'none' : sha256.slice(0, 12);
}
function countLines({ before, after, counts }) {
    const rows = counts.map((pair) => [pair.name, ...pairTexts(pair)]);
    return terminalTable(columnsOf(['records', nameOf(before), nameOf(after), 'change'], [1, 2, 3]), rows);
}
/** What a record is compared by, as it was read. */
function contentWord({ kind }) {
    return kind === 'image' ? 'file' : 'text';
}
function moveLines({ before, after, moves, unchanged, kind }) {
    const shown = moves.slice(0, shownMoves);
    const rest = moves.slice(shownMoves).reduce((sum, { records }) => sum + records, 0);
    const counts = [...shown.map(({ records }) => records), unchanged].map(countText);
    const width = Math.max(...counts.map((count) => count.length));
    return [
        ...shown.flatMap((move, index) => [
            `${(counts[index] ?? '').padStart(width)}  ${moveText(move, contentWord({ kind }))}`,
            `${' '.repeat(width)}      ${exampleText(move, before, after)}`,
        ]),
        ...(rest === 0
            ? []
            : [`${countText(rest)} more moved in ${moves.length - shownMoves} other ways: --json counts them`]),
        `${(counts.at(-1) ?? '').padStart(width)}  the same ${contentWord({ kind })} and the same fate`,
    ];
}
function moveText({ before, after, records, textChanged }, content) {
    const [was, is] = [outcomeText(before, 'new'), outcomeText(after, 'gone')];
    if (was === is)
        return `${was}, with another ${content}`;
    const changed = textChanged === records ? 'all' : countText(textChanged);
    return `${was} -> ${is}${textChanged === 0 ? '' : `, ${changed} with another ${content}`}`;
}
/** The command that explains a record of a move, in the version where it says more. */
function exampleText({ after, examples }, was, is) {
    const name = nameOf(after === null ? was : is);
    const id = examples.map(beginningOf).find((beginning) => beginning !== '');
    return id === undefined ? `npx millrace fates ${name}` : `npx millrace why ${name} --id ${shellWord(id)}`;
}
/** As much of an id as can be typed; the beginning of one is enough for `why`. */
function beginningOf(id) {
    return printable(id.slice(0, 60)).split('\ufffd')[0] ?? '';
}
function shellWord(text) {
    return /^\w[\w.:/@-]*$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
function metricLines({ before, after, metrics }) {
    const changed = metrics.filter((pair) => pair.before !== pair.after && !/^records$|\.records$/.test(pair.name));
    const large = changed.filter((pair) => Math.abs(relative(pair) ?? 1) >= smallChange);
    const small = changed.length - Math.min(large.length, shownMetrics);
    if (changed.length === 0)
        return [];
    const rows = large.slice(0, shownMetrics).map((pair) => [pair.name, ...pairTexts(pair)]);
    return [
        ...(rows.length === 0
            ? []
            : terminalTable(columnsOf(['metric', nameOf(before), nameOf(after), 'change'], [1, 2, 3]), rows)),
        ...(small === 0
            ? []
            : [`${small} more changed${large.length > shownMetrics ? '' : ' by less than 1 %'}: --json lists them`]),
    ];
}
function driftLines({ drift }) {
    const moved = Object.entries(drift).filter(([, { psi, js }]) => psi > 0 || js > 0);
    if (moved.length === 0)
        return [];
    const rows = moved
        .sort(([, a], [, b]) => b.psi - a.psi)
        .map(([name, distance]) => [
        name,
        ...[distance.psi, distance.js].map(numberText),
        distance.ks === null ? '' : numberText(distance.ks),
        isAbove(distance, driftedAbovePsi) ? 'drifted' : '',
    ]);
    return terminalTable(columnsOf(['drift', 'PSI', 'JS, bits', 'KS', ''], [1, 2, 3]), rows);
}
/** Before, after and change: `1,200`, `840`, `-30 %`. */
function pairTexts(pair) {
    const text = (value) => (value === null ? '–' : numberText(value));
    return [text(pair.before), text(pair.after), changeText(pair)];
}
function changeText(pair) {
    if (pair.before === pair.after)
        return '';
    const share = relative(pair);
    if (share === undefined)
        return '';
    const sign = share > 0 ? '+' : '';
    return `${sign}${numberText(Number((100 * share).toFixed(1)))} %`;
}
/** `after / before − 1`; undefined where there is no such share. */
function relative({ before, after }) {
    return before === null || after === null || before === 0 ? undefined : (after - before) / Math.abs(before);
}
function columnsOf(headings, numeric) {
    return headings.map((heading, i) => ({ heading, align: numeric.includes(i) ? 'right' : 'left' }));
}
//# sourceMappingURL=diff-text.js.map