import { byCodeUnit } from '../../core/code-unit-order.ts';
import { MillraceError } from '../../core/errors.ts';
import type { FateName } from '../../core/fate.ts';
import { fateColumns, fateName } from '../../shards/fate-columns.ts';
import type { Manifest } from '../../shards/manifest.ts';
import type { Storage } from '../../storage/storage.ts';
import type { RowSource } from './keyed-rows.ts';
import { type MovedRow, movedRows } from './moved-rows.ts';
import { openTable } from './table-groups.ts';

/** What became of a record; stage and reason are null for kept ones. */
export interface Outcome {
  readonly fate: FateName;
  readonly stage: string | null;
  readonly reason: string | null;
}

/** A record whose fate or text differs: null before where it is new, null after where it is gone. */
export interface MovedRecord {
  readonly id: string;
  readonly before: Outcome | null;
  readonly after: Outcome | null;
  readonly textChanged: boolean;
}

/** Records that moved alike. */
export interface Move {
  readonly before: Outcome | null;
  readonly after: Outcome | null;
  readonly records: number;
  /** Those of them whose text, as it was read, is another. */
  readonly textChanged: number;
  /** Ids of the first few. */
  readonly examples: readonly string[];
}

/** What became of the records of one version in another. */
export interface FateMoves {
  /** Records of equal fate, stage, reason and text. */
  readonly unchanged: number;
  /** Most records first. */
  readonly moves: readonly Move[];
}

const shownExamples = 5;
const columns = ['id', 'fate', 'stage', 'reason', 'textHash'] as const;
const mostOutcomes = 65_000;

/** The records that moved between two versions, some at a time, in the order and at the cost of {@link movedRows}. */
export async function* movedRecords(storage: Storage, before: Manifest, after: Manifest): AsyncGenerator<MovedRecord> {
  const sides = await openSides(storage, before, after);
  for await (const { rows } of movedRows(sides.before, sides.after)) {
    for (const row of rows) {
      yield { id: await sides.idOf(row), ...sides.outcomesOf(row), textChanged: textChanged(row) };
    }
  }
}

/** Counts the records that moved between two versions. Time and memory are those of {@link movedRows}. */
export async function fateMoves(storage: Storage, before: Manifest, after: Manifest): Promise<FateMoves> {
  const sides = await openSides(storage, before, after);
  const counted = new Map<string, { row: MovedRow; records: number; textChanged: number; examples: string[] }>();
  let unchanged = 0;
  for await (const chunk of movedRows(sides.before, sides.after)) {
    unchanged += chunk.unchanged;
    for (const row of chunk.rows) {
      const key = `${row.before?.code} ${row.after?.code}`;
      const move = counted.get(key) ?? { row, records: 0, textChanged: 0, examples: [] };
      if (move.records === 0) counted.set(key, move);
      move.records++;
      if (textChanged(row)) move.textChanged++;
      // Read as they are met, since they lie in order then: a column is read in groups of rows.
      if (move.examples.length < shownExamples) move.examples.push(await sides.idOf(row));
    }
  }
  const moves = [...counted.values()].map(({ row, ...counts }): Move => ({ ...sides.outcomesOf(row), ...counts }));
  return { unchanged, moves: moves.sort(byRecords) };
}

function byRecords(a: Move, b: Move): number {
  const name = ({ before, after }: Move): string =>
    [before, after].map((outcome) => outcomeText(outcome, '')).join('\n');
  return b.records - a.records || byCodeUnit(name(a), name(b));
}

/** An outcome in words: `kept`, `dropped (gopher-quality.gopher_short_doc)`; `none` where there is none. */
export function outcomeText(outcome: Outcome | null, none: string): string {
  if (outcome === null) return none;
  return outcome.stage === null ? outcome.fate : `${outcome.fate} (${outcome.stage}.${outcome.reason})`;
}

function textChanged({ before, after }: MovedRow): boolean {
  return before !== null && after !== null && before.digest !== after.digest;
}

async function openSides(storage: Storage, before: Manifest, after: Manifest) {
  const outcomes: Outcome[] = [];
  const codes = new Map<string, number>();
  const codeOf = (outcome: Outcome): number => {
    const key = `${outcome.fate}\0${outcome.stage}\0${outcome.reason}`;
    const known = codes.get(key);
    if (known !== undefined) return known;
    if (outcomes.length === mostOutcomes) {
      throw new MillraceError('bad-file', `the fates hold more than ${mostOutcomes} different reasons`);
    }
    codes.set(key, outcomes.length);
    return outcomes.push(outcome) - 1;
  };
  const open = async ({ dataset, fates }: Manifest) => {
    const table = await openTable(
      storage,
      fates.map(({ file }) => `${dataset}/${file}`),
      fateColumns,
    );
    const source: RowSource = {
      rows: table.rows,
      read: async function* () {
        for await (const rows of table.read(columns))
          yield rows.map(({ id, fate, stage, reason, textHash }) => ({
            key: id,
            code: codeOf({ fate: fateName(fate), stage, reason }),
            digest: textDigest(textHash),
          }));
      },
    };
    return { table, source };
  };
  const [left, right] = [await open(before), await open(after)];
  const outcomeOf = (side: MovedRow['before']): Outcome | null =>
    side === null ? null : (outcomes[side.code] ?? null);
  return {
    before: left.source,
    after: right.source,
    idOf: async ({ before, after }: MovedRow): Promise<string> => {
      const id = after === null ? left.table.valueAt('id', before.ordinal) : right.table.valueAt('id', after.ordinal);
      return (await id) ?? '';
    },
    outcomesOf: (row: MovedRow) => ({ before: outcomeOf(row.before), after: outcomeOf(row.after) }),
  };
}

/** 32 bits of a text's hash; 0 for a record without a text. */
function textDigest(textHash: string | null): number {
  return textHash === null ? 0 : Math.max(1, Number.parseInt(textHash.slice(0, 8), 16) || 1);
}
