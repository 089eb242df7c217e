import { Table, transformParquetStream, type WriterProperties } from 'parquet-wasm';
import type { StorageWriter } from '../storage/storage.ts';

/** Turns Arrow record batches into the bytes of one Parquet file. */
export interface ParquetEncoder {
  /** Takes record batches in the Arrow IPC stream format; settles when the encoder wants more. */
  add(stream: Uint8Array): Promise<void>;
  /** Encodes what is left and the footer. */
  end(): Promise<void>;
  /** Gives up; settles when the encoder has let go of its memory. */
  cancel(): Promise<void>;
}

/** Opens an encoder that writes to `file`. A failed write makes the next call throw its error. */
export function openParquetEncoder(file: Pick<StorageWriter, 'write'>, properties: WriterProperties): ParquetEncoder {
  const batches = new TransformStream();
  const input = batches.writable.getWriter();
  const outcome = encode(file, batches.readable, properties).then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  const orFailure = async (step: Promise<void>) => {
    const failure = await Promise.race([step, outcome]);
    if (failure !== undefined) throw failure.error;
  };
  return {
    add: async (stream) => {
      const table = Table.fromIPCStream(stream);
      try {
        for (const batch of table.recordBatches()) await orFailure(input.write(batch));
      } finally {
        table.free();
      }
    },
    end: async () => {
      await orFailure(input.close());
      const failure = await outcome;
      if (failure !== undefined) throw failure.error;
    },
    cancel: async () => {
      await Promise.allSettled([input.abort()]);
      await outcome;
    },
  };
}

async function encode(
  file: Pick<StorageWriter, 'write'>,
  batches: ReadableStream,
  properties: WriterProperties,
): Promise<void> {
  const pieces: ReadableStream<Uint8Array> = await transformParquetStream(batches, properties);
  for await (const piece of pieces) await file.write(piece);
}
