import { workKeys } from '../planning/plan.ts';
import { earlierOutput, sharedPartitions } from './earlier-partitions.ts';
import type { OpenBuild } from './open-build.ts';

/** A signature: a partition by its number, below zero for those of earlier versions, and a row of its file. */
export interface SignaturePlace {
  readonly partition: number;
  readonly row: number;
}

/** How similar pairs of signatures are, NaN for one below the limit. */
export interface VerifiedPairs {
  /** Undefined of a pair that is not known. */
  readonly of: (earlier: SignaturePlace, later: SignaturePlace) => number | undefined;
}

const kind = 'verified';
const noPairs: VerifiedPairs = { of: () => undefined };

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
 * those beside it: documents that come or go move pairs no farther. Memory: about 150 bytes for each of their pairs.
 */
export async function readVerified(
  build: OpenBuild,
  segment: number,
  phase: string,
  job: number,
): Promise<VerifiedPairs> {
  const shared = await sharedPartitions(build, segment);
  if (shared === undefined) return noPairs;
  const known: KnownPairs = { numberOf: new Map(), similarityOf: new Map() };
  for (const beside of [job - 1, job, job + 1]) {
    if (beside < 0) continue;
    const bytes = await earlierOutput(shared.build, phase, beside, kind);
    if (bytes !== undefined) addAll(known, new Uint8Array(bytes).buffer);
  }
  const numberOf = ({ partition, row }: SignaturePlace): number | undefined => {
    const there = shared.numberOf.get(partition);
    return there === undefined ? undefined : known.numberOf.get(placeKey(there, row));
  };
  return {
    of: (earlier, later) => {
      const a = numberOf(earlier);
      const b = numberOf(later);
      return a === undefined || b === undefined ? undefined : known.similarityOf.get(pairKey(a, b));
    },
  };
}

/** Signatures by a number of their own, and pairs of such numbers. */
interface KnownPairs {
  readonly numberOf: Map<number, number>;
  readonly similarityOf: Map<number, number>;
}

function addAll({ numberOf, similarityOf }: KnownPairs, bytes: ArrayBuffer): void {
  const numbered = (partition: number, row: number): number => {
    const key = placeKey(partition, row);
    const known = numberOf.get(key) ?? numberOf.size;
    numberOf.set(key, known);
    return known;
  };
  const count = bytes.byteLength / 24;
  const similarities = new Float64Array(bytes, 0, count);
  const places = new Int32Array(bytes, 8 * count);
  for (let pair = 0; pair < count; pair++) {
    const numberAt = (column: number): number => places[4 * pair + column] as number;
    const [earlier, later] = [numberAt(0), numberAt(2)];
    if (earlier < 0 || later < 0) continue;
    const key = pairKey(numbered(earlier, numberAt(1)), numbered(later, numberAt(3)));
    similarityOf.set(key, similarities[pair] as number);
  }
}

/** Exact for less than 2²⁶ signatures. */
function pairKey(earlier: number, later: number): number {
  return later * 2 ** 26 + earlier;
}

function placeKey(partition: number, row: number): number {
  return partition * 2 ** 32 + row;
}
