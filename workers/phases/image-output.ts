import { labelCharacters } from '../../quality/record-metrics.ts';
import { openThumbnailSample } from '../../quality/thumbnail-sample.ts';
import type { BuildImage } from '../../shards/image-records.ts';
import { workKeys } from '../planning/plan.ts';
import { readDuplicates } from './duplicates.ts';
import { imageMeasures } from './image-measures.ts';
import { openImageSplitWriter } from './image-split-writer.ts';
import type { KeptOutput } from './kept-output.ts';
import { mapPhaseName } from './map-outputs.ts';
import type { OpenBuild } from './open-build.ts';
import { decodeThumbnails, offerThumbnail, thumbnailsKind } from './thumbnail-file.ts';

/** Images, and in the train split the augmented copies that the recipe asks for. Memory: a row group of each open file, and thumbnails. */
export async function openImageOutput(build: OpenBuild): Promise<KeptOutput<BuildImage>> {
  const measures = imageMeasures(await readDuplicates(build, [...Array(build.plan.partitions).keys()]));
  const thumbnails = openThumbnailSample();
  const splits = {
    train: openImageSplitWriter(build, 'train', thumbnails),
    holdout: openImageSplitWriter(build, 'holdout', thumbnails),
  };
  return {
    metrics: measures.metrics,
    counts: measures.counts,
    add: async (split, records, _, alive) => {
      const images = records.map(({ item }) => item);
      await splits[split].add(images, alive);
      for (const { id, source, label, bytes } of images) {
        const group = (label ?? '').slice(0, labelCharacters).toWellFormed();
        await offerThumbnail(thumbnails, { sheet: 'kept', group, id, source, copy: 0, into: null }, bytes);
      }
      return images.map((image) => ({ characters: measures.add(image), tokens: 0 }));
    },
    begin: async (partition) => {
      for (const segment of build.plan.segments.keys()) {
        const key = workKeys.output(build.folder, mapPhaseName(segment), partition, thumbnailsKind);
        for (const thumbnail of decodeThumbnails(await build.storage.get(key))) thumbnails.add(thumbnail);
      }
    },
    lost: async ({ id, source, bytes }, { stage, reason, into }) => {
      await offerThumbnail(
        thumbnails,
        { sheet: 'merged', group: `${stage}.${reason}`, id, source, copy: 0, into },
        bytes,
      );
    },
    finish: async () => ({
      shards: [...(await splits.train.finish()), ...(await splits.holdout.finish())],
      packing: null,
      thumbnails: thumbnails.all(),
    }),
    abort: async () => {
      await Promise.all([splits.train.abort(), splits.holdout.abort()]);
    },
  };
}
