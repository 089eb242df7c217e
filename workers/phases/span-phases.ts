import type { Json } from '../../core/canonical-json.ts';
import { cutSpans } from '../../pipelines/dedup/cut-spans.ts';
import type { SpanDedup } from '../../pipelines/dedup/dedup-stage.ts';
import { findRepeatedSpans } from '../../pipelines/dedup/repeated-spans.ts';
import { placesByOrdinal, readSpanPlaces, type SpanPlaces, writeSpanFile } from '../../pipelines/dedup/span-file.ts';
import type { SpanParameters } from '../../pipelines/dedup/span-parameters.ts';
import { openRecordReader } from '../../shards/records.ts';
import { groupsOf } from '../../shards/row-file.ts';
import { sha256Hex } from '../../storage/digest.ts';
import { readJson, workKeys, writeJson } from '../planning/plan.ts';
import { readJobNames } from './job-names.ts';
import { bucketCount, keyFiles, readBuckets } from './key-buckets.ts';
import { mapPhaseName } from './map-outputs.ts';
import type { OpenBuild } from './open-build.ts';
import type { Phase } from './phase.ts';
import { openRemovedBefore } from './removed-before.ts';
import { cutPhaseName, openEditWriter } from './text-edits.ts';

/**
 * The phases that take repeated spans out of documents: each bucket of spans alone, then the edits of each partition,
 * which `segment-output.ts` applies. Memory: the spans of one bucket, about 2 million, at 45 bytes; or the texts of one
 * group of records and what is taken out of a partition.
 */
export function spanPhases(
  segment: number,
  step: string,
  stage: SpanDedup,
  parameters: SpanParameters,
): readonly Phase[] {
  return [spanBuckets(segment, step, parameters), cutPhase(segment, step, stage, parameters)];
}

function spanBuckets(segment: number, step: string, parameters: SpanParameters): Phase {
  const name = bucketsName(step);
  return {
    name,
    probes: false,
    count: async (build) => {
      const count = await bucketCount(build, keyFiles(build, segment, step));
      await writeJson(build.storage, bucketsKey(build, step), count);
      return count;
    },
    run: async (build, bucket) => {
      const count = await readJson<number>(build.storage, bucketsKey(build, step));
      const isRemoved = await openRemovedBefore(build, segment, step);
      const rows = await readBuckets(build, keyFiles(build, segment, step), bucket, count);
      const places = findRepeatedSpans(rows, parameters, isRemoved);
      await build.storage.put(workKeys.output(build.folder, name, bucket, 'spans'), writeSpanFile(places));
      return { records: places.reduce((sum, { length }) => sum + length / 2, 0) };
    },
  };
}

function cutPhase(segment: number, step: string, { unit }: SpanDedup, parameters: SpanParameters): Phase {
  return {
    name: cutPhaseName(step),
    probes: false,
    count: async ({ plan }) => plan.partitions,
    decisive: async (build) => {
      const names = await readJobNames(build, mapPhaseName(segment));
      const decisive: Json[] = [];
      for (const [partition, name] of names.entries()) {
        const parts = await placesOf(build, step, partition);
        const places = parts.map((part) => sha256Hex(new Uint8Array(part.buffer, part.byteOffset, part.byteLength)));
        decisive.push({ name, places });
      }
      return decisive;
    },
    run: async (build, partition, onRecord) => {
      const places = placesByOrdinal(await placesOf(build, step, partition));
      const key = workKeys.output(build.folder, mapPhaseName(segment), partition, 'records.arrow');
      const writer = await openEditWriter(build, step, partition);
      let units = 0;
      let dropped = 0;
      try {
        for await (const records of groupsOf(await openRecordReader(build.storage, key))) {
          const edits = records.flatMap(({ ordinal, item: { text } }) => {
            const own = places.get(ordinal);
            if (own === undefined) return [];
            onRecord(ordinal);
            const { drop, ...cut } = cutSpans(text, unit, parameters, own);
            units += cut.units;
            if (drop !== null) dropped++;
            return [{ ordinal, ...cut, ...(drop ?? { reason: null, value: null, limit: null }) }];
          });
          await writer.add(edits);
        }
        await writer.finish();
      } catch (error) {
        await writer.abort();
        throw error;
      }
      return { records: places.size, units, ended: { dropped } };
    },
  };
}

/** What each bucket takes out of a partition. */
async function placesOf(build: OpenBuild, step: string, partition: number): Promise<readonly SpanPlaces[]> {
  const count = await readJson<number>(build.storage, bucketsKey(build, step));
  const parts: SpanPlaces[] = [];
  for (let bucket = 0; bucket < count; bucket++) {
    const key = workKeys.output(build.folder, bucketsName(step), bucket, 'spans');
    parts.push(await readSpanPlaces((from, to) => build.storage.getRange(key, from, to), partition));
  }
  return parts;
}

function bucketsName(step: string): string {
  return `${step}-buckets`;
}

function bucketsKey(build: OpenBuild, step: string): string {
  return `${build.folder}/${bucketsName(step)}.json`;
}
