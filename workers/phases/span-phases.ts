import { cutSpans } from '../../pipelines/dedup/cut-spans.ts';
import type { SpanDedup } from '../../pipelines/dedup/dedup-stage.ts';
import type { SpanParameters } from '../../pipelines/dedup/span-parameters.ts';
import { keyFiles } from './key-buckets.ts';
import type { Phase } from './phase.ts';
import { siftedKeyFiles, siftPhases } from './sift-phases.ts';
import { readPlacedTexts, recordsAndPlaces, spanBucketsPhase } from './span-buckets.ts';
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
      const writer = await openEditWriter(build, step, partition);
      let records = 0;
      let units = 0;
      let dropped = 0;
      try {
        for await (const texts of readPlacedTexts(build, segment, bucketsName(step), partition)) {
          records += texts.length;
          const edits = texts.map(({ ordinal, text, places }) => {
            onRecord(ordinal);
            const { drop, ...cut } = cutSpans(text, unit, parameters, places);
            units += cut.units;
            if (drop !== null) dropped++;
            return { ordinal, ...cut, ...(drop ?? { reason: null, value: null, limit: null }) };
          });
          await writer.add(edits);
        }
        await writer.finish();
      } catch (error) {
        await writer.abort();
        throw error;
      }
      return { records, units, ended: { dropped } };
    },
  };
}

function bucketsName(step: string): string {
  return `${step}-buckets`;
}
