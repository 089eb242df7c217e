import { MillraceError } from '../../core/errors.ts';
import { bandPairs } from './candidates.ts';
import { mergeGreedily } from './cluster.ts';
import { jaccard } from './jaccard.ts';
import { numberDocuments, type Place } from './numbering.ts';
import { mergePairs, type Pairs } from './pairs.ts';
import type { Removal } from './removal.ts';
import { estimatedSimilarity } from './signature.ts';
import type { SignatureFile } from './signature-file.ts';
import { verifyPairs } from './verify.ts';

/**
 * The documents to merge, from the signature files of every partition, in the order of partitions. Where the files hold
 * shingles, only pairs whose true Jaccard similarity reaches `minSimilarity`; where they hold signatures, every
 * candidate, with its estimate. Ordered by partition and ordinal; the same for any cut of the documents into partitions.
 *
 * Memory: the files, 20 bytes a document, and 40 bytes a candidate.
 *
 * @throws {MillraceError} `signature-files-differ` where files were made with different parameters
 */
export function findNearDuplicates(files: readonly SignatureFile[], minSimilarity: number): Removal[] {
  const [first] = files;
  if (first === undefined) return [];
  for (const file of files) {
    if (Buffer.compare(file.parametersKey, first.parametersKey) !== 0) throw differing();
  }
  const placeOf = numberDocuments(files.map((file) => file.ordinals.length));
  const evidenceOf = (document: number): Uint32Array => {
    const { partition, row } = placeOf(document);
    return files[partition]?.evidenceOf(row) ?? new Uint32Array();
  };
  const edges = verifyPairs(candidates(files, first.bands), (earlier, later) =>
    first.evidence === 'shingles'
      ? jaccard(evidenceOf(earlier), evidenceOf(later), minSimilarity)
      : estimatedSimilarity(evidenceOf(earlier), evidenceOf(later)),
  );
  const ordinalOf = ({ partition, row }: Place): number => files[partition]?.ordinals[row] ?? 0;
  return mergeGreedily(edges).map(({ document, into, similarity }) => {
    const place = placeOf(document);
    const intoPlace = placeOf(into);
    return {
      partition: place.partition,
      ordinal: ordinalOf(place),
      intoPartition: intoPlace.partition,
      intoOrdinal: ordinalOf(intoPlace),
      similarity,
    };
  });
}

function candidates(files: readonly SignatureFile[], bands: number): Pairs {
  let pairs: Pairs = new BigUint64Array();
  for (let band = 0; band < bands; band++) pairs = mergePairs(pairs, bandPairs(files.map((file) => file.band(band))));
  return pairs;
}

function differing(): MillraceError {
  return new MillraceError('signature-files-differ', 'Expected signature files of the same parameters, found others', {
    hint: 'Delete the work folder of the build and run the same command again.',
  });
}
