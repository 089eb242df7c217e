import { type FateRow, kept } from '../../core/fate.ts';
import { emptyLedger, type Ledger, ledgerOf, sumLedgers } from '../../core/ledger.ts';
import { exactTables } from '../../quality/exact-counts.ts';
import { emptySourceCounts, type SourceCounts } from '../../quality/source-counts.ts';
import { addMerged, type TextMetrics } from '../../quality/text-metrics.ts';
import { encodeValueCounts } from '../../quality/value-counts.ts';
import { openFateWriter } from '../../shards/fates.ts';
import type { BuildRecord } from '../../shards/records.ts';
import type { WrittenFile } from '../../shards/row-file.ts';
import { workKeys } from '../planning/plan.ts';
import { readDuplicates } from './duplicates.ts';
import { type KeptMeasures, openKeptMeasures } from './kept-measures.ts';
import { type MapReport, mapPhaseName } from './map-segment.ts';
import { type OpenBuild, requireReport } from './open-build.ts';
import { openPartitionFates, withDuplicateIds } from './partition-fates.ts';
import type { JobReport, Phase } from './phase.ts';
import { readSegmentOutput } from './segment-output.ts';
import { sourcesOf } from './source-runs.ts';
import {
  openSplitWriter,
  type PackingCount,
  type SplitName,
  type SplitWriter,
  splitOf,
  type WrittenShard,
} from './split-writer.ts';
import { openBuildTokenizer } from './tokenizer.ts';
import { planWriteGroups, readWriteGroup } from './write-groups.ts';

/**
 * What a write job reports: files, counts and metrics, from which the commit makes the manifest. `sources`: for each entry
 * of the recipe's sources. The counts value by value are in a file beside the report, of kind {@link exactCountsKind}.
 */
export interface WriteReport extends JobReport {
  readonly ledger: Ledger;
  readonly shards: readonly WrittenShard[];
  readonly fates: WrittenFile;
  readonly metrics: TextMetrics;
  readonly sources: readonly SourceCounts[];
  readonly packing: PackingCount | null;
}

export const writePhaseName = 'write';
export const exactCountsKind = 'counts';

type Splits = Readonly<Record<SplitName, SplitWriter>>;

/**
 * Writes the shards and fates of each group of partitions: documents, packed token sequences where there is a
 * tokenizer, both by split, and one fate for each record that was read.
 *
 * Memory: a row group of each open file, the packing window, the fates of one partition, and all removals.
 */
export const writePhase: Phase = {
  name: writePhaseName,
  probes: false,
  count: planWriteGroups,
  run: (build, index, onRecord) => writeGroup(build, index, onRecord),
};

async function writeGroup(build: OpenBuild, index: number, onRecord: (ordinal: number) => void): Promise<WriteReport> {
  const { from, to } = await readWriteGroup(build, index);
  const { dataset, recipe } = build.plan;
  const tokenizer = await openBuildTokenizer(build);
  const measures = await openKeptMeasures(await readDuplicates(build));
  const sources = recipe.sources.map(emptySourceCounts);
  const fateWriter = await openFateWriter(build.storage, dataset);
  const splits: Splits = {
    train: openSplitWriter(build, 'train', tokenizer, measures),
    holdout: openSplitWriter(build, 'holdout', tokenizer, measures),
  };
  let ledger = emptyLedger;
  let records = 0;
  try {
    for (let partition = from; partition < to; partition++) {
      const rows = await writePartition(build, partition, { splits, measures, sources }, () => onRecord(++records));
      for (const { fate, similarity } of rows) if (fate === 'merged') addMerged(measures.metrics, similarity ?? 1);
      ledger = sumLedgers([ledger, ledgerOf(rows)]);
      await fateWriter.add(rows);
    }
    const shards = [...(await splits.train.finish()), ...(await splits.holdout.finish())];
    const packing = sumPacking([splits.train.packing(), splits.holdout.packing()]);
    const counts = encodeValueCounts(exactTables(measures.counts));
    await build.storage.put(workKeys.output(build.folder, writePhaseName, index, exactCountsKind), counts);
    const { metrics } = measures;
    return {
      records: ledger.in,
      ended: { kept: ledger.kept },
      ledger,
      shards,
      fates: await fateWriter.finish(),
      metrics,
      sources,
      packing,
    };
  } catch (error) {
    await Promise.all([splits.train.abort(), splits.holdout.abort(), fateWriter.abort()]);
    throw error;
  }
}

/** Writes and measures the documents of a partition that are kept; returns the fates of all of its records, in order. */
async function writePartition(
  build: OpenBuild,
  partition: number,
  { splits, measures, sources }: { splits: Splits; measures: KeptMeasures; sources: readonly SourceCounts[] },
  onKept: () => void,
): Promise<readonly FateRow[]> {
  const { segments, recipe } = build.plan;
  const entries = sourcesOf((await requireReport<MapReport>(build, mapPhaseName(0), partition)).sources);
  const countsOf = (ordinal: number): SourceCounts => {
    const counts = sources[entries[ordinal] ?? -1];
    if (counts === undefined) throw new RangeError(`Expected a source of record ${ordinal}, found none`);
    return counts;
  };
  const fates = await openPartitionFates(build, partition);
  for await (const { live, removed } of readSegmentOutput(build, segments.length - 1, partition)) {
    for (const { ordinal, fate } of removed) fates.set(ordinal, fate);
    const bySplit: Record<SplitName, BuildRecord[]> = { train: [], holdout: [] };
    for (const record of live) {
      const { ordinal, document, textHash } = record;
      onKept();
      fates.set(ordinal, kept({ id: document.id, source: document.source, textHash }));
      bySplit[splitOf(document.id, recipe.output.holdout)].push(record);
    }
    for (const split of ['train', 'holdout'] as const) {
      const tokens = await splits[split].add(bySplit[split].map(({ document }) => document));
      for (const [place, { ordinal, document }] of bySplit[split].entries()) {
        const counts = countsOf(ordinal);
        counts.characters += measures.add(document, tokens[place] ?? null);
        counts.tokens += tokens[place] ?? 0;
      }
    }
  }
  const rows = await withDuplicateIds(build, partition, fates.all());
  for (const [ordinal, { fate }] of rows.entries()) {
    const { records } = countsOf(ordinal);
    records.in++;
    records[fate]++;
  }
  return rows;
}

/** The sum of packing counts; null where nothing was packed. */
export function sumPacking(counts: readonly (PackingCount | null)[]): PackingCount | null {
  const all = counts.filter((count) => count !== null);
  if (all.length === 0) return null;
  const sum = (key: keyof PackingCount): number => all.reduce((total, count) => total + count[key], 0);
  return { sequences: sum('sequences'), usedTokens: sum('usedTokens'), splitDocuments: sum('splitDocuments') };
}
