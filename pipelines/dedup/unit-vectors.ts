/** The number that stands for 1. */
const one = 32767;

/**
 * A vector's direction, as 16-bit whole numbers: of length 32767, so that products of vectors are exact whatever their
 * order, and equal on every machine. A component is off by 1/65534 at most. A vector of zeros stays one.
 */
export function unitVector(vector: Float32Array | Float64Array): Int16Array {
  let squares = 0;
  for (const value of vector) squares += value * value;
  const scale = squares === 0 ? 0 : one / Math.sqrt(squares);
  return Int16Array.from(vector, (value) => Math.round(value * scale));
}

/** Vectors that lie one after another, `width` numbers each. */
export interface UnitVectors {
  readonly width: number;
  readonly numbers: Int16Array;
}

/** Vectors of several parts, one part after another. */
export function joinVectors(parts: readonly UnitVectors[]): UnitVectors {
  const numbers = new Int16Array(parts.reduce((sum, part) => sum + part.numbers.length, 0));
  let at = 0;
  for (const part of parts) {
    numbers.set(part.numbers, at);
    at += part.numbers.length;
  }
  return { width: parts.find(({ width }) => width > 0)?.width ?? 0, numbers };
}

/** The product of vector `a` of some and `b` of others, exact. */
export function product(some: UnitVectors, a: number, others: UnitVectors, b: number): number {
  const { width, numbers } = some;
  const left = a * width;
  const right = b * width;
  let sum = 0;
  for (let place = 0; place < width; place++) {
    sum += (numbers[left + place] ?? 0) * (others.numbers[right + place] ?? 0);
  }
  return sum;
}

/** Lengths of all vectors. */
export function lengthsOf(vectors: UnitVectors): Float64Array {
  const count = vectors.numbers.length / vectors.width;
  return Float64Array.from({ length: count }, (_, row) => Math.sqrt(product(vectors, row, vectors, row)));
}

/** The cosine of an angle, to six digits, from a product and the lengths of both; 0 where one has none. */
export function cosine(product: number, length: number, otherLength: number): number {
  const both = length * otherLength;
  return both === 0 ? 0 : Math.round((product / both) * 1e6) / 1e6;
}
