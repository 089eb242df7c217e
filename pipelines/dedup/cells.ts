import { randomUint32 } from '../../core/seeded-random.ts';
import { product, type UnitVectors, unitVector } from './unit-vectors.ts';

const rounds = 10;
const documentsOfCell = 1000;
const mostCells = 4096;
/** Documents of a sample for each cell. */
const sampleOfCell = 64;

/** How many cells so many documents fall into: as asked for, else one for each 1,000 documents, and one up to 2,000. */
export function cellCount(documents: number, asked: number): number {
  const wanted = documents <= 2 * documentsOfCell ? 1 : Math.ceil(documents / documentsOfCell);
  return Math.max(1, Math.min(asked === 0 ? wanted : asked, documents, mostCells));
}

/** Numbers of the documents that cells are learned from, evenly spaced over all of them. */
export function sampledDocuments(documents: number, cells: number): Uint32Array {
  const wanted = cells === 1 ? 0 : Math.min(documents, cells * sampleOfCell);
  return Uint32Array.from({ length: wanted }, (_, place) => Math.floor((place * documents) / wanted));
}

/**
 * Centres of `cells` cells by spherical k-means over a sample: ten rounds, from members of the sample that the seed
 * draws. Sums are of whole numbers, so they are exact. Dhillon and Modha 2001. Cost: 10 · sample · cells products.
 */
export function learnCells(sample: UnitVectors, cells: number, seed: number): UnitVectors {
  const { width, numbers } = sample;
  const rows = numbers.length / width;
  const centres: UnitVectors = { width, numbers: new Int16Array(cells * width) };
  const draws = Uint32Array.from({ length: rows }, (_, row) => randomUint32(seed, row));
  const order = Uint32Array.from(draws.keys()).sort((a, b) => (draws[a] ?? 0) - (draws[b] ?? 0) || a - b);
  for (let cell = 0; cell < Math.min(cells, rows); cell++) {
    const row = order[cell] ?? 0;
    centres.numbers.set(numbers.subarray(row * width, (row + 1) * width), cell * width);
  }
  for (let round = 0; round < rounds; round++) {
    const sums = new Float64Array(cells * width);
    for (let row = 0; row < rows; row++) {
      const start = cellOf(sample, row, centres) * width;
      for (let place = 0; place < width; place++) {
        sums[start + place] = (sums[start + place] ?? 0) + (numbers[row * width + place] ?? 0);
      }
    }
    for (let cell = 0; cell < cells; cell++) {
      const sum = sums.subarray(cell * width, (cell + 1) * width);
      // A cell that has lost its members keeps its centre.
      if (sum.some((value) => value !== 0)) centres.numbers.set(unitVector(sum), cell * width);
    }
  }
  return centres;
}

/** The cell whose centre is nearest to a vector; of equally near ones the first. */
export function cellOf(vectors: UnitVectors, row: number, centres: UnitVectors): number {
  const cells = centres.numbers.length / centres.width;
  if (cells <= 1) return 0;
  let best = 0;
  let most = Number.NEGATIVE_INFINITY;
  for (let cell = 0; cell < cells; cell++) {
    const found = product(vectors, row, centres, cell);
    if (found <= most) continue;
    most = found;
    best = cell;
  }
  return best;
}
