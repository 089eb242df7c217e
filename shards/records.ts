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

const groupLimits = { rows: 1024, textUnits: 16 * 2 ** 20 };

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

/** Opens a file of records. */
export async function openRecordReader(storage: Storage, key: string): Promise<RowFileReader<BuildRecord<Document>>> {
  const reader = await openArrowReader(storage, key, columns);
  return mappedReader(reader, ({ ordinal, id, text, format, source, label, metadata, evidence, textHash }) => ({
    ordinal,
    item: { id, text, format: textFormat(format), source, label, metadata: metadataFromText(metadata) },
    evidence,
    textHash,
  }));
}

function textFormat(name: string): TextFormat {
  if (name === 'text' || name === 'html') return name;
  throw new MillraceError('bad-file', `${JSON.stringify(name)} is no text format`);
}
