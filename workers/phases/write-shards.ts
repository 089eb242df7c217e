import type { Document } from '../../core/document.ts';
import { kept } from '../../core/fate.ts';
import { emptyLedger, type Ledger, ledgerOf, sumLedgers } from '../../core/ledger.ts';
import { addDocument, addMerged, emptyTextMetrics, type TextMetrics } from '../../quality/text-metrics.ts';
import { openFateWriter } from '../../shards/fates.ts';
import type { WrittenFile } from '../../shards/row-file.ts';
import { readDuplicates } from './duplicates.ts';
import type { OpenBuild } from './open-build.ts';
import { openPartitionFates, withDuplicateIds } from './partition-fates.ts';
import type { JobReport, Phase } from './phase.ts';
import { readSegmentOutput } from './segment-output.ts';
import { openSplitWriter, type PackingCount, type SplitName, splitOf, type WrittenShard } from './split-writer.ts';
import { openBuildTokenizer } from './tokenizer.ts';
import { planWriteGroups, readWriteGroup } from './write-groups.ts';

/** What a write job reports: files, counts and metrics, from which the commit makes the manifest. */
export interface WriteReport extends JobReport {
  readonly ledger: Ledger;
  readonly shards: readonly WrittenShard[];
  readonly fates: WrittenFile;
  readonly metrics: TextMetrics;
  readonly packing: PackingCount | null;
}

export const writePhaseName = 'write';

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
  const { dataset, segments, recipe } = build.plan;
  const tokenizer = await openBuildTokenizer(build);
  const duplicates = await readDuplicates(build);
  const metrics = emptyTextMetrics();
  const fateWriter = await openFateWriter(build.storage, dataset);
  const splits: Record<SplitName, ReturnType<typeof openSplitWriter>> = {
    train: openSplitWriter(build, 'train', tokenizer, metrics),
    holdout: openSplitWriter(build, 'holdout', tokenizer, metrics),
  };
  let ledger = emptyLedger;
  let records = 0;
  try {
    for (let partition = from; partition < to; partition++) {
      const fates = await openPartitionFates(build, partition);
      for await (const { live, removed } of readSegmentOutput(build, segments.length - 1, partition)) {
        for (const { ordinal, fate } of removed) fates.set(ordinal, fate);
        const bySplit: Record<SplitName, Document[]> = { train: [], holdout: [] };
        for (const { ordinal, document, textHash } of live) {
          onRecord(++records);
          fates.set(ordinal, kept({ id: document.id, source: document.source, textHash }));
          bySplit[splitOf(document.id, recipe.output.holdout)].push(document);
        }
        for (const split of ['train', 'holdout'] as const) {
          const tokens = await splits[split].add(bySplit[split]);
          for (const [place, { id, text, label }] of bySplit[split].entries()) {
            addDocument(metrics, { text, label, tokens: tokens[place] ?? null, duplicates: duplicates.get(id) ?? 0 });
          }
        }
      }
      const rows = await withDuplicateIds(build, partition, fates.all());
      for (const { fate, similarity } of rows) if (fate === 'merged') addMerged(metrics, similarity ?? 1);
      ledger = sumLedgers([ledger, ledgerOf(rows)]);
      await fateWriter.add(rows);
    }
    const shards = [...(await splits.train.finish()), ...(await splits.holdout.finish())];
    const packing = sumPacking([splits.train.packing(), splits.holdout.packing()]);
    return { records: ledger.in, ledger, shards, fates: await fateWriter.finish(), metrics, packing };
  } catch (error) {
    await Promise.all([splits.train.abort(), splits.holdout.abort(), fateWriter.abort()]);
    throw error;
  }
}

/** The sum of packing counts; null where nothing was packed. */
export function sumPacking(counts: readonly (PackingCount | null)[]): PackingCount | null {
  const all = counts.filter((count) => count !== null);
  if (all.length === 0) return null;
  const sum = (key: keyof PackingCount): number => all.reduce((total, count) => total + count[key], 0);
  return { sequences: sum('sequences'), usedTokens: sum('usedTokens'), splitDocuments: sum('splitDocuments') };
}
