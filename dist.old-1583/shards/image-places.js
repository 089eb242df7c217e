import { MillraceError } from '../core/errors.js';
import { imageColumns } from './images.js';
import { readDataPageHeader } from './parquet-page-header.js';
import { openParquetReader, parquetColumnChunks } from './parquet-reader.js';
const plainEncoding = 0;
/** Before the values stand the definition levels, after their length; before each value its own length. */
const lengthBytes = 4;
/**
 * Finds where the images of a shard are, a row group at a time: walks the pages, and reads the rows to check what they
 * gave. Holds the image bytes of one group, twice.
 *
 * Throws MillraceError `bad-file` where the two differ, or where the column is not stored as `openImageWriter` stores it.
 * Source: Parquet format 2.11, "Data Pages", "Plain encoding".
 */
export async function* indexedImages(storage, key) {
    const reader = await openParquetReader(storage, key, imageColumns);
    for (const [group, { offset, bytes }] of (await parquetColumnChunks(storage, key, ['image', 'bytes'])).entries()) {
        const places = placesIn(await storage.getRange(key, offset, offset + bytes), offset);
        const rows = await reader.columns(group, ['id', 'image', 'width', 'height', 'label']);
        if (places === undefined || places.length !== rows.length) {
            throw badShard(key, 'the images of a row group do not lie one after the other');
        }
        yield rows.map(({ image, ...row }, index) => {
            const place = places[index];
            if (place === undefined || Buffer.compare(place.image, image) !== 0) {
                throw badShard(key, 'an image is not where its page says');
            }
            return { ...row, offset: place.offset, length: image.byteLength };
        });
    }
}
/** Undefined where the chunk is made in another way. */
function placesIn(chunk, start) {
    const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const places = [];
    try {
        for (let at = 0; at < chunk.byteLength;) {
            const page = readDataPageHeader(chunk, at);
            if (page.encoding !== plainEncoding || page.bytes !== page.plainBytes)
                return undefined;
            at += page.headerBytes;
            const end = at + page.bytes;
            at += lengthBytes + view.getUint32(at, true);
            for (let value = 0; value < page.values; value++) {
                const length = view.getUint32(at, true);
                at += lengthBytes;
                if (at + length > end)
                    return undefined;
                places.push({ offset: start + at, image: chunk.subarray(at, at + length) });
                at += length;
            }
            if (at !== end)
                return undefined;
        }
    }
    catch (error) {
        if (error instanceof RangeError)
            return undefined;
        throw error;
    }
    return places;
}
function badShard(at, message) {
    return new MillraceError('bad-file', message, { at, hint: 'run `millrace verify`' });
}
//# sourceMappingURL=image-places.js.map