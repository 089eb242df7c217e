import type { ThumbnailSample } from '../../quality/thumbnail-sample.ts';
import { writeImageIndex } from '../../shards/image-index.ts';
import type { BuildImage } from '../../shards/image-records.ts';
import { openImageWriter, type StoredImage } from '../../shards/images.ts';
import { openAugmentedCopies } from './augmented-copies.ts';
import { formatOf, signalsOf } from './image-signals.ts';
import type { WrittenShard } from './kept-output.ts';
import type { OpenBuild } from './open-build.ts';
import { openRollingWriter } from './rolling-writer.ts';
import type { SplitName } from './split.ts';
import { offerThumbnail } from './thumbnail-file.ts';

/** Writes the images of one split, each followed by its copies, and the index of each shard. */
export interface ImageSplitWriter {
  readonly add: (images: readonly BuildImage[], alive: () => void) => Promise<void>;
  readonly finish: () => Promise<readonly WrittenShard[]>;
  readonly abort: () => Promise<void>;
}

/** @param thumbnails is given pictures of some images that have copies, and of these */
export function openImageSplitWriter(
  { plan, storage }: OpenBuild,
  split: SplitName,
  thumbnails: ThumbnailSample,
): ImageSplitWriter {
  const { dataset, recipe } = plan;
  const files = openRollingWriter<StoredImage>(
    () => openImageWriter(storage, dataset),
    recipe.output.shardBytes,
    ({ image }) => image.length,
    ({ parent }) => (parent === null ? 0 : 1),
  );
  // What is judged on the holdout split is judged on images as they are.
  const copiesOf =
    split === 'train' && recipe.augment !== null ? openAugmentedCopies(recipe.augment, plan.namedIds) : undefined;
  return {
    add: async (images, alive) => {
      for (const image of images) {
        alive();
        await files.add([stored(image)]);
        if (copiesOf === undefined) continue;
        const place = { sheet: 'copies', group: '', id: image.id, source: image.source, into: null } as const;
        await offerThumbnail(thumbnails, { ...place, copy: 0 }, image.bytes);
        let number = 0;
        for await (const copy of copiesOf(image)) {
          alive();
          await files.add([copy]);
          number++;
          await offerThumbnail(thumbnails, { ...place, copy: number }, copy.image);
        }
      }
    },
    finish: async () => {
      const shards: WrittenShard[] = [];
      for (const { tally: copies, ...file } of await files.finish()) {
        const index = await writeImageIndex(storage, dataset, file);
        shards.push({ ...file, content: 'images', split, index, ...(copies === 0 ? {} : { copies }) });
      }
      return shards;
    },
    abort: files.abort,
  };
}

function stored(image: BuildImage): StoredImage {
  const { bytes, signals: _, ...rest } = image;
  const { width, height, ...signals } = signalsOf(image);
  return { ...rest, image: bytes, format: formatOf(image), width, height, parent: null, signals };
}
