import type { RowFileWriter, WrittenFile } from '../../shards/row-file.ts';

/** A file of a rolling writer, with the sum of what its rows were told to count for. */
export interface RolledFile extends WrittenFile {
  readonly tally: number;
}

/** Writes rows to one file after the other, each of at most `fileBytes` as `sizeOf` measures its rows, but one row at least. */
export interface RollingWriter<Row> {
  readonly add: (rows: readonly Row[]) => Promise<void>;
  readonly finish: () => Promise<readonly RolledFile[]>;
  readonly abort: () => Promise<void>;
}

/** @param tallyOf what a row counts for in its file's `tally` */
export function openRollingWriter<Row>(
  open: () => Promise<RowFileWriter<Row>>,
  fileBytes: number,
  sizeOf: (row: Row) => number,
  tallyOf: (row: Row) => number,
): RollingWriter<Row> {
  const files: RolledFile[] = [];
  let writer: RowFileWriter<Row> | undefined;
  let bytes = 0;
  let tally = 0;
  const close = async (): Promise<void> => {
    if (writer === undefined) return;
    const closing = writer;
    writer = undefined;
    files.push({ ...(await closing.finish()), tally });
    bytes = 0;
    tally = 0;
  };
  return {
    add: async (rows) => {
      let waiting: Row[] = [];
      const flush = async (): Promise<void> => {
        if (waiting.length === 0) return;
        writer ??= await open();
        await writer.add(waiting);
        waiting = [];
      };
      for (const row of rows) {
        const size = sizeOf(row);
        if (bytes > 0 && bytes + size > fileBytes) {
          await flush();
          await close();
        }
        waiting.push(row);
        bytes += size;
        tally += tallyOf(row);
      }
      await flush();
    },
    finish: async () => {
      await close();
      return files;
    },
    abort: async () => {
      await writer?.abort();
      writer = undefined;
    },
  };
}
