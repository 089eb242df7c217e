import type { SpanDedup } from '../../pipelines/dedup/dedup-stage.ts';
import { keyCollector } from '../../pipelines/dedup/key-file.ts';
import { eachSpanKey, spansAround } from '../../pipelines/dedup/span-keys.ts';
import type { SpanParameters } from '../../pipelines/dedup/span-parameters.ts';
import { workKeys } from '../planning/plan.ts';
import { keyFiles } from './key-buckets.ts';
import type { OpenBuild } from './open-build.ts';
import type { Phase } from './phase.ts';
import { readPlacedTexts, recordsAndPlaces, spanBucketsPhase } from './span-buckets.ts';

/**
 * The phases that come before spans are compared, where there are too many to compare all: which fingerprints repeat, each
 * bucket alone; then the keys of the spans around those, for each partition. A span that repeats holds a fingerprint that
 * does, so none is missed. Memory: one bucket; or a group of records, and 24 bytes, up to four times over, for each place of
 * a partition where such a span begins.
 */
export function siftPhases(
  segment: number,
  step: string,
  { unit }: SpanDedup,
  parameters: SpanParameters,
): readonly Phase[] {
  const sift = spanBucketsPhase(siftName(step), {
    ...{ segment, step, files: (build) => keyFiles(build, segment, step) },
    rule: { minDocuments: parameters.minDocuments, keep: 'none' },
  });
  const windows: Phase = {
    name: windowsName(step),
    probes: false,
    count: async ({ plan }) => plan.partitions,
    decisive: (build) => recordsAndPlaces(build, segment, siftName(step)),
    run: async (build, partition, onRecord) => {
      const keys = keyCollector();
      let records = 0;
      for await (const texts of readPlacedTexts(build, segment, siftName(step), partition)) {
        records += texts.length;
        for (const { ordinal, text, places } of texts) {
          onRecord(ordinal);
          const add = (span: Uint8Array, place: number) => keys.add(span, ordinal, place);
          eachSpanKey(text, unit, parameters, add, spansAround(places, parameters.span));
        }
      }
      await build.storage.put(keysOf(build, step, partition), keys.finish());
      return { records };
    },
  };
  return [sift, windows];
}

/** The keys of spans that can repeat, in the order of partitions. */
export function siftedKeyFiles(build: OpenBuild, step: string): readonly string[] {
  return Array.from({ length: build.plan.partitions }, (_, partition) => keysOf(build, step, partition));
}

function keysOf(build: OpenBuild, step: string, partition: number): string {
  return workKeys.output(build.folder, windowsName(step), partition, 'keys');
}

function siftName(step: string): string {
  return `${step}-sift`;
}

function windowsName(step: string): string {
  return `${step}-windows`;
}
