import { writeImageIndex } from '../../shards/image-index.js';
import { openImageWriter } from '../../shards/images.js';
import { openAugmentedCopies } from './augmented-copies.js';
import { formatOf, signalsOf } from './image-signals.js';
import { openRollingWriter } from './rolling-writer.js';
import { offerThumbnail } from './thumbnail-file.js';
/** @param thumbnails is given pictures of some images that have copies, and of these */
export function openImageSplitWriter({ plan, storage }, split, thumbnails) {
    const { dataset, recipe } = plan;
    const files = openRollingWriter(() => openImageWriter(storage, dataset), recipe.output.shardBytes, ({ image }) => image.length, ({ parent }) => (parent === null ? 0 : 1));
    // What is judged on the holdout split is judged on images as they are.
    const copiesOf = split === 'train' && recipe.augment !== null ? openAugmentedCopies(recipe.augment, plan.namedIds) : undefined;
    return {
        add: async (images, alive) => {
            for (const image of images) {
                alive();
                await files.add([stored(image)]);
                if (copiesOf === undefined)
                    continue;
                const place = { sheet: 'copies', group: '', id: image.id, source: image.source, into: null };
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
            const shards = [];
            for (const { tally: copies, ...file } of await files.finish()) {
                const index = await writeImageIndex(storage, dataset, file);
                shards.push({ ...file, content: 'images', split, index, ...(copies === 0 ? {} : { copies }) });
            }
            return shards;
        },
        abort: files.abort,
    };
}
function stored(image) {
    const { bytes, signals: _, ...rest } = image;
    const { width, height, ...signals } = signalsOf(image);
    return { ...rest, image: bytes, format: formatOf(image), width, height, parent: null, signals };
}
//# sourceMappingURL=image-split-writer.js.map