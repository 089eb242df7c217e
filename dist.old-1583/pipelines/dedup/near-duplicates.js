import { MillraceError } from '../../core/errors.js';
import { bandPairs } from './candidates.js';
import { mergeGreedily } from './cluster.js';
import { jaccard } from './jaccard.js';
import { numberDocuments } from './numbering.js';
import { mergePairs } from './pairs.js';
import { byPlace } from './removal.js';
import { estimatedSimilarity } from './signature.js';
import { verifyPairs } from './verify.js';
import { walkOrder } from './walk-order.js';
/**
 * The documents to merge, from the signature files of every partition, in the order of partitions. Where the files hold
 * shingles, only pairs whose true Jaccard similarity reaches `minSimilarity`; where they hold signatures, every
 * candidate, with its estimate. Ordered by partition and ordinal; the same for any cut of the documents into partitions.
 *
 * Memory: the files, 36 bytes a document, and 40 bytes a candidate.
 *
 * @throws {MillraceError} `signature-files-differ` where files were made with different parameters
 */
export function findNearDuplicates(files, { minSimilarity, keep = 'first', known = 0 }) {
    const [first] = files;
    if (first === undefined)
        return [];
    for (const file of files) {
        if (Buffer.compare(file.parametersKey, first.parametersKey) !== 0)
            throw differing();
    }
    const { placeOf, columnOf, knownDocuments } = walkFiles(files, keep, known);
    const evidenceOf = (document) => {
        const { partition, row } = placeOf(document);
        return files[partition]?.evidenceOf(row) ?? new Uint32Array();
    };
    let pairs = new BigUint64Array();
    for (let band = 0; band < first.bands; band++) {
        pairs = mergePairs(pairs, bandPairs([columnOf((file) => file.band(band))], knownDocuments));
    }
    const edges = verifyPairs(pairs, (earlier, later) => first.evidence === 'shingles'
        ? jaccard(evidenceOf(earlier), evidenceOf(later), minSimilarity)
        : estimatedSimilarity(evidenceOf(earlier), evidenceOf(later)));
    const ordinalOf = ({ partition, row }) => files[partition]?.ordinals[row] ?? 0;
    return mergeGreedily(edges)
        .map(({ document, into, similarity }) => {
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
function walkFiles(files, keep, known) {
    const counts = files.map(({ ordinals }) => ordinals.length);
    const knownDocuments = counts.slice(0, known).reduce((sum, count) => sum + count, 0);
    const weights = Uint32Array.from(files.flatMap((file) => [...file.weights]));
    const order = walkOrder(keep, weights, knownDocuments);
    const placeOf = numberDocuments(counts);
    return {
        knownDocuments,
        placeOf: (document) => placeOf(order[document] ?? 0),
        columnOf: (column) => {
            const columns = files.map(column);
            return BigUint64Array.from(order, (document) => {
                const { partition, row } = placeOf(document);
                return columns[partition]?.[row] ?? 0n;
            });
        },
    };
}
function differing() {
    return new MillraceError('signature-files-differ', 'Expected signature files of the same parameters, found others', {
        hint: 'Delete the work folder of the build and run the same command again.',
    });
}
//# sourceMappingURL=near-duplicates.js.map