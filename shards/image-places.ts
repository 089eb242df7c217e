import { MillraceError } from '../core/errors.ts';
import type { Storage } from '../storage/storage.ts';
import { readDataPageHeader } from './parquet-page-header.ts';
import { parquetColumnChunks } from './parquet-reader.ts';

/** Where in a shard the bytes of some images are, in the order of its rows. */
export interface ImagePlaces {
  readonly offsets: readonly number[];
  readonly lengths: readonly number[];
  /** The bytes themselves. */
  readonly images: readonly Uint8Array[];
}

const plainEncoding = 0;
/** Before the values stand the definition levels, after their length; before each value its own length. */
const lengthBytes = 4;

/**
 * Walks the pages of a shard's images, a row group at a time. Holds the image bytes of one group.
 * Throws MillraceError `bad-file` where the column is not stored as `openImageWriter` stores it.
 * Source: Parquet format 2.11, "Data Pages", "Plain encoding".
 */
export async function* walkImages(storage: Storage, key: string): AsyncGenerator<ImagePlaces, void, undefined> {
  for (const { rows, offset, bytes } of await parquetColumnChunks(storage, key, ['image', 'bytes'])) {
    const chunk = await storage.getRange(key, offset, offset + bytes);
    const places = placesIn(chunk, offset);
    if (places === undefined || places.images.length !== rows) {
      throw new MillraceError('bad-file', 'the images of a row group do not lie one after the other', {
        at: key,
        hint: 'run `millrace verify`',
      });
    }
    yield places;
  }
}

/** Undefined where the chunk is made in another way. */
function placesIn(chunk: Uint8Array, start: number): ImagePlaces | undefined {
  const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  const places = { offsets: [] as number[], lengths: [] as number[], images: [] as Uint8Array[] };
  try {
    for (let at = 0; at < chunk.byteLength; ) {
      const page = readDataPageHeader(chunk, at);
      if (page.encoding !== plainEncoding || page.bytes !== page.plainBytes) return undefined;
      at += page.headerBytes;
      const end = at + page.bytes;
      at += lengthBytes + view.getUint32(at, true);
      for (let value = 0; value < page.values; value++) {
        const length = view.getUint32(at, true);
        at += lengthBytes;
        if (at + length > end) return undefined;
        places.offsets.push(start + at);
        places.lengths.push(length);
        places.images.push(chunk.subarray(at, at + length));
        at += length;
      }
      if (at !== end) return undefined;
    }
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
  return places;
}
