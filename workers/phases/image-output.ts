import { imageMeasures } from './image-measures.ts';
import { readDuplicates } from './duplicates.ts';
import { openImageSplitWriter } from './image-split-writer.ts';
import type { KeptOutput } from './kept-output.ts';
import type { OpenBuild } from './open-build.ts';
import type { BuildImage } from '../../shards/image-records.ts';

/** Images, and in the train split the augmented copies that the recipe asks for. Memory: a row group of each open file. */
export async function openImageOutput(build: OpenBuild): Promise<KeptOutput<BuildImage>> {
  const measures = imageMeasures(await readDuplicates(build));
  const splits = {
    train: openImageSplitWriter(build, 'train'),
    holdout: openImageSplitWriter(build, 'holdout'),
  };
  return {
    metrics: measures.metrics,
    counts: measures.counts,
    add: async (split, images) => {
      await splits[split].add(images);
      return images.map((image) => ({ characters: measures.add(image), tokens: 0 }));
    },
    finish: async () => ({
      shards: [...(await splits.train.finish()), ...(await splits.holdout.finish())],
      packing: null,
    }),
    abort: async () => {
      await Promise.all([splits.train.abort(), splits.holdout.abort()]);
    },
  };
}
