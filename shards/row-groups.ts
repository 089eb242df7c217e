/**
 * Where a group of rows ends: at `rows` rows, or before the row that would take its text above `textBytes`; with `early`
 * also where its rows are a multiple of `early.rows` and its text is `early.textBytes` at least.
 */
export interface GroupLimits {
  readonly rows: number;
  readonly textBytes: number;
  readonly early?: { readonly rows: number; readonly textBytes: number };
}

/** Regroups rows so that the groups depend on the rows alone, not on how they arrive. */
export interface RowGrouper<Row> {
  /** Rows taken. */
  readonly rows: number;
  /** Takes rows; gives the groups that are full. */
  add(rows: Iterable<Row>): Generator<readonly Row[]>;
  /** The rows that are left, at most one group. */
  rest(): readonly Row[];
}

/** `measure` gives the bytes of a row's text. A row longer than the limit makes a group of its own. */
export function groupRows<Row>(limits: GroupLimits, measure: (row: Row) => number): RowGrouper<Row> {
  let group: Row[] = [];
  const { early } = limits;
  let bytes = 0;
  let rows = 0;
  const take = () => {
    const full = group;
    group = [];
    bytes = 0;
    return full;
  };
  return {
    get rows() {
      return rows;
    },
    *add(more) {
      for (const row of more) {
        rows++;
        const size = measure(row);
        if (group.length > 0 && bytes + size > limits.textBytes) yield take();
        group.push(row);
        bytes += size;
        const isEarly = early !== undefined && bytes >= early.textBytes && group.length % early.rows === 0;
        if (isEarly || group.length >= limits.rows) yield take();
      }
    },
    rest: take,
  };
}
