import type { Document } from '../../core/document.ts';
import { openExactCounts } from '../../quality/exact-counts.ts';
import { emptyMetrics, mergeMetrics } from '../../quality/record-metrics.ts';
import { tokenIdBytes } from '../../shards/token-id-bytes.ts';
import { type KeptOutput, sumPacking } from './kept-output.ts';
import { type MeasuredTexts, openMeasuredTexts } from './measured-texts.ts';
import type { OpenBuild } from './open-build.ts';
import { openSplitWriter } from './split-writer.ts';
import { openBuildTokenizer } from './tokenizer.ts';

/**
 * Documents, and packed token sequences where there is a tokenizer, from what the measure jobs left. Memory: a row group
 * of each open file, the packing window, 16 bytes for each document of a partition.
 */
export async function openTextOutput(build: OpenBuild): Promise<KeptOutput<Document>> {
  const tokenizer = await openBuildTokenizer(build);
  const idBytes = tokenizer === null ? 2 : tokenIdBytes({ vocabulary: tokenizer.tokenizer.vocabularySize });
  const metrics = emptyMetrics();
  const counts = openExactCounts();
  let measured = emptyMetrics();
  let texts: MeasuredTexts | undefined;
  const splits = {
    train: openSplitWriter(build, 'train', tokenizer, metrics),
    holdout: openSplitWriter(build, 'holdout', tokenizer, metrics),
  };
  return {
    metrics,
    counts,
    begin: async (partition) => {
      texts = await openMeasuredTexts(build, partition, idBytes);
      texts.addCounts(counts);
      measured = mergeMetrics([measured, texts.metrics]);
    },
    add: async (split, records, places, alive) => {
      if (texts === undefined) throw new RangeError('Expected a partition to begin before its documents come');
      await splits[split].add(records, places, texts, alive);
      const { characters, tokens } = texts;
      return places.map((place) => ({ characters: characters(place), tokens: tokens(place) }));
    },
    finish: async () => ({
      shards: [...(await splits.train.finish()), ...(await splits.holdout.finish())],
      packing: sumPacking([splits.train.packing(), splits.holdout.packing()]),
      measured,
    }),
    abort: async () => {
      await Promise.all([splits.train.abort(), splits.holdout.abort()]);
    },
  };
}
