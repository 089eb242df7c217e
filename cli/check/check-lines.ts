import { formatByteSize } from '../../core/byte-size.ts';
import { countText, filesText, shareText } from '../../quality/number-text.ts';
import { terminalTable, terminalWidth } from '../../quality/terminal-table.ts';
import type { SourceSample } from './sample-source.ts';

/** A source of a recipe: its files, and what became of some records in them; null for images. */
export interface CheckedSource {
  readonly format: string;
  readonly path: string;
  readonly files: number;
  readonly bytes: number;
  readonly sample: SourceSample | null;
}

/** A source for people: what it matches, how many of the records that were tried go on, and why the others do not. */
export function sourceLines({ format, path, files, bytes, sample }: CheckedSource, index: number): string[] {
  const found = `sources.${index}  ${format}  ${path}: ${filesText(files)}, ${formatByteSize(bytes)}`;
  if (sample === null) return [found];
  const { records, goOn, ends } = sample;
  if (records === 0) return [found, '  no record in these files'];
  const columns = ['fate', 'stage', 'reason', 'records', 'the first'].map(
    (heading) => ({ heading, align: heading === 'records' ? 'right' : 'left' }) as const,
  );
  const rows = ends.map((end) => [
    ...[end.fate, end.stage, `${end.reason}${end.column === null ? '' : ` (${end.column})`}`],
    ...[countText(end.records), end.source],
  ]);
  return [
    found,
    `  of ${countText(records)} records tried ${countText(goOn)} go on (${shareText(goOn, records)})`,
    ...(rows.length === 0 ? [] : terminalTable(columns, rows, terminalWidth() - 4).map((line) => `    ${line}`)),
  ];
}
