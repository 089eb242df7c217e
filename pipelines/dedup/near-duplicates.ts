import { MillraceError } from '../../core/errors.ts';
import { bandPairs } from './candidates.ts';
import { mergeGreedily } from './cluster.ts';
import { jaccard } from './jaccard.ts';
import type { Place } from './numbering.ts';
import { mergePairs, type Pairs } from './pairs.ts';
import { byPlace, type Removal } from './removal.ts';
import { estimatedSimilarity } from './signature.ts';
import type { SignatureFile } from './signature-file.ts';
import { verifyPairs } from './verify.ts';
import type { Keep } from './walk-order.ts';
import { walkDocuments } from './walked-documents.ts';

/** Which of similar documents stay, and how many of the first files are of an earlier version, whose documents do. */
export interface NearRule {
  readonly minSimilarity: number;
  readonly keep?: Keep;
  readonly known?: number;
}

/**
 * The documents to merge, from the signature files of every partition, in the order of partitions. Where the files hold
 * shingles, only pairs whose true Jaccard similarity reaches `minSimilarity`; where they hold signatures, every
 * candidate, with its estimate. Ordered by partition and ordinal; the same for any cut of the documents into partitions.
 *
 * Memory: the files, 36 bytes a document, and 40 bytes a candidate.
 *
 * @throws {MillraceError} `signature-files-differ` where files were made with different parameters
 */
export function findNearDuplicates(
  files: readonly SignatureFile[],
  { minSimilarity, keep = 'first', known = 0 }: NearRule,
): Removal[] {
  const [first] = files;
  if (first === undefined) return [];
  for (const file of files) {
    if (Buffer.compare(file.parametersKey, first.parametersKey) !== 0) throw differing();
  }
  const { placeOf, columnOf, knownDocuments } = walkFiles(files, keep, known);
  const evidenceOf = (document: number): Uint32Array => {
    const { partition, row } = placeOf(document);
    return files[partition]?.evidenceOf(row) ?? new Uint32Array();
  };
  let pairs: Pairs = new BigUint64Array();
  for (let band = 0; band < first.bands; band++) {
    pairs = mergePairs(pairs, bandPairs([columnOf((file) => file.band(band))], knownDocuments));
  }
  const edges = verifyPairs(pairs, (earlier, later) =>
    first.evidence === 'shingles'
      ? jaccard(evidenceOf(earlier), evidenceOf(later), minSimilarity)
      : estimatedSimilarity(evidenceOf(earlier), evidenceOf(later)),
  );
  const ordinalOf = ({ partition, row }: Place): number => files[partition]?.ordinals[row] ?? 0;
  return mergeGreedily(edges)
    .map(({ document, into, similarity }): Removal => {
      const place = placeOf(document);
      const intoPlace = placeOf(into);
      return {
        partition: place.partition,
        ordinal: ordinalOf(place),
        intoPartition: intoPlace.partition,
        intoOrdinal: ordinalOf(intoPlace),
        similarity,
      };
    })
    .sort(byPlace);
}

/** The files' documents, numbered in the order in which they are walked. */
function walkFiles(files: readonly SignatureFile[], keep: Keep, known: number) {
  const walked = walkDocuments(
    files.map(({ weights }) => weights),
    keep,
    known,
  );
  return {
    ...walked,
    columnOf: (column: (file: SignatureFile) => BigUint64Array): BigUint64Array => {
      const columns = files.map(column);
      return BigUint64Array.from({ length: walked.documents }, (_, document) => {
        const { partition, row } = walked.placeOf(document);
        return columns[partition]?.[row] ?? 0n;
      });
    },
  };
}

function differing(): MillraceError {
  return new MillraceError('signature-files-differ', 'Expected signature files of the same parameters, found others', {
    hint: 'Delete the work folder of the build and run the same command again.',
  });
}
