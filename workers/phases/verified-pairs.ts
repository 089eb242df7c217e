import { comparePairs, type Pairs, pairHalves } from '../../pipelines/dedup/pairs.ts';
import { workKeys } from '../planning/plan.ts';
import { earlierOutput, sharedPartitions } from './earlier-partitions.ts';
import type { OpenBuild } from './open-build.ts';
import type { SignatureIndex } from './signature-index.ts';

/** A signature: a partition by its number, below zero for those of earlier versions, and a row of its file. */
export interface SignaturePlace {
  readonly partition: number;
  readonly row: number;
}

/** Stands for the similarity of a pair that is not known. */
export const unknownSimilarity = -1;

/** How similar pairs of documents are that an earlier build compared. */
export interface VerifiedPairs {
  /**
   * For each of some pairs, its similarity, NaN where that is below the limit, or {@link unknownSimilarity}. The pairs of
   * one call come after those of the call before.
   */
  readonly next: (pairs: Pairs) => Float64Array;
}

const kind = 'verified';
const noPairs: VerifiedPairs = { next: ({ length }) => new Float64Array(length).fill(unknownSimilarity) };

/** Collects what a job found of its pairs, for later builds. Memory: 24 bytes a pair. */
export function collectVerified(pairs: number) {
  const similarities = new Float64Array(pairs);
  const places = new Int32Array(4 * pairs);
  let count = 0;
  return {
    add: (earlier: SignaturePlace, later: SignaturePlace, similarity: number | undefined): void => {
      similarities[count] = similarity ?? Number.NaN;
      const at = 4 * count++;
      places[at] = earlier.partition;
      places[at + 1] = earlier.row;
      places[at + 2] = later.partition;
      places[at + 3] = later.row;
    },
    /** Writes the similarities (n × f64), then the pairs (n × 4 × i32: partition and row of the earlier, then the later). */
    write: async (build: OpenBuild, phase: string, job: number): Promise<void> => {
      const bytes = new Uint8Array(24 * count);
      new Float64Array(bytes.buffer, 0, count).set(similarities.subarray(0, count));
      new Int32Array(bytes.buffer, 8 * count).set(places.subarray(0, 4 * count));
      await build.storage.put(workKeys.output(build.folder, phase, job, kind), bytes);
    },
  };
}

/**
 * What the dataset's newest build found of pairs of signatures that a build shares with it, in the job of this number and
 * those beside it: documents that come or go move pairs no farther. Memory: 24 bytes for each of their pairs, twice.
 */
export async function readVerified(
  build: OpenBuild,
  segment: number,
  phase: string,
  { job, index }: { readonly job: number; readonly index: Pick<SignatureIndex, 'documentAt'> },
): Promise<VerifiedPairs> {
  const shared = await sharedPartitions(build, segment);
  if (shared === undefined) return noPairs;
  const ownOf = new Map([...shared.numberOf].map(([own, number]) => [number, own]));
  const known: KnownPairs[] = [];
  for (const beside of [job - 1, job, job + 1]) {
    if (beside < 0) continue;
    const bytes = await earlierOutput(shared.build, phase, beside, kind);
    if (bytes !== undefined) known.push(knownPairs(new Uint8Array(bytes).buffer, ownOf, index));
  }
  return walkInOrder(known);
}

/** Pairs by the numbers that their documents have in this build, earlier and later of each, in order. */
interface KnownPairs {
  readonly halves: Uint32Array;
  readonly similarities: Float64Array;
}

/** Those of a file both of whose documents take part in this build. */
function knownPairs(
  bytes: ArrayBuffer,
  ownOf: ReadonlyMap<number, number>,
  { documentAt }: Pick<SignatureIndex, 'documentAt'>,
): KnownPairs {
  const count = bytes.byteLength / 24;
  const similarities = new Float64Array(bytes, 0, count);
  const places = new Int32Array(bytes, 8 * count);
  const pairs = new BigUint64Array(count);
  const halves = pairHalves(pairs);
  const found = new Float64Array(count);
  let used = 0;
  let rises = true;
  const numberAt = (at: number): number => {
    const own = ownOf.get(places[at] as number);
    return own === undefined ? -1 : documentAt(own, places[at + 1] as number);
  };
  for (let pair = 0; pair < count; pair++) {
    const a = numberAt(4 * pair);
    const b = a < 0 ? -1 : numberAt(4 * pair + 2);
    if (b < 0) continue;
    const at = 2 * used;
    halves[at] = Math.min(a, b);
    halves[at + 1] = Math.max(a, b);
    rises &&= used === 0 || comparePairs(halves, at - 2, halves, at) < 0;
    found[used++] = similarities[pair] as number;
  }
  if (rises) return { halves: halves.subarray(0, 2 * used), similarities: found.subarray(0, used) };
  const order = Uint32Array.from({ length: used }, (_, place) => place).sort((a, b) =>
    comparePairs(halves, 2 * a, halves, 2 * b),
  );
  const ordered = new Uint32Array(2 * used);
  for (const [to, from] of order.entries()) ordered.set(halves.subarray(2 * from, 2 * from + 2), 2 * to);
  return { halves: ordered, similarities: Float64Array.from(order, (place) => found[place] as number) };
}

function walkInOrder(known: readonly KnownPairs[]): VerifiedPairs {
  const at = known.map(() => 0);
  return {
    next: (pairs) => {
      const wanted = pairHalves(pairs);
      const similarities = new Float64Array(pairs.length).fill(unknownSimilarity);
      for (const [file, { halves, similarities: found }] of known.entries()) {
        let place = at[file] as number;
        for (let pair = 0; pair < pairs.length && place < found.length; ) {
          const order = comparePairs(halves, 2 * place, wanted, 2 * pair);
          if (order === 0) similarities[pair] = found[place] as number;
          if (order <= 0) place++;
          else pair++;
        }
        at[file] = place;
      }
      return similarities;
    },
  };
}
