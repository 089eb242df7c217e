/** Where a group of rows ends: at `rows` rows, or before the row that would take its text above `textUnits`. */
export interface GroupLimits {
  readonly rows: number;
  readonly textUnits: number;
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

/** `measure` gives a row's text units. A row longer than the limit makes a group of its own. */
export function groupRows<Row>(limits: GroupLimits, measure: (row: Row) => number): RowGrouper<Row> {
  let group: Row[] = [];
  let units = 0;
  let rows = 0;
  const take = () => {
    const full = group;
    group = [];
    units = 0;
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
        if (group.length > 0 && units + size > limits.textUnits) yield take();
        group.push(row);
        units += size;
        if (group.length >= limits.rows) yield take();
      }
    },
    rest: take,
  };
}
