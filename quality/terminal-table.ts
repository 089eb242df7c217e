import { printable, shorten } from './printable.ts';

/** A column of a table: its heading and on which side its cells stand. */
export interface TableColumn {
  readonly heading: string;
  readonly align: 'left' | 'right';
}

/**
 * Lines of an aligned plain-text table of at most `width` columns, headings first and without trailing spaces.
 * Cells are made printable; where a line would be too long the widest columns are cut, with an ellipsis.
 */
export function terminalTable(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  width = 100,
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

/** Columns that a text takes in a terminal: two for East Asian wide characters and emoji, none for combining marks. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) {
    if (/\p{Mark}|\u200b|\u200d/u.test(character)) continue;
    columns += wide.test(character) ? 2 : 1;
  }
  return columns;
}

const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|[\u{20000}-\u{3fffd}]/u;

function pad(cell: string, width: number, align: 'left' | 'right'): string {
  let fitting = cell;
  while (columnsOf(fitting) > width) fitting = shorten(cell, fitting.length - 1);
  const space = ' '.repeat(width - columnsOf(fitting));
  return align === 'left' ? fitting + space : space + fitting;
}
