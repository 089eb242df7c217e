import { zstdDecompressSync } from 'node:zlib';
import {
  type AsyncBuffer,
  type ColumnMetaData,
  type Compressors,
  type FileMetaData,
  parquetMetadataAsync,
  parquetReadObjects,
} from 'hyparquet';
import { MillraceError } from '../core/errors.ts';
import { coalescedReads } from '../storage/coalesced-reads.ts';
import type { Storage } from '../storage/storage.ts';
import type { RowFileReader, RowGroup } from './row-file.ts';
import type { RowOf, RowSchema } from './row-schema.ts';

const compressors: Compressors = {
  ZSTD: (bytes, length) => zstdDecompressSync(bytes, { maxOutputLength: Math.max(1, length) }),
};

const guessedFooterBytes = 64 * 1024;

/** Text as it is: a mark U+FEFF at its beginning is part of it. */
const parsers = {
  stringFromBytes: (bytes: Uint8Array | undefined) =>
    bytes && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'),
};

/** Rows [from, to) of a group. */
export interface RowRange {
  readonly from: number;
  readonly to: number;
}

/** A Parquet file's reader: rows of all columns of its schema, or of the named ones. */
export interface ParquetReader<S extends RowSchema> extends RowFileReader<RowOf<S>> {
  readonly rowGroups: readonly RowGroup[];
  /** Some columns of one group, or of a range of its rows: reads the bytes of these alone, of a range its pages. */
  columns<Name extends keyof S & string>(
    index: number,
    names: readonly Name[],
    range?: RowRange,
  ): Promise<readonly Pick<RowOf<S>, Name>[]>;
  /** False where a group's statistics say that no row of it has this text in a column; true for no text. */
  mayHoldText(index: number, name: keyof S & string, text: string | undefined): boolean;
}

/**
 * Opens a Parquet file: one read of its footer; each group and set of columns reads the ranges it needs.
 * Throws MillraceError `bad-file` where it is no Parquet file or lacks a column of the schema.
 */
export async function openParquetReader<S extends RowSchema>(
  storage: Storage,
  key: string,
  schema: S,
): Promise<ParquetReader<S>> {
  const file = await openBuffer(storage, key);
  const metadata = await readMetadata(file, key);
  const rowGroups = groupsOfMetadata(metadata);
  const names = Object.keys(schema);
  const present = new Set(metadata.schema.map((element) => element.name));
  for (const name of names) {
    if (!present.has(name)) throw new MillraceError('bad-file', `the file has no column ${name}`, { at: key });
  }
  const starts = rowGroups.map((_, index) => rowGroups.slice(0, index).reduce((sum, group) => sum + group.rows, 0));
  const columns = async (
    index: number,
    columnNames: readonly string[],
    range?: RowRange,
  ): Promise<Record<string, unknown>[]> => {
    const [rowStart, group] = [starts[index], rowGroups[index]];
    if (rowStart === undefined || group === undefined) {
      throw new MillraceError('bad-file', `group ${index} of ${rowGroups.length} was asked for`, { at: key });
    }
    const rows = await decoding(key, () =>
      parquetReadObjects({
        file,
        metadata,
        rowStart: rowStart + (range?.from ?? 0),
        rowEnd: rowStart + (range?.to ?? group.rows),
        useOffsetIndex: range !== undefined,
        columns: [...columnNames],
        compressors,
        parsers,
        utf8: false,
      }),
    );
    const integers = columnNames.filter((name) => schema[name]?.type === 'int64');
    for (const name of integers) for (const row of rows) row[name] = row[name] === null ? null : Number(row[name]);
    for (const name of columnNames) {
      if (schema[name]?.type === 'image') for (const row of rows) row[name] = imageBytes(row[name], key);
    }
    return rows;
  };
  return {
    groups: rowGroups.length,
    rowGroups,
    group: async (index) => (await columns(index, names)) as RowOf<S>[],
    columns: async (index, chosen, range) => (await columns(index, chosen, range)) as RowOf<S>[],
    mayHoldText: (index, name, text) => {
      const column = metadata.row_groups[index]?.columns.find((each) => each.meta_data?.path_in_schema[0] === name);
      return text === undefined || withinRange(column?.meta_data, text);
    },
  };
}

/** Texts are ordered by their UTF-8. A range's ends may be cut short: the least down, the greatest up. */
function withinRange(column: ColumnMetaData | undefined, text: string): boolean {
  const { min_value: least, max_value: greatest, null_count: nulls } = column?.statistics ?? {};
  if (typeof least === 'string' && typeof greatest === 'string') {
    const bytes = Buffer.from(text);
    // A character cut in two would have become another.
    if (`${least}${greatest}`.includes('\ufffd')) return true;
    return Buffer.compare(Buffer.from(least), bytes) <= 0 && Buffer.compare(bytes, Buffer.from(greatest)) <= 0;
  }
  return column === undefined || nulls === undefined || nulls < column.num_values;
}

/** The row groups of a Parquet file, from its footer. */
export async function parquetRowGroups(storage: Storage, key: string): Promise<readonly RowGroup[]> {
  return groupsOfMetadata(await readMetadata(await openBuffer(storage, key), key));
}

/** The parts of a file that hold one column, `path` in its schema, by row group. Throws MillraceError `bad-file`. */
export async function parquetColumnChunks(
  storage: Storage,
  key: string,
  path: readonly string[],
): Promise<readonly RowGroup[]> {
  const metadata = await readMetadata(await openBuffer(storage, key), key);
  return metadata.row_groups.map((group) => {
    const column = group.columns.find((each) => each.meta_data?.path_in_schema.join('.') === path.join('.'))?.meta_data;
    if (column === undefined)
      throw new MillraceError('bad-file', `the file has no column ${path.join('.')}`, { at: key });
    return {
      rows: Number(group.num_rows),
      offset: Number(column.dictionary_page_offset ?? column.data_page_offset),
      bytes: Number(column.total_compressed_size),
    };
  });
}

function groupsOfMetadata(metadata: FileMetaData): RowGroup[] {
  return metadata.row_groups.map((group) => {
    const places = group.columns.flatMap(({ meta_data: column }) => {
      if (column === undefined) return [];
      const offset = Number(column.dictionary_page_offset ?? column.data_page_offset);
      return [{ offset, end: offset + Number(column.total_compressed_size) }];
    });
    const offset = Math.min(...places.map((place) => place.offset));
    const end = Math.max(...places.map((place) => place.end));
    return { rows: Number(group.num_rows), offset, bytes: end - offset };
  });
}

function imageBytes(value: unknown, key: string): Uint8Array {
  if (value !== null && typeof value === 'object' && 'bytes' in value && value.bytes instanceof Uint8Array) {
    return value.bytes;
  }
  throw new MillraceError('bad-file', 'an image has no bytes', { at: key });
}

async function openBuffer(storage: Storage, key: string): Promise<AsyncBuffer> {
  const byteLength = await storage.size(key);
  if (byteLength === undefined) throw new MillraceError('not-found', 'there is no such file', { at: key });
  const read = coalescedReads(storage, key);
  return {
    byteLength,
    slice: async (start, end = byteLength) => {
      const bytes = await read(start, end);
      const { buffer, byteOffset, length } = bytes;
      return byteOffset === 0 && buffer.byteLength === length && buffer instanceof ArrayBuffer
        ? buffer
        : new Uint8Array(bytes).buffer;
    },
  };
}

function readMetadata(file: AsyncBuffer, key: string): Promise<FileMetaData> {
  return decoding(key, () => parquetMetadataAsync(file, { initialFetchSize: guessedFooterBytes }));
}

/** Turns whatever the library throws for damaged bytes into one error. */
async function decoding<T>(key: string, decode: () => Promise<T>): Promise<T> {
  try {
    return await decode();
  } catch (error) {
    if (error instanceof MillraceError) throw error;
    throw new MillraceError('bad-file', 'a Parquet file is damaged', {
      at: key,
      hint: 'run `millrace verify`',
      cause: error,
    });
  }
}
