import type { Json } from '../../core/canonical-json.ts';
import { type FateRow, kept } from '../../core/fate.ts';
import { emptyLedger, type Ledger, ledgerOf, sumLedgers } from '../../core/ledger.ts';
import { exactTables } from '../../quality/exact-counts.ts';
import { addMerged, mergeMetrics, type RecordMetrics } from '../../quality/record-metrics.ts';
import { emptySourceCounts, type SourceCounts } from '../../quality/source-counts.ts';
import { encodeValueCounts } from '../../quality/value-counts.ts';
import type { BuildItem, BuildRecord } from '../../shards/build-record.ts';
import { type FateFile, openFateWriter } from '../../shards/fates.ts';
import { sha256Hex } from '../../storage/digest.ts';
import { workKeys } from '../planning/plan.ts';
import { digestOf, readJobNames } from './job-names.ts';
import type { KeptOutput, PackingCount, WrittenShard } from './kept-output.ts';
import { type MapReport, mapPhaseName } from './map-outputs.ts';
import { measurePhaseName } from './measures-file.ts';
import { type OpenBuild, requireReport } from './open-build.ts';
import { openPartitionFates, withDuplicateIds } from './partition-fates.ts';
import { endedStates, mergedInto, partitionStates } from './partition-states.ts';
import type { JobReport, Phase } from './phase.ts';
import { type RecordKind, withKind } from './record-kind.ts';
import { readSegmentOutput } from './segment-output.ts';
import { sourcesOf } from './source-runs.ts';
import { type SplitName, splitOf } from './split.ts';
import { encodeThumbnails, thumbnailsKind } from './thumbnail-file.ts';
import { readBuildTokenizer } from './tokenizer.ts';
import { planWriteGroups, readWriteGroup, readWriteGroups } from './write-groups.ts';

/**
 * What a write job reports: files, counts and metrics, from which the commit makes the manifest. `sources`: for each entry
 * of the recipe's sources. The counts value by value are in a file beside the report, of kind {@link exactCountsKind}.
 */
export interface WriteReport extends JobReport {
  readonly ledger: Ledger;
  readonly shards: readonly WrittenShard[];
  readonly fates: FateFile;
  readonly metrics: RecordMetrics;
  readonly sources: readonly SourceCounts[];
  readonly packing: PackingCount | null;
}

export const writePhaseName = 'write';
export const exactCountsKind = 'counts';

/**
 * Writes the shards and fates of each group of partitions: the kept records by split, as their kind writes them, and one
 * fate for each record that was read.
 *
 * Memory: what the kind's output holds, the fates of one partition, and all removals.
 */
export const writePhase: Phase = {
  name: writePhaseName,
  probes: false,
  count: planWriteGroups,
  decisive: groupStates,
  publishes: true,
  run: (build, index, onRecord) => withKind(build.plan, (kind) => writeGroup(kind, build, index, onRecord)),
};

/** Of the recipe what says how records are measured and written; of the partitions what is left of them. */
async function groupStates(build: OpenBuild): Promise<readonly Json[]> {
  const { plan } = build;
  const {
    gates: _,
    train: __,
    evaluate: ___,
    sources,
    stages,
    ...recipe
  } = plan.lineageRecipe as { [key: string]: Json };
  const tokenizer = await readBuildTokenizer(build);
  const settings = digestOf({
    recipe,
    sources: plan.recipe.sources.length,
    namedIds: plan.namedIds,
    tokenizer: tokenizer === null ? null : sha256Hex(tokenizer),
    // Limits of decoding images are taken from any of them.
    ...(plan.recipe.kind === 'image' ? { stages } : {}),
  });
  const states = await (plan.recipe.kind === 'image' ? imageStates(build) : textStates(build));
  return (await readWriteGroups(build)).map(({ from, to }) => ({ settings, partitions: states.slice(from, to) }));
}

/** The state that the last segment left is decided by those of all before it. */
async function imageStates(build: OpenBuild): Promise<readonly Json[]> {
  const merged = await mergedInto(build);
  const states = await partitionStates(build, build.plan.segments.length - 1);
  return states.map((state, partition) => [merged[partition] ?? null, state]);
}

/** Of documents, the commit counts how many records were merged into each. */
async function textStates(build: OpenBuild): Promise<readonly Json[]> {
  const [measured, states, ended] = await Promise.all([
    readJobNames(build, measurePhaseName),
    partitionStates(build, build.plan.segments.length - 1),
    endedStates(build),
  ]);
  return states.map((state, partition) => [measured[partition] ?? null, state, ended[partition] ?? null]);
}

async function writeGroup<Item extends BuildItem>(
  kind: RecordKind<Item>,
  build: OpenBuild,
  index: number,
  onRecord: (ordinal: number) => void,
): Promise<WriteReport> {
  const { from, to } = await readWriteGroup(build, index);
  const { dataset, recipe } = build.plan;
  const output = await kind.openOutput(build);
  const sources = recipe.sources.map(emptySourceCounts);
  const fateWriter = await openFateWriter(build.storage, dataset);
  let ledger = emptyLedger;
  let records = 0;
  try {
    for (let partition = from; partition < to; partition++) {
      const rows = await writePartition(kind, build, partition, { output, sources }, () => onRecord(++records));
      for (const { fate, similarity } of rows) if (fate === 'merged') addMerged(output.metrics, similarity ?? 1);
      ledger = sumLedgers([ledger, ledgerOf(rows)]);
      await fateWriter.add(rows);
    }
    const { thumbnails, measured, ...written } = await output.finish();
    if (thumbnails !== undefined) {
      const key = workKeys.output(build.folder, writePhaseName, index, thumbnailsKind);
      await build.storage.put(key, encodeThumbnails(thumbnails));
    }
    const counts = encodeValueCounts(exactTables(output.counts));
    await build.storage.put(workKeys.output(build.folder, writePhaseName, index, exactCountsKind), counts);
    return {
      records: ledger.in,
      ended: { kept: ledger.kept },
      ledger,
      ...written,
      fates: await fateWriter.finish(),
      metrics: measured === undefined ? output.metrics : mergeMetrics([output.metrics, measured]),
      sources,
    };
  } catch (error) {
    await Promise.all([output.abort(), fateWriter.abort()]);
    throw error;
  }
}

/** Writes and measures the records of a partition that are kept; returns the fates of all of its records, in order. */
async function writePartition<Item extends BuildItem>(
  kind: RecordKind<Item>,
  build: OpenBuild,
  partition: number,
  { output, sources }: { output: KeptOutput<Item>; sources: readonly SourceCounts[] },
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
  await output.begin?.(partition);
  let place = 0;
  for await (const { live, removed } of readSegmentOutput(kind, build, segments.length - 1, partition)) {
    for (const { ordinal, fate, was } of removed) {
      fates.set(ordinal, fate);
      if (fate.fate === 'merged') await output.lost?.(was, fate);
    }
    const bySplit: Record<SplitName, BuildRecord<Item>[]> = { train: [], holdout: [] };
    const places: Record<SplitName, number[]> = { train: [], holdout: [] };
    for (const record of live) {
      const { ordinal, item, evidence, textHash } = record;
      onKept();
      fates.set(ordinal, kept({ id: item.id, source: item.source, evidence, textHash }));
      const split = splitOf(item.id, recipe.output.holdout);
      bySplit[split].push(record);
      places[split].push(place++);
    }
    for (const split of ['train', 'holdout'] as const) {
      const amounts = await output.add(split, bySplit[split], places[split], onKept);
      for (const [index, { ordinal }] of bySplit[split].entries()) {
        const counts = countsOf(ordinal);
        counts.characters += amounts[index]?.characters ?? 0;
        counts.tokens += amounts[index]?.tokens ?? 0;
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
