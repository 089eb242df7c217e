import { canonicalJson } from '../../core/canonical-json.ts';
import { exactKey } from './exact.ts';
import type { MinHashParameters } from './minhash.ts';
import { shinglesByKernel } from './shingle-kernel.ts';
import { shingleSet } from './shingles.ts';
import { signer, writeBandHashes } from './signature.ts';
import { writeSignatureFile } from './signature-file.ts';
import { simplify } from './simplify.ts';
import { uint32Blocks } from './uint32-blocks.ts';
import { type Uint32Column, uint32Column } from './uint32-column.ts';
import { weightOf } from './walk-order.ts';

/** Collects what one partition's documents are compared by. */
export interface SignaturePartition {
  /** Takes a document; ordinals must rise. One of fewer words than a shingle is left out: it is never merged. */
  add(ordinal: number, text: string): void;
  /** The partition's signature file. */
  finish(): Uint8Array;
}

/**
 * Starts the file of a partition. Memory: what the file will have, 4 bytes a shingle and 8 bytes a band, and in the end twice.
 * Cost: about 100 MB of text a CPU second for the defaults; see `benchmarks/minhash.ts`.
 */
export function signaturePartition(parameters: MinHashParameters): SignaturePartition {
  const { bands, shingle, words, normalize, verify, keep } = parameters;
  const sign = signer(parameters);
  const ordinals = uint32Column();
  const weights = uint32Column();
  const starts = uint32Column();
  const numbers = uint32Blocks();
  const hashes = uint32Column();
  const bandHalves = new Uint32Array(2 * bands);
  starts.push(0);
  return {
    add(ordinal, text) {
      const shingles =
        shinglesByKernel(text, normalize, words, shingle) ??
        shingleSet(normalize === 'simplify' ? simplify(text) : text, words, shingle);
      if (shingles.length === 0) return;
      const signature = sign(shingles);
      ordinals.push(ordinal);
      weights.push(weightOf(keep, text));
      writeBandHashes(signature, parameters, bandHalves);
      hashes.append(bandHalves);
      numbers.append(verify ? shingles : signature);
      starts.push(numbers.length);
    },
    finish: () =>
      writeSignatureFile({
        evidence: verify ? 'shingles' : 'signature',
        bands,
        parametersKey: parametersKey(parameters),
        ordinals: ordinals.view(),
        weights: weights.view(),
        bandHashes: bandMajor(hashes, bands),
        starts: starts.view(),
        numbers: numbers.parts(),
      }),
  };
}

function parametersKey(parameters: MinHashParameters): Uint8Array {
  const { bands, rows, seed, shingle, words, normalize, verify } = parameters;
  return exactKey(canonicalJson({ bands, rows, seed, shingle, words, normalize, verify }), { normalize: 'none' });
}

function bandMajor(documentMajor: Uint32Column, bands: number): BigUint64Array {
  const halves = documentMajor.view();
  const documents = halves.length / (2 * bands);
  const hashes = new BigUint64Array(bands * documents);
  const to = new Uint32Array(hashes.buffer);
  for (let document = 0; document < documents; document++) {
    for (let band = 0; band < bands; band++) {
      const from = 2 * (document * bands + band);
      const at = 2 * (band * documents + document);
      to[at] = halves[from] as number;
      to[at + 1] = halves[from + 1] as number;
    }
  }
  return hashes;
}
