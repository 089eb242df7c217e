import { countText } from '../../quality/number-text.ts';
import { terminalTable } from '../../quality/terminal-table.ts';

/** What `millrace run` answers of an evaluation, as far as it is told here. */
export interface Judged {
  readonly name: string;
  readonly samples: number;
  readonly metrics: Readonly<Record<string, number>>;
  readonly against: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** Each model that was held against naive Bayes beside it, and which of the two is right more often. */
export function verdictLines(evaluations: readonly Judged[]): string[] {
  return evaluations.flatMap(({ name, samples, metrics, against }) => {
    const baseline = against['naive-bayes'];
    if (baseline === undefined) return [];
    const columns = [
      { heading: `${countText(samples)} mails`, align: 'left' },
      { heading: 'naive Bayes', align: 'right' },
      { heading: name, align: 'right' },
    ] as const;
    const rows = Object.entries(metrics).map(([metric, value]) => [
      metric,
      baseline[metric]?.toFixed(4) ?? '',
      value.toFixed(4),
    ]);
    const [ours = 0, theirs = 0] = [metrics['accuracy'], baseline['accuracy']];
    const verdict =
      ours === theirs
        ? 'Both are right equally often.'
        : `${ours > theirs ? name : 'Naive Bayes'} is right more often.`;
    return [...terminalTable(columns, rows), '', verdict];
  });
}
