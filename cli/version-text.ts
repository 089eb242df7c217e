import { formatByteSize } from '../core/byte-size.ts';
import { fatesTable } from '../quality/fates-table.ts';
import { familyOf } from '../quality/metric-names.ts';
import { countText, filesText, numberText } from '../quality/number-text.ts';
import { printable, shorten } from '../quality/printable.ts';
import { summaryMetrics } from '../quality/summary.ts';
import { terminalTable } from '../quality/terminal-table.ts';
import type { StoredManifest } from '../shards/catalogue.ts';
import type { Decision } from '../shards/decision.ts';
import { gateLines } from './build/build-summary.ts';

/** A version for people: lineage, fates and reasons, gates and what was decided of them, metrics, shards. */
export function versionLines({ manifest, sha256 }: StoredManifest, decision: Decision | undefined): string[] {
  const { dataset, version, parent, lineage } = manifest;
  return [
    `${dataset}@${version}${parent === null ? '' : `, after version ${parent.version}`}`,
    `  manifest  ${sha256}`,
    `  recipe    ${lineage.recipeSha256}`,
    `  code      ${lineage.codeSha256}`,
    `  inputs    ${lineage.inputs.sha256}  ${filesText(lineage.inputs.files)}, ${formatByteSize(lineage.inputs.bytes)}`,
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

function metricTable(summary: Readonly<Record<string, number>>): string[] {
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
  ] as const;
  return terminalTable(columns, rows);
}

function shardTable({ shards }: StoredManifest['manifest']): string[] {
  const isImage = shards.some(({ content }) => content === 'images');
  const columns = ['split', 'content', 'rows', isImage ? 'copies' : 'tokens', 'bytes', 'file'].map(
    (heading, i) => ({ heading, align: i > 1 && i < 5 ? 'right' : 'left' }) as const,
  );
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

function amountText(count: number | undefined): string {
  return count === undefined ? '' : countText(count);
}
