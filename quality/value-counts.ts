/**
 * How often each whole number from 0 occurs: exact, and the same in whatever order values and parts are added.
 * Memory: 8 bytes for each number up to the largest below 2^20, about 40 for each distinct one above.
 */
export interface ValueCounts {
  /** Adds a value `times` times; about 2 ns below 2^20. */
  readonly add: (value: number, times?: number) => void;
  /** Adds each value of a list, about 1 ns below 2^20. */
  readonly addAll: (values: Uint32Array) => void;
  /** Calls `use` with each value that occurs, from the smallest, and how often it does. */
  readonly each: (use: (value: number, count: number) => void) => void;
  /** As `each`, in a list. */
  readonly entries: () => readonly (readonly [value: number, count: number])[];
}

const denseValues = 2 ** 20;

export function openValueCounts(): ValueCounts {
  let dense = new Float64Array(1024);
  const sparse = new Map<number, number>();
  const grow = (value: number): void => {
    const grown = new Float64Array(Math.min(denseValues, Math.max(2 * dense.length, value + 1)));
    grown.set(dense);
    dense = grown;
  };
  const add = (value: number, times = 1): void => {
    if (value >= denseValues) {
      sparse.set(value, (sparse.get(value) ?? 0) + times);
      return;
    }
    if (value >= dense.length) grow(value);
    dense[value] = (dense[value] ?? 0) + times;
  };
  const each = (use: (value: number, count: number) => void): void => {
    for (let value = 0; value < dense.length; value++) {
      const count = dense[value] as number;
      if (count > 0) use(value, count);
    }
    for (const [value, count] of [...sparse].sort(([a], [b]) => a - b)) use(value, count);
  };
  return {
    add,
    addAll: (values) => {
      let counts = dense;
      for (let place = 0; place < values.length; place++) {
        const value = values[place] as number;
        if (value < counts.length) counts[value] = (counts[value] as number) + 1;
        else {
          add(value);
          counts = dense;
        }
      }
    },
    each,
    entries: () => {
      const all: (readonly [value: number, count: number])[] = [];
      each((value, count) => all.push([value, count]));
      return all;
    },
  };
}

/**
 * Tables of counts as bytes: for each its number of entries, then for each entry how far its value is above the last
 * one's, and its count; all as variable-length integers of 7 bits a byte, the low ones first (LEB128).
 */
export function encodeValueCounts(tables: readonly ValueCounts[]): Uint8Array {
  let bytes = new Uint8Array(2 ** 16);
  let at = 0;
  const push = (integer: number): void => {
    if (at + mostIntegerBytes > bytes.length) {
      const grown = new Uint8Array(2 * bytes.length);
      grown.set(bytes);
      bytes = grown;
    }
    let rest = integer;
    for (; rest >= 128; rest = Math.floor(rest / 128)) bytes[at++] = (rest % 128) | 128;
    bytes[at++] = rest;
  };
  for (const table of tables) {
    let entries = 0;
    table.each(() => entries++);
    push(entries);
    let last = 0;
    table.each((value, count) => {
      push(value - last);
      push(count);
      last = value;
    });
  }
  return bytes.slice(0, at);
}

/** An integer of 53 bits takes eight. */
const mostIntegerBytes = 8;

/** Adds what {@link encodeValueCounts} wrote of as many tables to these. */
export function addEncodedCounts(tables: readonly ValueCounts[], bytes: Uint8Array): void {
  let at = 0;
  const next = (): number => {
    let integer = 0;
    for (let place = 1; ; place *= 128) {
      const byte = bytes[at++];
      if (byte === undefined) throw new RangeError('counts end within an integer');
      integer += (byte & 127) * place;
      if (byte < 128) return integer;
    }
  };
  for (const table of tables) {
    let value = 0;
    for (let entries = next(); entries > 0; entries--) {
      value += next();
      table.add(value, next());
    }
  }
}
