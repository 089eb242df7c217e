import { MetadataVersion, RecordBatchReader } from 'apache-arrow';
import { Footer } from 'apache-arrow/ipc/metadata/file';
import { MillraceError } from '../core/errors.ts';
import type { Storage } from '../storage/storage.ts';
import { toRows } from './arrow-to-rows.ts';
import { readZstd } from './read-zstd.ts';
import type { RowFileReader } from './row-file.ts';
import type { RowOf, RowSchema } from './row-schema.ts';

const magic = Buffer.from('ARROW1');
/** The file begins with its magic and two bytes of padding. */
const firstMessage = 8;
/** Footer length and magic. */
const tailBytes = 10;
const guessedFooterBytes = 64 * 1024;

/**
 * Opens an Arrow IPC file of {@link openArrowWriter}: one read of its footer, one for the schema. Each group is one
 * more read of that record batch alone. Throws MillraceError `bad-file` where it is no such file.
 */
export async function openArrowReader<S extends RowSchema>(
  storage: Storage,
  key: string,
  schema: S,
): Promise<RowFileReader<RowOf<S>>> {
  const blocks = await readBlocks(storage, key);
  const first = blocks[0];
  const schemaMessage = first === undefined ? undefined : await storage.getRange(key, firstMessage, first.start);
  return {
    groups: blocks.length,
    group: async (index) => {
      const block = blocks[index];
      if (block === undefined || schemaMessage === undefined) {
        throw new MillraceError('bad-file', `group ${index} of ${blocks.length} was asked for`, { at: key });
      }
      const message = await storage.getRange(key, block.start, block.end);
      return decoding(key, () => {
        const [batch] = RecordBatchReader.from([schemaMessage, message]);
        if (batch === undefined) throw new MillraceError('bad-file', 'a record batch is empty', { at: key });
        return toRows(schema, batch) as RowOf<S>[];
      });
    },
  };
}

/** Where a record batch's message lies in its file, and where in the file its body begins. */
export interface BatchBlock {
  readonly start: number;
  readonly bodyStart: number;
  readonly end: number;
}

/** The record batches of a file, from its footer. Throws MillraceError `bad-file`, `not-found`. */
export async function readBlocks(storage: Storage, key: string): Promise<BatchBlock[]> {
  const size = await storage.size(key);
  if (size === undefined) throw new MillraceError('not-found', 'there is no such file', { at: key });
  if (size < firstMessage + tailBytes)
    throw new MillraceError('bad-file', `${size} bytes are no Arrow file`, { at: key });
  let tail = await storage.getRange(key, Math.max(0, size - guessedFooterBytes), size);
  const footerBytes = new DataView(tail.buffer, tail.byteOffset).getInt32(tail.length - tailBytes, true);
  if (
    Buffer.compare(tail.subarray(tail.length - magic.length), magic) !== 0 ||
    footerBytes <= 0 ||
    footerBytes + tailBytes > size
  ) {
    throw new MillraceError('bad-file', 'the file does not end as an Arrow file does', { at: key });
  }
  if (footerBytes + tailBytes > tail.length) tail = await storage.getRange(key, size - footerBytes - tailBytes, size);
  return decoding(key, () => {
    const footer = Footer.decode(tail.subarray(tail.length - tailBytes - footerBytes, tail.length - tailBytes));
    if (footer.version > MetadataVersion.V5)
      throw new MillraceError('bad-file', 'it is of a newer Arrow format', { at: key });
    return Array.from(footer.recordBatches(), (block) => {
      const end = block.offset + block.metaDataLength + block.bodyLength;
      if (block.offset < firstMessage || end > size)
        throw new MillraceError('bad-file', 'a record batch lies outside the file', { at: key });
      return { start: block.offset, bodyStart: block.offset + block.metaDataLength, end };
    });
  });
}

/** Turns whatever the library throws for damaged bytes into one error. */
function decoding<T>(key: string, decode: () => T): T {
  readZstd();
  try {
    return decode();
  } catch (error) {
    if (error instanceof MillraceError) throw error;
    throw new MillraceError('bad-file', 'an Arrow file is damaged', {
      at: key,
      hint: 'run `millrace verify`',
      cause: error,
    });
  }
}
