import { isProblem, type Problem } from '../reader.ts';
import type { ReadImage, ReferencedFiles, SourceImage } from './image-reader.ts';

/** What a row says of an image: all but its bytes. */
export type DescribedImage = Omit<ReadImage, 'bytes' | 'source'>;

/** A row that names an image file, or what is wrong with it. */
export type NamingRow = { readonly source: string } & (
  | { readonly path: string; readonly described: DescribedImage }
  | Problem
);

/** The rows' images, read as they come. */
export async function* namedImages(
  rows: AsyncIterable<NamingRow>,
  references: ReferencedFiles,
): AsyncGenerator<SourceImage> {
  for await (const row of rows) {
    if (isProblem(row)) yield row;
    else {
      const bytes = await references.read(row.path);
      yield isProblem(bytes) ? { source: row.source, ...bytes } : { ...row.described, bytes, source: row.source };
    }
  }
}

export async function* namedPaths(rows: AsyncIterable<NamingRow>): AsyncGenerator<string> {
  for await (const row of rows) if (!isProblem(row)) yield row.path;
}
