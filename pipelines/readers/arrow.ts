import { type BatchParts, type ByteBudget, openParts, skipField } from '../formats/arrow/batch.ts';
import { type ArrowColumn, type ElementBudget, NotUtf8, openColumn } from '../formats/arrow/columns.ts';
import { fileMessages, isArrowFile } from '../formats/arrow/file.ts';
import type { FlatTable } from '../formats/arrow/flatbuffer.ts';
import { joinedColumns } from '../formats/arrow/joined-columns.ts';
import { type ArrowMessage, arrowMessages } from '../formats/arrow/messages.ts';
import { type ArrowField, type ArrowSchema, readSchema } from '../formats/arrow/schema.ts';
import { type ByteCursor, openCursor } from '../formats/byte-cursor.ts';
import { type ClassNames, classNames } from '../formats/class-names.ts';
import { missingColumn } from '../formats/missing-column.ts';
import { plainValue } from '../formats/plain-value.ts';
import {
  type FrameReader,
  isProblem,
  type Parsed,
  type Problem,
  type ReaderInput,
  type ReadLimits,
} from '../reader.ts';
import { compressionOf, decompress } from './decompression.ts';
import { type DocumentColumns, documentOfRow, namedColumns } from './document-columns.ts';
import { inFrameChunks, type SizedFrame } from './frame-chunks.ts';
import { parquet } from './parquet.ts';
import { openTextBudget, type TextBudget } from './text-budget.ts';

/**
 * Arrow IPC files and streams. A record batch is held whole. Own decoding, since apache-arrow believes the lengths that
 * a file states.
 */
export const arrow: FrameReader<DocumentColumns> = {
  format: 'arrow',
  summary: 'Arrow IPC files and streams (.arrow, .arrows, .feather of version 2), a row for each document.',
  options: parquet.options,
  splitsAtLines: () => false,
  randomAccess: true,
  frames: (input, limits, options) => inFrameChunks(rowFrames(input, limits, options)),
};

/** Record batches may be as large as this many of the longest records. */
const batchRecords = 64;
const mostElements = 1_000_000;

/** A file's schema, and what came of its dictionaries. */
interface OpenFile {
  readonly schema: ArrowSchema;
  readonly names: ClassNames;
  readonly dictionaries: Map<number, ArrowColumn>;
  readonly budget: TextBudget;
  rows: number;
}

async function* rowFrames(
  input: ReaderInput,
  limits: ReadLimits,
  options: DocumentColumns,
): AsyncGenerator<SizedFrame> {
  const cursor = openCursor(decompress(input.key, input.pieces, limits));
  let file: OpenFile | undefined;
  try {
    for await (const message of await messagesOf(input, cursor, limits)) {
      const place = file === undefined ? input.key : `${input.key}:${file.rows + 1}`;
      if (isProblem(message)) return yield alone(place, message);
      if (file === undefined) {
        const opened = openFile(
          message,
          options,
          openTextBudget(() => Math.max(cursor.offset, input.file?.fileBytes ?? 0), limits),
        );
        if (isProblem(opened)) return yield alone(input.key, opened);
        file = opened;
      }
      const body = await readBody(message, limits);
      if (message.kind === 'dictionary' && (isProblem(body) || !addDictionary(file, message, body, limits))) {
        return yield alone(place, { problem: 'damaged-arrow' });
      }
      if (message.kind !== 'batch') continue;
      const first = file.rows + 1;
      const rows = countRows(message.table);
      file.rows += rows;
      const columns = isProblem(body) ? body : openBatch(file, message, body, options, limits);
      if (isProblem(columns)) {
        yield alone(`${input.key}:${first}-${first + Math.max(0, rows - 1)}`, columns);
        continue;
      }
      for (let row = 0; row < rows; row++) {
        const source = `${input.key}:${first + row}`;
        const bytes = columns.get(options.text)?.size(row) ?? 0;
        const problem = file.budget.spend(bytes);
        if (problem !== undefined) return yield alone(source, problem);
        const { names } = file;
        yield { frame: { source, parse: () => rowDocument(columns, row, options, names, limits) }, bytes };
      }
    }
    if (file === undefined) yield alone(input.key, { problem: 'damaged-arrow' });
  } finally {
    await cursor.close();
  }
}

/** By the footer where it can be had: Polars writes files that are no streams. */
async function messagesOf(
  { key, file }: ReaderInput,
  cursor: ByteCursor,
  limits: ReadLimits,
): Promise<AsyncIterable<ArrowMessage | Problem>> {
  if (file === undefined || compressionOf(key) !== undefined) return arrowMessages(cursor, limits);
  return (await isArrowFile(file)) ? fileMessages(file, limits) : arrowMessages(cursor, limits);
}

function alone(source: string, problem: Problem): SizedFrame {
  return { frame: { source, ...problem }, bytes: 0 };
}

function openFile(message: ArrowMessage, options: DocumentColumns, budget: TextBudget): OpenFile | Problem {
  if (message.kind !== 'schema') return { problem: 'damaged-arrow' };
  const schema = guarded(() => readSchema(message.table));
  if (schema === undefined) return { problem: 'damaged-arrow' };
  const missing = missingColumn(namedColumns(options), (name) => schema.fields.some((field) => field.name === name));
  if (missing !== undefined) return missing;
  return { schema, names: classNames(schema.metadata, options), dictionaries: new Map(), budget, rows: 0 };
}

async function readBody({ bodyBytes, body }: ArrowMessage, { recordBytes }: ReadLimits): Promise<Uint8Array | Problem> {
  const limit = batchRecords * recordBytes;
  if (bodyBytes > limit) return { problem: 'batch-too-large', value: bodyBytes, limit };
  const bytes = await body();
  return bytes.length === bodyBytes ? bytes : { problem: 'damaged-batch' };
}

function countRows(table: FlatTable): number {
  const rows = guarded(() => table.int64(0, 0)) ?? 0;
  return Number.isSafeInteger(rows) && rows > 0 ? rows : 0;
}

function addDictionary(file: OpenFile, { table, view }: ArrowMessage, body: Uint8Array, limits: ReadLimits): boolean {
  const added = guarded(() => {
    const id = table.int64(0, 0);
    const data = table.table(1);
    const field = file.schema.fields.flatMap(withChildren).find((each) => each.dictionary?.id === id);
    if (data === undefined) return undefined;
    // Of columns that nobody asked for, and of types that cannot be read, no value is ever looked up.
    if (field === undefined) return true;
    const parts = openParts(data, view, body, byteBudget(body, limits));
    const place = { node: 0, buffer: 0, variadic: 0 };
    const values = openColumn({ ...field, dictionary: null }, parts, place, file.dictionaries, elementBudget());
    const before = file.dictionaries.get(id);
    const isDelta = table.int8(2, 0) !== 0 && before !== undefined;
    if (values !== undefined) file.dictionaries.set(id, isDelta ? joinedColumns(before, values) : values);
    return true;
  });
  return added === true;
}

function withChildren(field: ArrowField): readonly ArrowField[] {
  return [field, ...field.children.flatMap(withChildren)];
}

function byteBudget(body: Uint8Array, { recordBytes, expansionRatio }: ReadLimits): ByteBudget {
  return { left: Math.min(batchRecords * recordBytes, Math.max(recordBytes, body.length * expansionRatio)) };
}

function elementBudget(): ElementBudget {
  return { left: mostElements };
}

type Columns = ReadonlyMap<string, ArrowColumn>;

function openBatch(
  file: OpenFile,
  { table, view }: ArrowMessage,
  body: Uint8Array,
  options: DocumentColumns,
  limits: ReadLimits,
): Columns | Problem {
  const rows = countRows(table);
  const columns = guarded((): Columns | Problem => {
    const parts = openParts(table, view, body, byteBudget(body, limits));
    return openColumns(file, parts, namedColumns(options));
  });
  if (columns === undefined || isProblem(columns)) return columns ?? { problem: 'damaged-batch', value: rows };
  const sound = [...columns.values()].every((column) => column.rows === rows);
  return sound ? columns : { problem: 'damaged-batch', value: rows };
}

function openColumns({ schema, dictionaries }: OpenFile, parts: BatchParts, wanted: readonly string[]) {
  const columns = new Map<string, ArrowColumn>();
  const place = { node: 0, buffer: 0, variadic: 0 };
  for (const field of schema.fields) {
    if (!wanted.includes(field.name) || columns.has(field.name)) {
      skipField(field, parts, place);
      continue;
    }
    const budget = elementBudget();
    const column = openColumn(field, parts, place, dictionaries, budget);
    if (column === undefined) return { problem: 'unsupported-type' };
    columns.set(field.name, {
      ...column,
      get: (row) => {
        budget.left = mostElements;
        return column.get(row);
      },
    });
  }
  return columns;
}

/** Undefined where bytes are not what they say. */
function guarded<Result>(read: () => Result): Result | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function rowDocument(
  columns: Columns,
  row: number,
  options: DocumentColumns,
  names: ClassNames,
  { recordBytes }: ReadLimits,
): Parsed | Problem {
  const plain: Record<string, unknown> = {};
  try {
    for (const [name, column] of columns) plain[name] = plainValue(column.get(row));
  } catch (error) {
    if (error instanceof NotUtf8) return { problem: 'invalid-utf8' };
    if (error instanceof RangeError) return { problem: 'damaged-row' };
    throw error;
  }
  const named = names.apply(plain);
  return named === undefined ? { problem: 'invalid-label' } : documentOfRow(named, options, recordBytes);
}
