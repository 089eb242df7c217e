/** A sequence of 32-bit numbers that grows at its end; doubles its memory when it is full. */
export interface Uint32Column {
  readonly length: number;
  push(value: number): void;
  append(values: Uint32Array): void;
  /** The numbers so far, without a copy: not to be used after the next push or append. */
  view(): Uint32Array;
}

export function uint32Column(): Uint32Column {
  let values = new Uint32Array(1024);
  let length = 0;
  function reserve(more: number): void {
    if (length + more <= values.length) return;
    const larger = new Uint32Array(Math.max(2 * values.length, length + more));
    larger.set(values.subarray(0, length));
    values = larger;
  }
  return {
    get length() {
      return length;
    },
    push(value) {
      reserve(1);
      values[length++] = value;
    },
    append(more) {
      reserve(more.length);
      values.set(more, length);
      length += more.length;
    },
    view: () => values.subarray(0, length),
  };
}
