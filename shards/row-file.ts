import type { Storage } from '../storage/storage.ts';

/** A group of rows that can be read alone: its rows, and the place of its bytes in the file. */
export interface RowGroup {
  readonly rows: number;
  readonly offset: number;
  readonly bytes: number;
  /** CRC-32 of the bytes (that of zlib), of Arrow files: a reader from far away holds what it got to it. */
  readonly crc32?: number;
}

/** A file that was published. `file` is its path in the folder that was asked for. */
export interface WrittenFile {
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly rows: number;
  readonly rowGroups: readonly RowGroup[];
}

/** Where a file goes: `name` makes, of the SHA-256 of its bytes, its path in `folder`. */
export interface FileTarget {
  readonly storage: Storage;
  /** Key of a folder, without `/` at the end: a dataset's name, or a place for intermediates. */
  readonly folder: string;
  readonly name: (sha256: string) => string;
}

/** A path in a dataset's folder that names a file by its content: `data/<sha256>.parquet`. */
export function contentName(folder: 'data' | 'fates' | 'metrics', extension: 'parquet' | 'arrow' | 'json') {
  return (sha256: string): string => `${folder}/${sha256}.${extension}`;
}

/**
 * Writes rows to one file. The bytes depend on the rows and their order, never on how they are split between calls.
 * After an error, or instead of `finish`, call `abort`: nothing is left behind.
 */
export interface RowFileWriter<Row> {
  /** Rows taken. */
  readonly rows: number;
  /** Bytes written so far; what the rows of the last groups will take is not in it. */
  readonly bytes: number;
  add(rows: Iterable<Row>): Promise<void>;
  finish(): Promise<WrittenFile>;
  abort(): Promise<void>;
}

/** Reads rows of one file, by group. */
export interface RowFileReader<Row> {
  /** How many groups there are. */
  readonly groups: number;
  /** The rows of one group, in order. Costs memory for that group. */
  group(index: number): Promise<readonly Row[]>;
}

/** All rows of a file, a group at a time. */
export async function* groupsOf<Row>(reader: RowFileReader<Row>): AsyncGenerator<readonly Row[]> {
  for (let index = 0; index < reader.groups; index++) yield await reader.group(index);
}
