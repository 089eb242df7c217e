import xxhash from 'xxhash-wasm';

const { h64 } = await xxhash();

/**
 * A row to compare: `key` is what it is known by; `code` in [0, 65,535) is what became of it; `digest`, 32 bits, is of
 * what it holds.
 */
export interface KeyedRow {
  readonly key: string;
  readonly code: number;
  readonly digest: number;
}

/** Rows that can be read again, in the same order. */
export interface RowSource {
  readonly rows: number;
  readonly read: () => AsyncIterable<readonly KeyedRow[]>;
}

/** Some rows of a source as columns, in its order; 22 bytes a row. Keys are kept as 64 bits of hash. */
export interface KeyedRows {
  readonly length: number;
  readonly high: Uint32Array;
  readonly low: Uint32Array;
  readonly code: Uint16Array;
  readonly digest: Uint32Array;
  /** Place of each row in its source. */
  readonly ordinal: Uint32Array;
  /** Places in these columns, by ascending `high`. */
  readonly order: Uint32Array;
}

/** Those rows of a source whose key's hash falls to `part` of `parts`: equal keys fall together. */
export async function readKeyedRows(source: RowSource, part: number, parts: number): Promise<KeyedRows> {
  let columns = allocate(Math.ceil(parts === 1 ? source.rows : (1.1 * source.rows) / parts) + 1024);
  let length = 0;
  let ordinal = 0;
  for await (const rows of source.read()) {
    if (length + rows.length > columns.high.length) columns = grown(columns, 2 * (length + rows.length));
    for (const { key, code, digest } of rows) {
      const hash = h64(key);
      const low = Number(hash & 0xffff_ffffn);
      if (low % parts === part) {
        columns.low[length] = low;
        columns.high[length] = Number(hash >> 32n);
        columns.code[length] = code;
        columns.digest[length] = digest;
        columns.ordinal[length] = ordinal;
        length++;
      }
      ordinal++;
    }
  }
  return { ...columns, length, order: orderOf(columns.high, length) };
}

type Columns = Omit<KeyedRows, 'length' | 'order'>;

function allocate(rows: number): Columns {
  return {
    high: new Uint32Array(rows),
    low: new Uint32Array(rows),
    code: new Uint16Array(rows),
    digest: new Uint32Array(rows),
    ordinal: new Uint32Array(rows),
  };
}

function grown(columns: Columns, rows: number): Columns {
  const larger = allocate(rows);
  for (const name of ['high', 'low', 'code', 'digest', 'ordinal'] as const) larger[name].set(columns[name]);
  return larger;
}

/** Radix sort, stable: two rounds of 16 bits. */
function orderOf(keys: Uint32Array, length: number): Uint32Array {
  let from = Uint32Array.from({ length }, (_, index) => index);
  let to = new Uint32Array(length);
  for (const shift of [0, 16]) {
    const starts = new Uint32Array(65_537);
    for (let i = 0; i < length; i++) {
      const next = (((keys[i] ?? 0) >>> shift) & 0xffff) + 1;
      starts[next] = (starts[next] ?? 0) + 1;
    }
    for (let i = 1; i < starts.length; i++) starts[i] = (starts[i] ?? 0) + (starts[i - 1] ?? 0);
    for (let i = 0; i < length; i++) {
      const place = from[i] ?? 0;
      const bucket = ((keys[place] ?? 0) >>> shift) & 0xffff;
      const target = starts[bucket] ?? 0;
      to[target] = place;
      starts[bucket] = target + 1;
    }
    [from, to] = [to, from];
  }
  return from;
}
