import type { Document, TextFormat } from '../core/document.ts';
import { MillraceError } from '../core/errors.ts';
import type { Storage } from '../storage/storage.ts';
import { openArrowReader } from './arrow-reader.ts';
import { openArrowWriter } from './arrow-writer.ts';
import type { BuildRecord } from './build-record.ts';
import { mappedReader, mappedWriter } from './mapped-rows.ts';
import { metadataFromText, metadataToText } from './metadata-column.ts';
import type { RowFileReader, RowFileWriter } from './row-file.ts';
import type { RowSchema } from './row-schema.ts';

const columns = {
  ordinal: { type: 'uint32' },
  id: { type: 'utf8' },
  text: { type: 'utf8' },
  format: { type: 'utf8' },
  source: { type: 'utf8' },
  label: { type: 'utf8', nullable: true },
  metadata: { type: 'utf8' },
  evidence: { type: 'utf8', nullable: true },
  textHash: { type: 'utf8', nullable: true },
} as const satisfies RowSchema;

const groupLimits = { rows: 1024, textBytes: 2 ** 20 };

/** Writes records, Arrow IPC, to the file `name` in `folder`: an intermediate, so named by its job. */
export async function openRecordWriter(
  storage: Storage,
  folder: string,
  name: string,
): Promise<RowFileWriter<BuildRecord<Document>>> {
  const writer = await openArrowWriter({ storage, folder, name: () => name }, columns, groupLimits, 'fast');
  return mappedWriter(writer, ({ ordinal, item, evidence, textHash, utf8 }) => ({
    ordinal,
    id: item.id,
    // The text itself need then not be kept until a group of rows is full.
    text: utf8 ?? item.text,
    format: item.format,
    source: item.source,
    label: item.label,
    metadata: metadataToText(item.metadata),
    evidence,
    textHash,
  }));
}

/** Opens a file of records. Their texts become strings where they are asked for; `utf8` is a view of their group's memory. */
export async function openRecordReader(storage: Storage, key: string): Promise<RowFileReader<BuildRecord<Document>>> {
  const reader = await openArrowReader(storage, key, { ...columns, text: { type: 'binary' } });
  return mappedReader(
    reader,
    ({ ordinal, id, text: utf8, format, source, label, metadata: metadataText, evidence, textHash }) => {
      const metadata = metadataFromText(metadataText);
      const item = documentOf(utf8, { id, format: textFormat(format), source, label, metadata });
      return { ordinal, item, evidence, textHash, utf8 };
    },
  );
}

/** Many a record is copied on without a look at its text. */
function documentOf(utf8: Uint8Array, { id, format, source, label, metadata }: Omit<Document, 'text'>): Document {
  let known: string | undefined;
  return {
    id,
    get text() {
      known ??= Buffer.from(utf8.buffer, utf8.byteOffset, utf8.byteLength).toString('utf8');
      return known;
    },
    format,
    source,
    label,
    metadata,
  };
}

function textFormat(name: string): TextFormat {
  if (name === 'text' || name === 'html') return name;
  throw new MillraceError('bad-file', `${JSON.stringify(name)} is no text format`);
}
