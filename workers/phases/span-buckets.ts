import type { Json } from '../../core/canonical-json.ts';
import { findRepeatedSpans } from '../../pipelines/dedup/repeated-spans.ts';
import { placesByOrdinal, readSpanPlaces, type SpanPlaces, writeSpanFile } from '../../pipelines/dedup/span-file.ts';
import type { SpanParameters } from '../../pipelines/dedup/span-parameters.ts';
import { openRecordReader } from '../../shards/records.ts';
import { groupsOf } from '../../shards/row-file.ts';
import { sha256Hex } from '../../storage/digest.ts';
import { readJson, workKeys, writeJson } from '../planning/plan.ts';
import { readJobNames } from './job-names.ts';
import { bucketCount, readBuckets } from './key-buckets.ts';
import { mapPhaseName } from './map-outputs.ts';
import type { OpenBuild } from './open-build.ts';
import type { Phase } from './phase.ts';
import { openRemovedBefore } from './removed-before.ts';

/** What a step compares in buckets: a key file for each partition, and the rule of what repeats. */
export interface SpanComparison {
  readonly segment: number;
  readonly step: string;
  readonly files: (build: OpenBuild) => readonly string[];
  readonly rule: Pick<SpanParameters, 'minDocuments' | 'keep'>;
}

/** The phase that compares the spans of all partitions, each bucket alone. Memory: one bucket, about 2 million spans, at 45 bytes. */
export function spanBucketsPhase(name: string, { segment, step, files, rule }: SpanComparison): Phase {
  return {
    name,
    probes: false,
    count: async (build) => {
      const count = await bucketCount(build, files(build));
      await writeJson(build.storage, countKey(build, name), count);
      return count;
    },
    run: async (build, bucket) => {
      const count = await readJson<number>(build.storage, countKey(build, name));
      const isRemoved = await openRemovedBefore(build, segment, step);
      const rows = await readBuckets(build, files(build), bucket, count);
      const places = findRepeatedSpans(rows, rule, isRemoved);
      await build.storage.put(workKeys.output(build.folder, name, bucket, 'spans'), writeSpanFile(places));
      return { records: places.reduce((sum, { length }) => sum + length / 2, 0) };
    },
  };
}

/** A record in which such a phase found spans, and the first units of these. */
export interface PlacedText {
  readonly ordinal: number;
  readonly text: string;
  readonly places: readonly number[];
}

/** A partition's records in which such a phase found spans, by groups. Memory: the places of all, and one group. */
export async function* readPlacedTexts(
  build: OpenBuild,
  segment: number,
  phase: string,
  partition: number,
): AsyncGenerator<readonly PlacedText[]> {
  const placesOf = placesByOrdinal(await readBucketPlaces(build, phase, partition));
  if (placesOf.size === 0) return;
  const key = workKeys.output(build.folder, mapPhaseName(segment), partition, 'records.arrow');
  for await (const records of groupsOf(await openRecordReader(build.storage, key))) {
    yield records.flatMap(({ ordinal, item }) => {
      const places = placesOf.get(ordinal);
      return places === undefined ? [] : [{ ordinal, text: item.text, places }];
    });
  }
}

/** What each bucket of such a phase found in a partition. */
async function readBucketPlaces(build: OpenBuild, phase: string, partition: number): Promise<readonly SpanPlaces[]> {
  const count = await readJson<number>(build.storage, countKey(build, phase));
  const parts: SpanPlaces[] = [];
  for (let bucket = 0; bucket < count; bucket++) {
    const key = workKeys.output(build.folder, phase, bucket, 'spans');
    parts.push(await readSpanPlaces((from, to) => build.storage.getRange(key, from, to), partition));
  }
  return parts;
}

/** What decides jobs that read a partition's records, and what such a phase found in them. */
export async function recordsAndPlaces(build: OpenBuild, segment: number, phase: string): Promise<readonly Json[]> {
  const names = await readJobNames(build, mapPhaseName(segment));
  const decisive: Json[] = [];
  for (const [partition, name] of names.entries()) {
    const parts = await readBucketPlaces(build, phase, partition);
    const places = parts.map((part) => sha256Hex(new Uint8Array(part.buffer, part.byteOffset, part.byteLength)));
    decisive.push({ name, places });
  }
  return decisive;
}

function countKey(build: OpenBuild, phase: string): string {
  return `${build.folder}/${phase}.json`;
}
