import { cutSpans } from '../../pipelines/dedup/cut-spans.ts';
import type { SpanDedup } from '../../pipelines/dedup/dedup-stage.ts';
import { placesByOrdinal } from '../../pipelines/dedup/span-file.ts';
import type { SpanParameters } from '../../pipelines/dedup/span-parameters.ts';
import { openRecordReader } from '../../shards/records.ts';
import { groupsOf } from '../../shards/row-file.ts';
import { workKeys } from '../planning/plan.ts';
import { keyFiles } from './key-buckets.ts';
import { mapPhaseName } from './map-outputs.ts';
import type { Phase } from './phase.ts';
import { siftedKeyFiles, siftPhases } from './sift-phases.ts';
import { readBucketPlaces, recordsAndPlaces, spanBucketsPhase } from './span-buckets.ts';
import { cutPhaseName, openEditWriter } from './text-edits.ts';

/**
 * The phases that take repeated spans out of documents: each bucket of spans alone, then the edits of each partition,
 * which `segment-output.ts` applies; before them those that find which spans can repeat, where that is worth it. Memory: the
 * spans of one bucket, about 2 million, at 45 bytes; or the texts of one group of records and what is taken out of a partition.
 */
export function spanPhases(
  segment: number,
  step: string,
  stage: SpanDedup,
  parameters: SpanParameters,
): readonly Phase[] {
  const sifts = stage.sifts === true;
  const buckets = spanBucketsPhase(bucketsName(step), {
    ...{ segment, step, rule: parameters },
    files: (build) => (sifts ? siftedKeyFiles(build, step) : keyFiles(build, segment, step)),
  });
  return [
    ...(sifts ? siftPhases(segment, step, stage, parameters) : []),
    buckets,
    cutPhase(segment, step, stage, parameters),
  ];
}

function cutPhase(segment: number, step: string, { unit }: SpanDedup, parameters: SpanParameters): Phase {
  return {
    name: cutPhaseName(step),
    probes: false,
    count: async ({ plan }) => plan.partitions,
    decisive: (build) => recordsAndPlaces(build, segment, bucketsName(step)),
    run: async (build, partition, onRecord) => {
      const places = placesByOrdinal(await readBucketPlaces(build, bucketsName(step), partition));
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

function bucketsName(step: string): string {
  return `${step}-buckets`;
}
