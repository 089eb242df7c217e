import { printable, shorten } from './printable.ts';
import { columnsOf } from './text-columns.ts';

/** A column of a table: its heading and on which side its cells stand. */
export interface TableColumn {
  readonly heading: string;
  readonly align: 'left' | 'right';
}

/** Columns of the widest table: also of those whose names people copy, at terminals that have fewer. */
export const widestTable = 100;
/** Less would cut names that people copy. */
const narrowest = 60;

/** Columns of a table for people: 100, or what the terminal has where that is less. */
export function terminalWidth(columns: number | undefined = process.stdout.columns): number {
  return Math.min(widestTable, Math.max(narrowest, columns ?? widestTable));
}

/**
 * Lines of an aligned plain-text table of at most `width` columns, headings first and without trailing spaces.
 * Cells are made printable; where a line would be too long the widest columns are cut, with an ellipsis.
 */
export function terminalTable(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  width = terminalWidth(),
): string[] {
  const cells = [columns.map(({ heading }) => heading), ...rows].map((row) =>
    columns.map((_, index) => printable(row[index] ?? '')),
  );
  const widths = columns.map((_, index) => cells.reduce((most, row) => Math.max(most, columnsOf(row[index] ?? '')), 0));
  const room = width - 2 * (columns.length - 1);
  while (widths.reduce((sum, each) => sum + each, 0) > room) {
    const widest = widths.indexOf(Math.max(...widths));
    const rest = widths.reduce((sum, each, index) => (index === widest ? sum : sum + each), 0);
    const second = Math.max(1, ...widths.filter((_, index) => index !== widest));
    const cut = Math.min((widths[widest] ?? 0) - 1, Math.max(second, room - rest));
    if (cut < 1) break;
    widths[widest] = cut;
  }
  return cells.map((row) =>
    row
      .map((cell, index) => pad(cell, widths[index] ?? 0, columns[index]?.align ?? 'left'))
      .join('  ')
      .trimEnd(),
  );
}

function pad(cell: string, width: number, align: 'left' | 'right'): string {
  let fitting = cell;
  while (columnsOf(fitting) > width) fitting = shorten(cell, fitting.length - 1);
  const space = ' '.repeat(width - columnsOf(fitting));
  return align === 'left' ? fitting + space : space + fitting;
}
