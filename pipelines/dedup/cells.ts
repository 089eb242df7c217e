import { randomUint32 } from '../../core/seeded-random.ts';
import { type UnitVectors, unitVector } from './unit-vectors.ts';
import { openProducts } from './vector-products.ts';

const rounds = 10;
const documentsOfCell = 1000;
/** As many are compared each with each: about 1.2 s. */
const documentsOfOne = 10_000;
const mostCells = 4096;
/** Documents of a sample for each cell. */
const sampleOfCell = 64;

/** How many cells so many documents fall into: as asked for, else one for each 1,000 documents, and one up to 10,000. */
export function cellCount(documents: number, asked: number): number {
  const wanted = documents <= documentsOfOne ? 1 : Math.ceil(documents / documentsOfCell);
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
    const nearest = openCells(centres, 1);
    const sums = new Float64Array(cells * width);
    for (let row = 0; row < rows; row++) {
      const start = (nearest(sample, row)[0] ?? 0) * width;
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

/** Gives the `probes` cells whose centres are nearest to a vector, the nearest first; of equally near ones the first. */
export function openCells(
  centres: UnitVectors,
  probes: number,
): (vectors: UnitVectors, row: number) => readonly number[] {
  const { width } = centres;
  const cells = width === 0 ? 1 : centres.numbers.length / width;
  if (cells === 1) return () => [0];
  const products = openProducts(centres);
  return ({ numbers }, row) => {
    products.hold(numbers.subarray(row * width, (row + 1) * width));
    const best: { cell: number; product: number }[] = [];
    for (let cell = 0; cell < cells; cell++) {
      const found = products.held(cell);
      if (best.length === probes && found <= (best.at(-1)?.product ?? 0)) continue;
      let at = best.length;
      while (at > 0 && (best[at - 1]?.product ?? 0) < found) at--;
      best.splice(at, 0, { cell, product: found });
      if (best.length > probes) best.pop();
    }
    return best.map(({ cell }) => cell);
  };
}
