import { byCodeUnit } from '../core/code-unit-order.ts';
import type { FateRow } from '../core/fate.ts';
import type { Storage } from '../storage/storage.ts';
import type { GateResult } from './gates.ts';
import { type DocumentColumn, type DocumentRow, documentRows, fateRows, type Stored } from './stored-rows.ts';

/** How much a record is to blame for a failed gate, and what was measured of it. The greatest weights are shown. */
export interface Blame {
  readonly weight: number;
  readonly value: number | string | null;
}

/** Which records made a gate fail. `columns`: what `blame` reads of a document, beside its id and source. */
export type Suspects =
  | { readonly from: 'fates'; readonly blame: (fate: FateRow) => Blame | undefined }
  | {
      readonly from: 'documents';
      readonly columns: readonly DocumentColumn[];
      readonly blame: (document: DocumentRow) => Blame | undefined;
    };

export type GuiltyRecord = NonNullable<GateResult['records']>[number];

/** Most records that a gate names. */
export const mostGuilty = 20;
const idLength = 200;
const textLength = 100;

interface Found extends Blame {
  readonly id: string;
  readonly source: string;
}

/**
 * Some of the records that each of some gates is to blame on: the greatest weight first, then by id and source.
 * Reads fates and documents at most once for all; holds one row group and 20 records for each.
 */
export async function guiltyRecords(
  storage: Storage,
  stored: Stored,
  suspects: readonly Suspects[],
): Promise<readonly (readonly GuiltyRecord[])[]> {
  const found: Found[][] = suspects.map(() => []);
  if (suspects.some(({ from }) => from === 'fates')) {
    for await (const rows of fateRows(storage, stored)) {
      for (const row of rows) {
        for (const [place, each] of suspects.entries()) {
          if (each.from === 'fates') keepWorst(found[place], row, each.blame(row));
        }
      }
    }
  }
  const columns = suspects.flatMap((each) => (each.from === 'documents' ? each.columns : []));
  if (suspects.some(({ from }) => from === 'documents')) {
    for await (const rows of documentRows(storage, stored, [...new Set([...columns, 'id', 'source'] as const)])) {
      for (const row of rows) {
        for (const [place, each] of suspects.entries()) {
          if (each.from === 'documents') keepWorst(found[place], row, each.blame(row));
        }
      }
    }
  }
  return found.map((records) => records.map(shown));
}

/** Keeps the 20 worst, in order. */
function keepWorst(worst: Found[] | undefined, { id, source }: { id: string; source: string }, blame?: Blame): void {
  if (worst === undefined || blame === undefined) return;
  const record = { ...blame, id, source };
  const last = worst.at(-1);
  if (worst.length >= mostGuilty && last !== undefined && byGuilt(record, last) >= 0) return;
  const place = worst.findIndex((other) => byGuilt(record, other) < 0);
  worst.splice(place < 0 ? worst.length : place, 0, record);
  if (worst.length > mostGuilty) worst.pop();
}

function byGuilt(a: Found, b: Found): number {
  return b.weight - a.weight || byCodeUnit(a.id, b.id) || byCodeUnit(a.source, b.source);
}

/** The beginning of a long id still finds its record. */
function shown({ id, source, value }: Found): GuiltyRecord {
  const said = typeof value === 'string' ? cut(value, textLength) : value;
  return { id: cut(id, idLength), source: cut(source, idLength), value: said };
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
}
