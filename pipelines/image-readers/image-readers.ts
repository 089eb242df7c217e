import { csv } from './csv.ts';
import { folder } from './folder.ts';
import { html } from './html.ts';
import type { ImageReader } from './image-reader.ts';
import { jsonl } from './jsonl.ts';
import { parquet } from './parquet.ts';
import { tar } from './tar.ts';
import { warc } from './warc.ts';

/** Every source format of images that a recipe can name, in the order in which documentation lists them. */
export const imageReaders: readonly ImageReader<unknown>[] = [folder, tar, parquet, jsonl, csv, html, warc];

const byFormat: ReadonlyMap<string, ImageReader<unknown>> = new Map(
  imageReaders.map((reader) => [reader.format, reader]),
);

/** The reader of that format; undefined where there is none. */
export function findImageReader(format: string): ImageReader<unknown> | undefined {
  return byFormat.get(format);
}
