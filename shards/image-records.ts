import { MillraceError } from '../core/errors.ts';
import { type ImageSample, type ImageSignals, imageFormats } from '../core/image-sample.ts';
import type { Storage } from '../storage/storage.ts';
import { openArrowReader } from './arrow-reader.ts';
import { openArrowWriter } from './arrow-writer.ts';
import { boxesFromText, boxesToText } from './boxes-column.ts';
import type { BuildRecord } from './build-record.ts';
import { mappedReader, mappedWriter } from './mapped-rows.ts';
import { metadataFromText, metadataToText } from './metadata-column.ts';
import type { RowFileReader, RowFileWriter } from './row-file.ts';
import type { RowSchema } from './row-schema.ts';

/** An image on its way through a build; `signals` are those of `bytes`, null before they were measured. */
export interface BuildImage extends ImageSample {
  readonly signals: ImageSignals | null;
}

const columns = {
  ordinal: { type: 'uint32' },
  id: { type: 'utf8' },
  image: { type: 'binary' },
  format: { type: 'utf8', nullable: true },
  source: { type: 'utf8' },
  label: { type: 'utf8', nullable: true },
  caption: { type: 'utf8', nullable: true },
  boxes: { type: 'utf8' },
  metadata: { type: 'utf8' },
  signals: { type: 'utf8', nullable: true },
  evidence: { type: 'utf8', nullable: true },
  textHash: { type: 'utf8', nullable: true },
} as const satisfies RowSchema;

const groupLimits = { rows: 256, textBytes: 16 * 2 ** 20 };

/** Writes images, Arrow IPC, to the file `name` in `folder`: an intermediate, so named by its job. */
export async function openImageRecordWriter(
  storage: Storage,
  folder: string,
  name: string,
): Promise<RowFileWriter<BuildRecord<BuildImage>>> {
  const writer = await openArrowWriter({ storage, folder, name: () => name }, columns, groupLimits, 'fast');
  return mappedWriter(writer, ({ ordinal, item, evidence, textHash }) => ({
    ordinal,
    id: item.id,
    image: item.bytes,
    format: item.format,
    source: item.source,
    label: item.label,
    caption: item.caption,
    boxes: boxesToText(item.boxes),
    metadata: metadataToText(item.metadata),
    signals: item.signals === null ? null : JSON.stringify(item.signals),
    evidence,
    textHash,
  }));
}

/** Opens a file of images. Memory: one group, of about 16 MiB, or of one larger image. */
export async function openImageRecordReader(
  storage: Storage,
  key: string,
): Promise<RowFileReader<BuildRecord<BuildImage>>> {
  const reader = await openArrowReader(storage, key, columns);
  return mappedReader(reader, ({ ordinal, image, format, boxes, metadata, signals, evidence, textHash, ...rest }) => ({
    ordinal,
    item: {
      ...rest,
      bytes: image,
      format: imageFormats.find((known) => known === format) ?? null,
      boxes: boxesFromText(boxes),
      metadata: metadataFromText(metadata),
      signals: signals === null ? null : signalsFromText(signals),
    },
    evidence,
    textHash,
  }));
}

function signalsFromText(text: string): ImageSignals {
  const value: unknown = JSON.parse(text);
  if (isSignals(value)) return value;
  throw new MillraceError('bad-file', 'a column of signals holds no signals');
}

function isSignals(value: unknown): value is ImageSignals {
  return typeof value === 'object' && value !== null && 'width' in value && 'height' in value && 'entropy' in value;
}
