import type { Storage } from '../../storage/storage.ts';
import { lossCurve } from './loss-curve.ts';
import { type ReportRow, type RowFormat, reportRows, type TimingRow, timingRows } from './report-rows.ts';
import { eventFileStart, scalarEvent } from './scalar-events.ts';

/** A run's reports, kept in memory (about 500 bytes each) and written whole to its folder. */
export interface RunLog {
  /** In step order, with those of earlier processes. */
  readonly rows: readonly ReportRow[];
  readonly add: (row: ReportRow, timing: Omit<TimingRow, 'step'>) => void;
  /**
   * Writes `metrics.jsonl`, `timing.jsonl`, `loss.svg` and `events.out.tfevents.0.millrace` (TensorBoard), where
   * something was added. Call it before each checkpoint, so that no report of a step before one can be lost.
   */
  readonly flush: () => Promise<void>;
}

/**
 * Opens the reports of a run that goes on after a step, 0 for a new one. Reports of later steps are left out: their
 * steps are trained again. Throws MillraceError `bad-metrics` where the folder's files were changed.
 */
export async function openRunLog(storage: Storage, folder: string, title: string, step: number): Promise<RunLog> {
  const rows = await readRows(storage, `${folder}/metrics.jsonl`, reportRows, step);
  const timings = await readRows(storage, `${folder}/timing.jsonl`, timingRows, step);
  const timingOf = new Map(timings.map((timing) => [timing.step, timing]));
  const untimed = (of: ReportRow): TimingRow => ({ step: of.step, timeMs: 0, seconds: 0, tokensPerSecond: Number.NaN });
  const events = [eventFileStart(), ...rows.map((row) => scalarEvent(row, timingOf.get(row.step) ?? untimed(row)))];
  let writtenRows = -1;
  return {
    rows,
    add: (row, timing) => {
      const timingRow = { step: row.step, ...timing };
      rows.push(row);
      timings.push(timingRow);
      events.push(scalarEvent(row, timingRow));
    },
    flush: async () => {
      const count = rows.length;
      if (count === writtenRows) return;
      await storage.put(`${folder}/timing.jsonl`, timingRows.encode(timings));
      await storage.put(`${folder}/events.out.tfevents.0.millrace`, Buffer.concat(events));
      await storage.put(`${folder}/loss.svg`, Buffer.from(lossCurve(title, rows)));
      await storage.put(`${folder}/metrics.jsonl`, reportRows.encode(rows));
      writtenRows = count;
    },
  };
}

/** All reports of a run; empty where it has none yet. */
export function readReports(storage: Storage, folder: string): Promise<ReportRow[]> {
  return readRows(storage, `${folder}/metrics.jsonl`, reportRows, Number.POSITIVE_INFINITY);
}

async function readRows<Row extends { readonly step: number }>(
  storage: Storage,
  key: string,
  format: RowFormat<Row>,
  last: number,
): Promise<Row[]> {
  if ((await storage.size(key)) === undefined) return [];
  return format.decode(await storage.get(key), key).filter(({ step }) => step <= last);
}
