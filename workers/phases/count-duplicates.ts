import type { ExactCounts } from '../../quality/exact-counts.ts';
import { addDuplicates, type RecordMetrics } from '../../quality/record-metrics.ts';
import { readMergedRecords } from './duplicates.ts';
import { type MeasureReport, measurePhaseName, measuresKey, measuresLayout } from './measures-file.ts';
import { type OpenBuild, requireReport } from './open-build.ts';

/**
 * Adds how many records were merged into each of a build's kept documents, of which there are `documents`. Costs a read of
 * what was kept of each partition that records were merged into. Memory: 4 bytes for each document of a partition.
 */
export async function countDuplicates(
  build: OpenBuild,
  documents: number,
  { metrics, counts }: { readonly metrics: RecordMetrics; readonly counts: ExactCounts },
): Promise<void> {
  let alone = documents;
  for (let partition = 0; partition < build.plan.partitions; partition++) {
    const merged = await readMergedRecords(build, partition);
    if (merged.size === 0) continue;
    for (const ordinal of await keptOrdinals(build, partition)) {
      const duplicates = merged.get(ordinal);
      if (duplicates === undefined) continue;
      addDuplicates(metrics, duplicates);
      counts.duplicates.add(duplicates);
      alone--;
    }
  }
  if (alone > 0) counts.duplicates.add(0, alone);
}

async function keptOrdinals(build: OpenBuild, partition: number): Promise<Uint32Array> {
  const { ordinalsAt, countsAt } = measuresLayout(
    await requireReport<MeasureReport>(build, measurePhaseName, partition),
  );
  const bytes = await build.storage.getRange(measuresKey(build.folder, partition), ordinalsAt, countsAt);
  return new Uint32Array(new Uint8Array(bytes).buffer);
}
