/** Whole numbers in the order they were found. Outside the heap of JavaScript, so that millions cost 4 bytes each. */
export interface IntList {
  /** Longer than what is in use. */
  values: Int32Array;
  used: number;
}

export function newIntList(expected: number): IntList {
  return { values: new Int32Array(Math.max(16, expected)), used: 0 };
}

export function pushInt(list: IntList, value: number): void {
  if (list.used === list.values.length) {
    const grown = new Int32Array(list.values.length * 2);
    grown.set(list.values);
    list.values = grown;
  }
  list.values[list.used++] = value;
}

/** The numbers of a list that will not grow again. */
export function intsOf(list: IntList): Int32Array {
  return list.values.subarray(0, list.used);
}
