import { z } from 'zod';
import { csvFields } from '../formats/csv-fields.ts';
import { csvRecords } from '../formats/csv-records.ts';
import { decodeStrictly } from '../formats/json-object.ts';
import { missingColumn } from '../formats/missing-column.ts';
import { problemAlone } from '../formats/problem-alone.ts';
import { isProblem, type Problem, type ReadLimits } from '../reader.ts';
import { decompress } from '../readers/decompression.ts';
import { column } from '../readers/json-columns.ts';
import { inImageChunks } from './image-chunks.ts';
import { imageColumns, namedColumns, readImageColumns } from './image-columns.ts';
import type { ImageReader, ImageReaderInput } from './image-reader.ts';
import { type DescribedImage, type NamingRow, namedImages, namedPaths } from './named-images.ts';

const options = z.strictObject({
  image: z
    .string()
    .default('path')
    .describe(
      "Column of the image file's path, relative to the folder of the CSV file, in or below which it must lie.",
    ),
  delimiter: z.enum([',', ';', '\t', '|']).default(',').describe('Character between two fields.'),
  ...imageColumns,
});

type Options = z.output<typeof options>;
type Input = Omit<ImageReaderInput, 'references'>;

/** CSV files with a line of column names, a row for each image file. */
export const csv: ImageReader<Options> = {
  format: 'csv',
  summary: 'CSV files (.csv, .csv.gz, .csv.zst) with a line of column names, a row for each image file.',
  options,
  splitsAtLines: () => false,
  images: (input, options, limits) => inImageChunks(namedImages(rowsOf(input, options, limits), input.references)),
  referencedPaths: (input, options, limits) => namedPaths(rowsOf(input, options, limits)),
};

async function* rowsOf(input: Input, options: Options, limits: ReadLimits): AsyncGenerator<NamingRow> {
  const stream = decompress(input.key, input.pieces, limits);
  let names: readonly string[] | undefined;
  for await (const record of csvRecords(stream, options.delimiter, limits.recordBytes)) {
    const source = `${input.key}:${record.line}`;
    const fields = isProblem(record) ? record : readFields(record.bytes, options.delimiter);
    if (names === undefined) {
      // Without the names no row of the file can be read.
      const problem = isProblem(fields) ? problemAlone(fields) : problemOfNames(fields, options);
      if (problem !== undefined) return yield { source: input.key, ...problem };
      names = fields as readonly string[];
    } else yield { source, ...(isProblem(fields) ? problemAlone(fields) : readRow(names, fields, options)) };
  }
  if (names === undefined) yield { source: input.key, problem: 'missing-column', column: options.image };
}

function problemOfNames(names: readonly string[], options: Options): Problem | undefined {
  return missingColumn([options.image, ...namedColumns(options)], (name) => names.includes(name));
}

function readFields(bytes: Uint8Array, delimiter: string): readonly string[] | Problem {
  const text = decodeStrictly(bytes);
  return typeof text === 'string' ? csvFields(text, delimiter) : text;
}

function readRow(
  names: readonly string[],
  fields: readonly string[],
  options: Options,
): Problem | { path: string; described: DescribedImage } {
  if (fields.length !== names.length) {
    return { problem: 'wrong-field-count', value: fields.length, limit: names.length };
  }
  // An empty field is no value: CSV has no other way to write none.
  const row: Record<string, unknown> = Object.fromEntries(names.map((name, index) => [name, fields[index] || null]));
  const path = column(row, options.image);
  if (typeof path !== 'string') return { problem: 'missing-field', column: options.image };
  const boxes = options.boxes === undefined ? null : column(row, options.boxes);
  if (typeof boxes === 'string' && options.boxes !== undefined) row[options.boxes] = jsonOrText(boxes);
  const described = readImageColumns(row, options, '');
  return isProblem(described) ? described : { path, described };
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
