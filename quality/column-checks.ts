import { sha256Hex } from '../storage/digest.ts';
import type { Storage } from '../storage/storage.ts';
import { type ColumnGate, documentColumnNames, imageColumnNames } from './gate.ts';
import type { GateResult } from './gates.ts';
import { type DocumentColumn, type DocumentRow, documentCount, documentRows, type Stored } from './stored-rows.ts';
import { countBits, textBits } from './text-bits.ts';

/** A column of the kept documents or images: where it is stored, and its value in a row; null where the row has none. */
export interface Column {
  readonly stored: DocumentColumn;
  readonly read: (row: DocumentRow) => string | null;
}

/** Tells of each row, in the order of all rows, whether it breaks a gate. */
export type Breaks = (row: DocumentRow) => boolean;

/** Why a gate on a column came out as it did. `breaks` begins a new pass over all rows. */
export interface ColumnFinding {
  readonly result: GateResult;
  readonly column: Column;
  readonly breaks: () => Breaks;
}

const ownColumns = {
  text: columnsOf(documentColumnNames),
  image: columnsOf(imageColumnNames),
} as const;

function columnsOf(
  names: readonly (typeof documentColumnNames | typeof imageColumnNames)[number][],
): ReadonlyMap<string, Column> {
  return new Map(names.map((name) => [name, { stored: name, read: (row: DocumentRow) => row[name] }]));
}

/** A record's column by name; a name that is none of its own is one of its metadata. */
function columnNamed(name: string, { shards }: Stored): Column {
  const read = ({ metadata }: DocumentRow) => (Object.hasOwn(metadata, name) ? (metadata[name] ?? null) : null);
  const own = ownColumns[shards.some(({ content }) => content === 'images') ? 'image' : 'text'];
  return own.get(name) ?? { stored: 'metadata', read };
}

/**
 * Holds columns to their gates. A row breaks `unique` where a row before it has its value, and neither `unique` nor
 * `accepted` where it has none.
 *
 * Cost: one read of each column; for `unique` 8 bytes for each row, and where values repeat a second read and about
 * 100 bytes for each value that does.
 */
export async function checkColumns(
  storage: Storage,
  stored: Stored,
  gates: readonly ColumnGate[],
): Promise<Map<ColumnGate, ColumnFinding>> {
  const findings = new Map<ColumnGate, ColumnFinding>();
  for (const gate of gates) findings.set(gate, await checkColumn(storage, stored, gate));
  return findings;
}

async function checkColumn(storage: Storage, stored: Stored, gate: ColumnGate): Promise<ColumnFinding> {
  const column = columnNamed(gate.column, stored);
  const breaks = gate.test === 'unique' ? await repeats(storage, stored, column) : ruleOf(gate, column);
  const value = breaks === undefined ? 0 : await countBreaking(storage, stored, column, breaks());
  const result = { metric: `${gate.test}(${gate.column})`, ...gate, value, passed: value <= gate.max };
  return { result, column, breaks: breaks ?? (() => () => false) };
}

function ruleOf(gate: ColumnGate, { read }: Column): () => Breaks {
  if (gate.test === 'not_null') return () => (row) => read(row) === null;
  const accepted = new Set(gate.accepted);
  return () => (row) => {
    const value = read(row);
    return value !== null && !accepted.has(value);
  };
}

/** The rule of `unique`; undefined where no value repeats. */
async function repeats(storage: Storage, stored: Stored, column: Column): Promise<(() => Breaks) | undefined> {
  const all = new BigUint64Array(documentCount(stored));
  let values = 0;
  for await (const rows of documentRows(storage, stored, [column.stored])) {
    for (const row of rows) {
      const value = column.read(row);
      if (value !== null) all[values++] = textBits(value);
    }
  }
  const repeated = new Set<bigint>();
  for (const [bits, count] of countBits(all.subarray(0, values))) if (count > 1) repeated.add(bits);
  if (repeated.size === 0) return undefined;
  return () => {
    // Texts may be long, and two may share 64 bits: the whole digest stands for each.
    const seen = new Set<string>();
    return (row) => {
      const value = column.read(row);
      if (value === null || !repeated.has(textBits(value))) return false;
      const digest = sha256Hex(value);
      if (seen.has(digest)) return true;
      seen.add(digest);
      return false;
    };
  };
}

async function countBreaking(storage: Storage, stored: Stored, column: Column, breaks: Breaks): Promise<number> {
  let count = 0;
  for await (const rows of documentRows(storage, stored, [column.stored])) {
    for (const row of rows) if (breaks(row)) count++;
  }
  return count;
}
