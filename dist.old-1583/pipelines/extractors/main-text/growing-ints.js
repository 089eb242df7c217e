/** Integers that grow as they are added. */
export class GrowingInts {
    ints;
    length = 0;
    constructor(capacity) {
        this.ints = new Int32Array(capacity);
    }
    push(value) {
        if (this.length === this.ints.length) {
            const larger = new Int32Array(this.ints.length * 2);
            larger.set(this.ints);
            this.ints = larger;
        }
        this.ints[this.length++] = value;
    }
    /** Adds to one that is there. */
    add(at, value) {
        this.ints[at] = this.ints[at] + value;
    }
}
//# sourceMappingURL=growing-ints.js.map