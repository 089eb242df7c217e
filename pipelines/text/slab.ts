/** Memory is asked for in slabs of this size, since V8 needs microseconds for each buffer, however small. */
const slabBytes = 2 ** 20;

let slab = new ArrayBuffer(slabBytes);
let used = 0;

/** `length` zeros. Nobody else has the memory, and it is free once no array of its slab is in use. */
export function allocateInts(length: number): Int32Array {
  if (length * 4 > slabBytes / 8) return new Int32Array(length);
  const start = reserve(length * 4);
  return new Int32Array(slab, start, length);
}

/** `length` zeros of 16 bits, likewise. */
export function allocateUnits(length: number): Uint16Array {
  if (length * 2 > slabBytes / 8) return new Uint16Array(length);
  const start = reserve(length * 2);
  return new Uint16Array(slab, start, length);
}

/** A copy of bytes, likewise. */
export function copyBytes(bytes: Uint8Array): Uint8Array {
  if (bytes.length > slabBytes / 8) return new Uint8Array(bytes);
  const start = reserve(bytes.length);
  const copy = new Uint8Array(slab, start, bytes.length);
  copy.set(bytes);
  return copy;
}

function reserve(bytes: number): number {
  if (used + bytes > slabBytes) {
    slab = new ArrayBuffer(slabBytes);
    used = 0;
  }
  const start = used;
  used += (bytes + 7) & ~7;
  return start;
}
