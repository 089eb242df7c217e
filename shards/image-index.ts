import { MillraceError } from '../core/errors.ts';
import { sha256Hex } from '../storage/digest.ts';
import type { Storage } from '../storage/storage.ts';
import { openArrowReader } from './arrow-reader.ts';
import { openArrowWriter } from './arrow-writer.ts';
import type { Manifest } from './manifest.ts';
import { contentName, groupsOf, type WrittenFile } from './row-file.ts';
import type { RowSchema } from './row-schema.ts';

/** A file that an entry of a manifest names. */
export type IndexFile = NonNullable<Manifest['shards'][number]['index']>;

/** What a stream needs to know of a shard's images: a place in each list for each row. */
export interface ImageIndex {
  readonly ids: readonly string[];
  /** Bytes [offset, offset + length) of the shard are the image's. */
  readonly offsets: Float64Array;
  readonly lengths: Uint32Array;
  /** Sides in pixels, as shown. */
  readonly widths: Uint32Array;
  readonly heights: Uint32Array;
  readonly labels: readonly (string | null)[];
}

const columns = {
  id: { type: 'utf8' },
  offset: { type: 'int64' },
  length: { type: 'uint32' },
  width: { type: 'uint32' },
  height: { type: 'uint32' },
  label: { type: 'utf8', nullable: true },
} as const satisfies RowSchema;

const groupLimits = { rows: 65_536, textBytes: 32 * 2 ** 20 };

/**
 * Writes the index of a shard of images, Arrow IPC, to `data/<sha256>.arrow` in the dataset's folder. Reads the shard
 * again, and checks where its pages say that images are. Holds one row group and its copy. Throws MillraceError
 * `bad-file` where an image is elsewhere.
 */
export async function writeImageIndex(
  storage: Storage,
  dataset: string,
  shard: Pick<WrittenFile, 'file'>,
): Promise<IndexFile> {
  // Reading Parquet takes a while to load, which those who only read an index need not wait for.
  const { indexedImages } = await import('./image-places.ts');
  const target = { storage, folder: dataset, name: contentName('data', 'arrow') };
  const writer = await openArrowWriter(target, columns, groupLimits, 'small');
  try {
    for await (const rows of indexedImages(storage, `${dataset}/${shard.file}`)) await writer.add(rows);
    const { file, sha256, bytes } = await writer.finish();
    return { file, sha256, bytes };
  } catch (error) {
    await writer.abort();
    throw error;
  }
}

/**
 * Reads the index of a shard that a manifest names: checks its SHA-256, and that it fits the shard. Costs some 60 bytes
 * of memory for each image. Throws MillraceError `bad-file`, `not-found`.
 */
export async function readImageIndex(
  storage: Storage,
  dataset: string,
  shard: Pick<Manifest['shards'][number], 'rows' | 'bytes' | 'index'>,
): Promise<ImageIndex> {
  if (shard.index === undefined) throw new MillraceError('bad-file', 'a shard of images has no index');
  const key = `${dataset}/${shard.index.file}`;
  if (sha256Hex(await storage.get(key)) !== shard.index.sha256)
    throw badIndex(key, 'an index has other bytes than its SHA-256 says');
  const reader = await openArrowReader(storage, key, columns);
  const index = {
    ids: [] as string[],
    offsets: new Float64Array(shard.rows),
    lengths: new Uint32Array(shard.rows),
    widths: new Uint32Array(shard.rows),
    heights: new Uint32Array(shard.rows),
    labels: [] as (string | null)[],
  };
  for await (const group of groupsOf(reader)) {
    for (const { id, offset, length, width, height, label } of group) {
      const row = index.ids.length;
      if (offset < 0 || offset + length > shard.bytes) throw badIndex(key, `row ${row} lies outside the shard`);
      index.ids.push(id);
      index.offsets[row] = offset;
      index.lengths[row] = length;
      index.widths[row] = width;
      index.heights[row] = height;
      index.labels.push(label);
    }
  }
  if (index.ids.length !== shard.rows) {
    throw badIndex(key, `expected an index of ${shard.rows} images, found ${index.ids.length}`);
  }
  return index;
}

function badIndex(at: string, message: string): MillraceError {
  return new MillraceError('bad-file', message, { at, hint: 'run `millrace verify`' });
}
