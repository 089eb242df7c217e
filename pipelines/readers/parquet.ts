import { z } from 'zod';
import { type ClassNames, classNames } from '../formats/class-names.ts';
import { missingColumn } from '../formats/missing-column.ts';
import type { ParquetRow } from '../formats/parquet-file.ts';
import { plainValue } from '../formats/plain-value.ts';
import {
  type FrameReader,
  isProblem,
  type Parsed,
  type Problem,
  type RandomAccess,
  type ReaderInput,
  type ReadLimits,
} from '../reader.ts';
import { type DocumentColumns, documentColumns, documentOfRow, namedColumns } from './document-columns.ts';
import { inFrameChunks, type SizedFrame } from './frame-chunks.ts';
import { column } from './json-columns.ts';
import { partitionValues } from './partition-values.ts';
import { openTextBudget } from './text-budget.ts';

const options = z.strictObject(documentColumns);

/** Parquet files, a row for each document. Names of classes, where Hugging Face wrote them, stand for the label's numbers. */
export const parquet: FrameReader<DocumentColumns> = {
  format: 'parquet',
  summary: 'Parquet files (.parquet), a row for each document.',
  options,
  splitsAtLines: () => false,
  randomAccess: true,
  frames: (input, limits, options) => inFrameChunks(rowFrames(input, limits, options)),
  splitPoints: async (_key, file, limits) => {
    const { groupStarts, readFooter } = await import('../formats/parquet-file.ts');
    const footer = await readFooter(file, limits);
    return isProblem(footer) ? [] : groupStarts(footer.metadata).slice(1);
  },
};

const sliceBytes = 32 << 20;
const sliceRows = 100_000;
/** A row group is read in slices, so it may be larger than one that is held whole. */
const mostRows = 2 ** 24;
const groupRecords = 256;

async function* rowFrames(
  input: ReaderInput,
  limits: ReadLimits,
  options: DocumentColumns,
): AsyncGenerator<SizedFrame> {
  // Reading Parquet takes a while to load, which a recipe of other sources need not wait for.
  const { groupStarts, hasColumn, holdRowGroup, readFooter, storedBytes } = await import('../formats/parquet-file.ts');
  const file = input.file as RandomAccess;
  const { start: from, end: to } = input.part ?? { start: 0, end: file.fileBytes };
  // What is wrong with the file is told by its first part.
  const ofFile = (problem: Problem): SizedFrame[] =>
    from > 0 ? [] : [{ frame: { source: input.key, ...problem }, bytes: 0 }];
  const footer = await readFooter(file, limits);
  if (isProblem(footer)) return yield* ofFile(footer);
  const { metadata } = footer;
  const given = new Map([...partitionValues(input.key)].filter(([name]) => !hasColumn(metadata, name)));
  const columns = namedColumns(options).filter((name) => !given.has(name));
  const missing = missingColumn(columns, (name) => hasColumn(metadata, name));
  if (missing !== undefined) return yield* ofFile(missing);
  const starts = groupStarts(metadata);
  const names = classNames(metadata.key_value_metadata ?? [], options);
  const budget = openTextBudget(() => file.fileBytes, limits);
  const most = { rows: mostRows, bytes: groupRecords * limits.recordBytes };
  let first = 1;
  let stored = 0;
  for (const [place, group] of metadata.row_groups.entries()) {
    const rows = Math.max(0, Number(group.num_rows));
    const failed = (problem: Problem, from: number): SizedFrame => ({
      frame: { source: `${input.key}:${from}-${first + Math.max(0, rows - 1)}`, ...problem },
      bytes: 0,
    });
    // Groups that lie over each other would give the same bytes again and again.
    stored += storedBytes(metadata, group, columns) ?? 0;
    const start = starts[place]?.at ?? 0;
    if (start < from || start >= to) {
      first += rows;
      continue;
    }
    if (stored > file.fileBytes) return yield failed({ problem: 'damaged-row-group', value: rows }, first);
    const held = await holdRowGroup(file, metadata, group, columns, limits, most);
    if (isProblem(held)) yield failed(held, first);
    else {
      const step = Math.min(sliceRows, held.rowsOf(sliceBytes));
      for (let start = 0; start < held.rows; start += step) {
        const slice = await held.read(start, Math.min(held.rows, start + step));
        if (isProblem(slice)) {
          yield failed(slice, first + start);
          break;
        }
        for (const [index, row] of slice.entries()) {
          const source = `${input.key}:${first + start + index}`;
          const bytes = textLength(row, options);
          const problem = budget.spend(bytes);
          if (problem !== undefined) return yield { frame: { source, ...problem }, bytes: 0 };
          yield { frame: { source, parse: () => rowDocument(row, given, { options, names, limits }) }, bytes };
        }
      }
    }
    first += rows;
  }
}

function textLength(row: ParquetRow, { text }: DocumentColumns): number {
  const value = column(row, text);
  return typeof value === 'string' ? value.length : 0;
}

interface RowReading {
  readonly options: DocumentColumns;
  readonly names: ClassNames;
  readonly limits: ReadLimits;
}

function rowDocument(
  row: ParquetRow,
  given: ReadonlyMap<string, string | null>,
  { options, names, limits: { recordBytes } }: RowReading,
): Parsed | Problem {
  const plain: Record<string, unknown> = {};
  for (const name of namedColumns(options)) plain[name] = given.get(name) ?? plainValue(column(row, name));
  const named = names.apply(plain);
  return named === undefined ? { problem: 'invalid-label' } : documentOfRow(named, options, recordBytes);
}
