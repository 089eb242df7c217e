import { allocateInts } from './slab.ts';

/** The most memory that an emptied list keeps: 16 MiB. */
const keptLength = 2 ** 22;

/** Whole numbers in the order they were found. Outside the heap of JavaScript, so that millions cost 4 bytes each. */
export interface IntList {
  /** Longer than what is in use. */
  values: Int32Array;
  used: number;
}

/** An empty list. Meant to be made once and filled for one text after another. */
export function newIntList(): IntList {
  return { values: new Int32Array(1024), used: 0 };
}

export function pushInt(list: IntList, value: number): void {
  if (list.used === list.values.length) {
    const grown = new Int32Array(list.values.length * 2);
    grown.set(list.values);
    list.values = grown;
  }
  list.values[list.used++] = value;
}

/** The numbers of the list, in memory of their own. The list is empty after. */
export function drainInts(list: IntList): Int32Array {
  const numbers = allocateInts(list.used);
  numbers.set(list.values.subarray(0, list.used));
  list.used = 0;
  if (list.values.length > keptLength) list.values = new Int32Array(1024);
  return numbers;
}
