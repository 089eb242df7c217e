import { formatByteSize } from '../core/byte-size.js';
import { fatesTable } from '../quality/fates-table.js';
import { familyOf } from '../quality/metric-names.js';
import { countText, numberText } from '../quality/number-text.js';
import { printable, shorten } from '../quality/printable.js';
import { summaryMetrics } from '../quality/summary.js';
import { terminalTable } from '../quality/terminal-table.js';
import { gateLines } from './build/build-summary.js';
/** A version for people: lineage, fates and reasons, gates and what was decided of them, metrics, shards. */
export function versionLines({ manifest, sha256 }, decision) {
    const { dataset, version, parent, lineage } = manifest;
    return [
        `${dataset}@${version}${parent === null ? '' : `, after version ${parent.version}`}`,
        `  manifest  ${sha256}`,
        `  recipe    ${lineage.recipeSha256}`,
        `  code      ${lineage.codeSha256}`,
        `  inputs    ${lineage.inputs.sha256}  ${countText(lineage.inputs.files)} files, ${formatByteSize(lineage.inputs.bytes)}`,
        ...(lineage.tokenizer === null
            ? []
            : [`  tokenizer ${lineage.tokenizer.sha256}  ${countText(lineage.tokenizer.vocabulary)} tokens`]),
        '',
        ...fatesTable({ ...manifest.records, reasons: manifest.reasons }),
        '',
        ...gateLines(manifest, decision),
        ...(manifest.gates.length === 0 ? [] : ['']),
        ...metricTable(manifest.summary),
        '',
        ...shardTable(manifest),
    ];
}
function metricTable(summary) {
    const fixed = summaryMetrics.flatMap(({ name, meaning }) => {
        const value = summary[name];
        return value === undefined ? [] : [[name, numberText(value), meaning]];
    });
    const ofFamilies = Object.entries(summary).flatMap(([name, value]) => {
        const family = familyOf(name)?.family;
        // A label can hold anything, also what a terminal would take for a command.
        return family === undefined ? [] : [[printable(shorten(name, 60)), numberText(value), family.meaning]];
    });
    const rows = [...fixed, ...ofFamilies];
    const columns = [
        { heading: 'metric', align: 'left' },
        { heading: 'value', align: 'right' },
        { heading: 'meaning', align: 'left' },
    ];
    return terminalTable(columns, rows);
}
function shardTable({ shards }) {
    const isImage = shards.some(({ content }) => content === 'images');
    const columns = ['split', 'content', 'rows', isImage ? 'copies' : 'tokens', 'bytes', 'file'].map((heading, i) => ({ heading, align: i > 1 && i < 5 ? 'right' : 'left' }));
    const rows = shards.map(({ split, content, rows, tokens, copies, bytes, file }) => [
        split,
        content,
        countText(rows),
        amountText(isImage ? copies : tokens),
        formatByteSize(bytes),
        file,
    ]);
    return terminalTable(columns, rows);
}
function amountText(count) {
    return count === undefined ? '' : countText(count);
}
//# sourceMappingURL=version-text.js.map