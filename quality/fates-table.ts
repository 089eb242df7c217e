import { byCodeUnit } from '../core/code-unit-order.ts';
import { fateNames } from '../core/fate.ts';
import type { Ledger } from '../core/ledger.ts';
import { countText, shareText } from './number-text.ts';
import { terminalTable, terminalWidth } from './terminal-table.ts';

/** A stage and reason with the number of records that left for it. */
export interface ReasonCount {
  readonly stage: string;
  readonly reason: string;
  readonly count: number;
}

/** The reasons of a ledger, most frequent first. Its keys are `stage.reason`; a stage's name has no point. */
export function reasonCounts(reasons: Ledger['reasons']): ReasonCount[] {
  return Object.entries(reasons)
    .sort(([keyA, a], [keyB, b]) => b - a || byCodeUnit(keyA, keyB))
    .map(([key, count]) => {
      const point = key.indexOf('.');
      return { stage: key.slice(0, point), reason: key.slice(point + 1), count };
    });
}

/** Lines for a terminal: what became of the records, then why, most frequent reason first; at most `width` columns. */
export function fatesTable(
  { reasons, ...records }: Pick<Ledger, 'in' | 'kept' | 'dropped' | 'merged' | 'quarantined' | 'reasons'>,
  width = terminalWidth(),
): string[] {
  const row = (name: string, count: number) => [name, countText(count), shareText(count, records.in)];
  const outcome = terminalTable(
    [
      { heading: 'records', align: 'left' },
      { heading: countText(records.in), align: 'right' },
      { heading: '', align: 'right' },
    ],
    fateNames.map((fate) => row(fate, records[fate])),
    width,
  );
  const why = reasonCounts(reasons);
  if (why.length === 0) return outcome;
  const table = terminalTable(
    [
      { heading: 'stage', align: 'left' },
      { heading: 'reason', align: 'left' },
      { heading: 'records', align: 'right' },
      { heading: 'share', align: 'right' },
    ],
    why.map(({ stage, reason, count }) => [stage, ...row(reason, count)]),
    width,
  );
  return [...outcome, '', ...table];
}
