import { z } from 'zod';
import { csvFields } from '../formats/csv-fields.ts';
import { csvRecords } from '../formats/csv-records.ts';
import { missingColumn } from '../formats/missing-column.ts';
import { problemAlone } from '../formats/problem-alone.ts';
import {
  type ByteStream,
  type FrameReader,
  isProblem,
  type Parsed,
  type Problem,
  type ReaderInput,
  type ReadLimits,
} from '../reader.ts';
import { decodeText } from './charset.ts';
import { decompress } from './decompression.ts';
import { documentColumns, documentOfRow, namedColumns } from './document-columns.ts';
import { charset } from './file-options.ts';
import { inFrameChunks, type SizedFrame } from './frame-chunks.ts';
import { lineFrames } from './line-frames.ts';
import { utf8Stream } from './utf8-stream.ts';

const delimiter = (standard: string) =>
  z
    .string()
    .length(1)
    .refine((value) => value < '\x7f' && !/["\r\n]/.test(value), {
      error: 'expected one ASCII character, no quote and no end of line',
    })
    .default(standard)
    .describe('Character between two fields.');

const shared = {
  columns: z
    .array(z.string().min(1))
    .min(1)
    .optional()
    .describe('Names of the columns, in order, of files that do not begin with a line of names.'),
  quotes: z
    .boolean()
    .default(true)
    .describe('Whether `"` quotes fields; without it every line is a record, and `"` a character.'),
  charset,
  ...documentColumns,
};

const csvOptions = z.strictObject({ delimiter: delimiter(','), ...shared });
const tsvOptions = z.strictObject({ delimiter: delimiter('\t'), ...shared });

type Options = z.output<typeof csvOptions>;

/** CSV files, a row for each document. An empty field is no value: CSV has no other way to write none. */
export const csv: FrameReader<Options> = {
  format: 'csv',
  summary: 'CSV files (.csv, also .gz, .bz2, .zst): a line of column names, then a row for each document.',
  options: csvOptions,
  splitsAtLines: () => false,
  frames: (input, limits, options) => inFrameChunks(rows(input, limits, options)),
};

export const tsv: FrameReader<Options> = {
  ...csv,
  format: 'tsv',
  summary: 'Tab-separated files (.tsv): as CSV, with tabs.',
  options: tsvOptions,
};

async function* rows(input: ReaderInput, limits: ReadLimits, options: Options): AsyncGenerator<SizedFrame> {
  const stream = utf8Stream(decompress(input.key, input.pieces, limits), options.charset);
  let columns = options.columns && chosenColumns(options.columns, options);
  const missing = columns && problemOfColumns(columns);
  if (missing !== undefined) return yield alone(input.key, missing);
  for await (const record of options.quotes ? quotedRecords(stream, options, limits) : plainLines(stream, limits)) {
    const source = `${input.key}:${record.line}`;
    if (columns !== undefined) {
      const known = columns;
      yield isProblem(record)
        ? alone(source, problemAlone(record))
        : { frame: { source, parse: () => rowOf(known, record.bytes, options, limits) }, bytes: record.bytes.length };
      continue;
    }
    // Without the names no row of the file can be read.
    const fields = isProblem(record) ? problemAlone(record) : fieldsOf(record.bytes, options);
    if (isProblem(fields)) return yield alone(input.key, fields);
    columns = chosenColumns(fields, options);
    const problem = problemOfColumns(columns);
    if (problem !== undefined) return yield alone(input.key, problem);
  }
  if (columns === undefined) yield alone(input.key, { problem: 'missing-column', column: options.text });
}

function alone(source: string, problem: Problem): SizedFrame {
  return { frame: { source, ...problem }, bytes: 0 };
}

type Line = { readonly line: number } & ({ readonly bytes: Uint8Array } | Problem);

function quotedRecords(stream: ByteStream, options: Options, limits: ReadLimits): AsyncIterable<Line> {
  return csvRecords(stream, options.delimiter, limits.recordBytes);
}

async function* plainLines(stream: ByteStream, limits: ReadLimits): AsyncGenerator<Line> {
  for await (const frames of lineFrames('', 1, stream, limits))
    for (const { source, ...rest } of frames) yield { line: Number(source.slice(1)), ...rest };
}

function fieldsOf(bytes: Uint8Array, options: Options): readonly string[] | Problem {
  const { text } = decodeText(bytes);
  return options.quotes ? csvFields(text, options.delimiter) : text.split(options.delimiter);
}

/** How many columns a file has, and where those are that the recipe names; of columns of one name the last. */
interface ChosenColumns {
  readonly count: number;
  readonly places: readonly (readonly [name: string, index: number])[];
}

function chosenColumns(names: readonly string[], options: Options): ChosenColumns {
  return { count: names.length, places: namedColumns(options).map((name) => [name, names.lastIndexOf(name)]) };
}

function problemOfColumns({ places }: ChosenColumns): Problem | undefined {
  return missingColumn(
    places.map(([name]) => name),
    (name) => places.some(([known, index]) => known === name && index >= 0),
  );
}

function rowOf(columns: ChosenColumns, bytes: Uint8Array, options: Options, limits: ReadLimits): Parsed | Problem {
  const fields = fieldsOf(bytes, options);
  if (isProblem(fields)) return fields;
  if (fields.length !== columns.count) {
    return { problem: 'wrong-field-count', value: fields.length, limit: columns.count };
  }
  const row = Object.fromEntries(columns.places.map(([name, index]) => [name, fields[index] || null]));
  return documentOfRow(row, options, limits.recordBytes);
}
