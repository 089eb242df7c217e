import type { Storage } from '../storage/storage.ts';
import { openParquetReader } from './parquet-reader.ts';
import { openParquetWriter } from './parquet-writer.ts';
import { contentName, groupsOf, type WrittenFile } from './row-file.ts';
import type { RowSchema } from './row-schema.ts';

/** The sheets of a version's thumbnails: what became of a record, or that it is a record with its augmented copies. */
export const sheetNames = ['kept', 'dropped', 'merged', 'quarantined', 'copies'] as const;
export type SheetName = (typeof sheetNames)[number];

/** A small picture of a record. */
export interface Thumbnail {
  readonly sheet: SheetName;
  /** Of a kept record its label, `''` for none; of one that left `stage.reason`; of copies `''`. */
  readonly group: string;
  /** Of the record; of a copy, that of its parent. */
  readonly id: string;
  readonly source: string;
  /** Of a copy, from 1; 0 for the record itself. */
  readonly copy: number;
  /** Id of the record that a merged one was merged into; else null. */
  readonly into: string | null;
  /** Sides of the image itself in pixels, as shown; 0 where its header cannot be read. */
  readonly width: number;
  readonly height: number;
  /** A JPEG file; empty where the image cannot be shown. */
  readonly image: Uint8Array;
}

const columns = {
  sheet: { type: 'utf8' },
  group: { type: 'utf8' },
  id: { type: 'utf8', bulk: true },
  source: { type: 'utf8', bulk: true },
  copy: { type: 'uint32' },
  into: { type: 'utf8', nullable: true, bulk: true },
  width: { type: 'uint32' },
  height: { type: 'uint32' },
  image: { type: 'image' },
} as const satisfies RowSchema;

const groupLimits = { rows: 4096, textBytes: 16 * 2 ** 20 };

/** Writes thumbnails, Parquet, to `metrics/<sha256>.parquet` in the dataset's folder. */
export async function writeThumbnails(
  storage: Storage,
  dataset: string,
  thumbnails: readonly Thumbnail[],
): Promise<WrittenFile> {
  const target = { storage, folder: dataset, name: contentName('metrics', 'parquet') };
  const writer = await openParquetWriter(target, columns, groupLimits);
  try {
    await writer.add(thumbnails.map((thumbnail) => ({ ...thumbnail })));
    return await writer.finish();
  } catch (error) {
    await writer.abort();
    throw error;
  }
}

/** All thumbnails of a file, in its order. Rows of sheets that this release does not know are left out. */
export async function readThumbnails(storage: Storage, key: string): Promise<readonly Thumbnail[]> {
  const thumbnails: Thumbnail[] = [];
  for await (const rows of groupsOf(await openParquetReader(storage, key, columns))) {
    for (const { sheet: name, ...row } of rows) {
      const sheet = sheetNames.find((known) => known === name);
      if (sheet !== undefined) thumbnails.push({ ...row, sheet });
    }
  }
  return thumbnails;
}
