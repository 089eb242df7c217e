import { byCodeUnit } from '../core/code-unit-order.ts';
import type { FateRow } from '../core/fate.ts';
import { unitInterval } from '../core/seeded-random.ts';
import { openFateReader } from '../shards/fates.ts';
import type { Manifest } from '../shards/manifest.ts';
import { groupsOf } from '../shards/row-file.ts';
import type { Storage } from '../storage/storage.ts';

/** Fates of one stage and reason: how many there are and some of them. */
export interface ReasonSample {
  readonly fate: FateRow['fate'];
  readonly stage: string;
  readonly reason: string;
  readonly count: number;
  readonly rows: readonly FateRow[];
}

/**
 * Some records of each stage and reason for which records were not kept, most frequent reason first. Which ones is a
 * function of their ids, so the same for every order and number of files. Reads all fates once, about 2 s per million.
 *
 * @param each records of each reason
 */
export async function sampleReasons(storage: Storage, manifest: Manifest, each: number): Promise<ReasonSample[]> {
  const samples = new Map<string, { first: FateRow; count: number; rows: FateRow[] }>();
  for (const { file } of manifest.fates) {
    const reader = await openFateReader(storage, `${manifest.dataset}/${file}`);
    for await (const group of groupsOf(reader)) {
      for (const row of group) {
        if (row.fate === 'kept') continue;
        const key = `${row.fate} ${row.stage} ${row.reason}`;
        const sample = samples.get(key);
        if (sample === undefined) {
          samples.set(key, { first: row, count: 1, rows: [row] });
          continue;
        }
        sample.count++;
        keepFirst(sample.rows, row, each);
      }
    }
  }
  return [...samples.entries()]
    .sort(([keyA, a], [keyB, b]) => b.count - a.count || byCodeUnit(keyA, keyB))
    .map(([, { first, count, rows }]) => ({
      fate: first.fate,
      stage: first.stage ?? '',
      reason: first.reason ?? '',
      count,
      rows,
    }));
}

/** Keeps the `most` rows that come first by a draw of their id, in that order. */
function keepFirst(rows: FateRow[], row: FateRow, most: number): void {
  const last = rows.at(-1);
  if (rows.length >= most && last !== undefined && byDraw(row, last) >= 0) return;
  rows.push(row);
  rows.sort(byDraw);
  if (rows.length > most) rows.pop();
}

function byDraw(a: FateRow, b: FateRow): number {
  return unitInterval(a.id) - unitInterval(b.id) || byCodeUnit(a.id, b.id) || byCodeUnit(a.source, b.source);
}
