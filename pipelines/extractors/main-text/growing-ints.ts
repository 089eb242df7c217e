/** Integers that grow as they are added. */
export class GrowingInts {
  ints: Int32Array;
  length = 0;

  constructor(capacity: number) {
    this.ints = new Int32Array(capacity);
  }

  push(value: number): void {
    if (this.length === this.ints.length) {
      const larger = new Int32Array(this.ints.length * 2);
      larger.set(this.ints);
      this.ints = larger;
    }
    this.ints[this.length++] = value;
  }

  /** Adds to one that is there. */
  add(at: number, value: number): void {
    this.ints[at] = (this.ints[at] as number) + value;
  }
}
