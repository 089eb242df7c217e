import { z } from 'zod';
import { type ClassNames, classNames } from '../formats/class-names.ts';
import { missingColumn } from '../formats/missing-column.ts';
import type { ParquetRow } from '../formats/parquet-file.ts';
import { plainValue } from '../formats/plain-value.ts';
import { isProblem, type Problem, type ReadLimits } from '../reader.ts';
import { column } from '../readers/json-columns.ts';
import { inImageChunks } from './image-chunks.ts';
import { imageColumns, namedColumns, readImageColumns } from './image-columns.ts';
import type { ImageReader, ImageReaderInput, SourceImage } from './image-reader.ts';

const options = z.strictObject({
  image: z
    .string()
    .default('image')
    .describe('Column of the images: binary, or `{bytes, path}` as Hugging Face data sets have it.'),
  ...imageColumns,
});

type Options = z.output<typeof options>;

/** Parquet files of images, Hugging Face's image data sets among them. Names of classes stand for their numbers. */
export const parquet: ImageReader<Options> = {
  format: 'parquet',
  summary: 'Parquet files whose rows hold an image each, as Hugging Face image data sets do.',
  options,
  splitsAtLines: () => false,
  images: (input, options, limits) => inImageChunks(rowImages(input, options, limits)),
};

async function* rowImages(input: ImageReaderInput, options: Options, limits: ReadLimits): AsyncGenerator<SourceImage> {
  // Reading Parquet takes a while to load, which a recipe of other sources need not wait for.
  const { hasColumn, readFooter, readRowGroup, storedBytes } = await import('../formats/parquet-file.ts');
  const footer = await readFooter(input, limits);
  if (isProblem(footer)) return yield { source: input.key, ...footer };
  const { metadata } = footer;
  const columns = [...new Set([options.image, ...namedColumns(options)])];
  const missing = missingColumn(columns, (name) => hasColumn(metadata, name));
  if (missing !== undefined) return yield { source: input.key, ...missing };
  const names = classNames(metadata.key_value_metadata ?? [], options);
  let first = 1;
  let stored = 0;
  let bytes = 0;
  const mostBytes = Math.max(limits.recordBytes, limits.expansionRatio * input.fileBytes);
  for (const group of metadata.row_groups) {
    // Groups that lie over each other would give the same bytes again and again.
    stored += storedBytes(metadata, group, columns) ?? 0;
    if (stored > input.fileBytes)
      return yield { source: `${input.key}:${first}`, problem: 'damaged-row-group', value: Number(group.num_rows) };
    const rows = await readRowGroup(input, metadata, group, columns, limits);
    if (isProblem(rows)) {
      yield { source: `${input.key}:${first}-${first + Math.max(0, Number(group.num_rows) - 1)}`, ...rows };
    } else {
      for (const [index, row] of rows.entries()) {
        const image = readRow(row, options, names, limits.recordBytes);
        bytes += 'bytes' in image ? image.bytes.length : 0;
        if (bytes > mostBytes) {
          const value = Math.ceil(bytes / input.fileBytes);
          const source = `${input.key}:${first + index}`;
          return yield { source, problem: 'expansion-ratio', value, limit: limits.expansionRatio };
        }
        yield { source: `${input.key}:${first + index}`, ...image };
      }
    }
    first += Math.max(0, Number(group.num_rows));
  }
}

function readRow(
  row: ParquetRow,
  options: Options,
  names: ClassNames,
  limit: number,
): Problem | Omit<Extract<SourceImage, { bytes: Uint8Array }>, 'source'> {
  const bytes = imageBytes(column(row, options.image));
  if (isProblem(bytes)) return bytes;
  if (bytes.length > limit) return { problem: 'record-too-large', value: bytes.length, limit };
  const plain: Record<string, unknown> = {};
  for (const name of namedColumns(options)) plain[name] = plainValue(column(row, name));
  const named = names.apply(plain);
  if (named === undefined) return { problem: 'invalid-label' };
  const described = readImageColumns(named, options, '');
  // Of its own, since the row's is a part of the row group.
  return isProblem(described) ? described : { ...described, bytes: new Uint8Array(bytes) };
}

function imageBytes(value: unknown): Uint8Array | Problem {
  const held =
    value instanceof Uint8Array || typeof value !== 'object' || value === null ? value : column(value, 'bytes');
  if (held instanceof Uint8Array) return held;
  return { problem: held === null || held === undefined ? 'missing-image' : 'not-binary' };
}
