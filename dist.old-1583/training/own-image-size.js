import { MillraceError } from '../core/errors.js';
import { readImageIndex } from '../shards/image-index.js';
/**
 * The size that all images of a version have, as the indexes of its shards tell. Throws MillraceError `image-sizes`
 * (usage) where they differ, and `no-images` where there is none.
 */
export async function ownImageSize(storage, { manifest, key }) {
    let size;
    for (const shard of manifest.shards) {
        if (shard.content !== 'images')
            continue;
        const { widths, heights } = await readImageIndex(storage, manifest.dataset, shard);
        for (const [row, width] of widths.entries()) {
            const height = heights[row] ?? 0;
            size ??= { width, height };
            if (size.width !== width || size.height !== height)
                throw differ(size, { width, height }, key);
        }
    }
    if (size !== undefined)
        return size;
    throw new MillraceError('no-images', 'the version has no images to train on', { kind: 'usage', at: key });
}
function differ(one, other, at) {
    const found = `${one.width} × ${one.height} and ${other.width} × ${other.height}`;
    return new MillraceError('image-sizes', `expected images of one size, found ${found}`, {
        kind: 'usage',
        at,
        hint: 'name a size in the run, or an augmentation that gives one, such as random-resized-crop',
    });
}
//# sourceMappingURL=own-image-size.js.map