import { randomUint32 } from '../../core/seeded-random.ts';
import { mix } from './mix.ts';
import { permutationKernel } from './permute.ts';

/** How signatures are made and banded. Signatures are comparable where all three are equal. */
export interface Banding {
  readonly bands: number;
  /** Permutations in a band. */
  readonly rows: number;
  readonly seed: number;
}

/**
 * MinHash signatures of shingle sets: for each of `bands · rows` permutations of the 32-bit numbers, the smallest image
 * of the set. Two sets have equal numbers at a place with a probability of their Jaccard similarity.
 *
 * Source: A. Broder, "On the resemblance and containment of documents", 1997; the permutations are linear modulo 2³²,
 * of shingles that are hashes already.
 */
export function signer({ bands, rows, seed }: Banding): (shingles: Uint32Array) => Uint32Array {
  const factors = new Uint32Array(bands * rows);
  const summands = new Uint32Array(bands * rows);
  for (let i = 0; i < factors.length; i++) {
    factors[i] = randomUint32(seed, 2 * i) | 1;
    summands[i] = randomUint32(seed, 2 * i + 1);
  }
  return permutationKernel({ factors, summands });
}

/**
 * One 64-bit hash for each band of a signature. Documents are candidates where the hashes of any band are equal.
 * Different rows have equal hashes with a probability of 2⁻⁶⁴.
 */
export function bandHashes(signature: Uint32Array, banding: Banding): BigUint64Array {
  const hashes = new BigUint64Array(banding.bands);
  writeBandHashes(signature, banding, new Uint32Array(hashes.buffer));
  return hashes;
}

/** The same into `halves`: of each hash the low 32 bits, then the high ones. */
export function writeBandHashes(signature: Uint32Array, { bands, rows }: Banding, halves: Uint32Array): void {
  let at = 0;
  for (let band = 0; band < bands; band++) {
    let low = 0;
    let high = 0;
    for (const end = at + rows; at < end; at++) {
      const value = signature[at] as number;
      low = mix(low ^ value);
      high = mix(high + Math.imul(value, 0x9e3779b1));
    }
    halves[2 * band] = low;
    halves[2 * band + 1] = high;
  }
}

/** The share of equal places: an estimate of the Jaccard similarity with a standard error of √(s(1 − s) / places). */
export function estimatedSimilarity(a: Uint32Array, b: Uint32Array): number {
  let equal = 0;
  for (let i = 0; i < a.length; i++) if (a[i] === b[i]) equal++;
  return equal / a.length;
}
