/** Whether a failed gate holds `latest` back, or is only told. dbt's words. */
export type Severity = 'error' | 'warn';

/**
 * Holds a number of a version's summary, or of its drift (`drift.length.psi`), to limits.
 *
 * - `min`, `max`: least and greatest value that passes.
 * - `change`: least and greatest `value / base − 1`, where `base` is the value in the last good version.
 */
export interface MetricGate {
  readonly metric: string;
  readonly min?: number;
  readonly max?: number;
  readonly change?: readonly [number, number];
  readonly severity: Severity;
}

/**
 * Holds a column of the kept documents to a rule: `id`, `text`, `label`, or the name of a metadata column; of kept
 * images `id`, `label`, `caption` or `format`. Augmented copies are not looked at.
 *
 * - `test`: no two rows have the same value; every row has one; every value that there is is one of `accepted`.
 * - `max`: how many rows may break the rule.
 */
export interface ColumnGate {
  readonly column: string;
  readonly test: 'unique' | 'not_null' | 'accepted';
  readonly accepted?: readonly string[];
  readonly max: number;
  readonly severity: Severity;
}

export type Gate = MetricGate | ColumnGate;

/** The columns that every document has, labels among them; others are metadata. */
export const documentColumnNames = ['id', 'text', 'label'] as const;

/** The columns that every image has; others are metadata. */
export const imageColumnNames = ['id', 'label', 'caption', 'format'] as const;
