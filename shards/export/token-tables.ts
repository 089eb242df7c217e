import { RecordBatchStreamWriter } from 'apache-arrow';
import { openParquetEncoder } from '../parquet-encoder.ts';
import { parquetProperties } from '../parquet-writer.ts';
import type { RowSchema } from '../row-schema.ts';
import { arrowSchema, toRecordBatch } from '../rows-to-arrow.ts';
import { type TokenShape, tokenColumns } from '../tokens.ts';
import type { ExportFolder } from './export-folder.ts';
import type { IdentifiedSequence } from './export-sample.ts';

/** Sequences in a row group: 4 MiB of 1,024 tokens of 16 bits. */
const groupRows = 2_048;

/** Writes sequences of tokens, with their ids, as one Parquet file. */
export interface TokenTable {
  add(sequences: readonly IdentifiedSequence[]): Promise<void>;
  finish(): Promise<void>;
}

/** Opens a table of tokens in a folder. Holds one row group and its buffers twice. */
export async function openTokenTable(folder: ExportFolder, path: string, shape: TokenShape): Promise<TokenTable> {
  const columns: RowSchema = { id: { type: 'utf8', bulk: true }, ...tokenColumns(shape) };
  const schema = arrowSchema(columns);
  const file = await folder.create(path);
  // The encoder's pieces lie in memory that it uses again.
  const encoder = openParquetEncoder(
    { write: (piece) => file.write(piece.slice()) },
    parquetProperties(columns, { rows: groupRows, textBytes: 0 }),
  );
  let held: IdentifiedSequence[] = [];
  const encode = async (rows: readonly IdentifiedSequence[]): Promise<void> => {
    const stream = new RecordBatchStreamWriter();
    stream.write(
      toRecordBatch(
        columns,
        schema,
        rows.map((row) => ({ ...row })),
      ),
    );
    stream.finish();
    await encoder.add(stream.toUint8Array(true));
  };
  return {
    add: async (sequences) => {
      for (const sequence of sequences) {
        held.push(sequence);
        if (held.length < groupRows) continue;
        await encode(held);
        held = [];
      }
    },
    finish: async () => {
      if (held.length > 0) await encode(held);
      await encoder.end();
      await file.close();
    },
  };
}
