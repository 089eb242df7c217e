/** A long sequence of 32-bit numbers that grows at its end, in blocks: nothing is moved as it grows. */
export interface Uint32Blocks {
  readonly length: number;
  append(values: Uint32Array): void;
  /** The numbers so far in order, without a copy. */
  parts(): readonly Uint32Array[];
}

const firstLength = 2 ** 12;
const greatestLength = 2 ** 18;

export function uint32Blocks(): Uint32Blocks {
  const full: Uint32Array[] = [];
  let block = new Uint32Array(0);
  let used = 0;
  let length = 0;
  return {
    get length() {
      return length;
    },
    append(values) {
      length += values.length;
      for (let from = 0; from < values.length; ) {
        if (used === block.length) {
          if (used > 0) full.push(block);
          block = new Uint32Array(Math.min(Math.max(firstLength, 2 * used), greatestLength));
          used = 0;
        }
        const part = values.subarray(from, from + block.length - used);
        block.set(part, used);
        used += part.length;
        from += part.length;
      }
    },
    parts: () => [...full, block.subarray(0, used)],
  };
}
