import { MillraceError } from '../core/errors.ts';
import { type ImageFormat, type ImageSample, type ImageSignals, imageFormats } from '../core/image-sample.ts';
import type { Storage } from '../storage/storage.ts';
import { boxesFromText, boxesToText } from './boxes-column.ts';
import { mappedReader, mappedWriter } from './mapped-rows.ts';
import { metadataFromText, metadataToText } from './metadata-column.ts';
import { openParquetReader } from './parquet-reader.ts';
import { openParquetWriter } from './parquet-writer.ts';
import { contentName, type RowFileReader, type RowFileWriter } from './row-file.ts';
import type { RowOf, RowSchema } from './row-schema.ts';

/**
 * An image in a finished shard. `image` holds the bytes of an image file of `format`, `width` × `height` pixels as
 * shown. `parent` is the id of the record of which this one is an augmented copy; null for a record of a source.
 */
export interface StoredImage extends Omit<ImageSample, 'bytes' | 'format'> {
  readonly image: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly format: ImageFormat;
  readonly parent: string | null;
  readonly signals: Omit<ImageSignals, 'width' | 'height'>;
}

/** The columns of a shard of images. */
export const imageColumns = {
  id: { type: 'utf8', bulk: true },
  image: { type: 'image' },
  width: { type: 'uint32' },
  height: { type: 'uint32' },
  format: { type: 'utf8' },
  label: { type: 'utf8', nullable: true },
  caption: { type: 'utf8', nullable: true, bulk: true },
  boxes: { type: 'utf8', bulk: true },
  source: { type: 'utf8', bulk: true },
  parent: { type: 'utf8', nullable: true, bulk: true },
  metadata: { type: 'utf8' },
  sharpness: { type: 'float64' },
  colourfulness: { type: 'float64' },
  mean: { type: 'float64' },
  entropy: { type: 'float64' },
  captionCharacters: { type: 'uint32', nullable: true },
  captionLanguage: { type: 'utf8', nullable: true },
  textSimilarity: { type: 'float64', nullable: true },
} as const satisfies RowSchema;

const groupLimits = { rows: 256, textBytes: 8 * 2 ** 20 };

/** What makes Hugging Face `datasets` decode the column `image` and show it. Source: `datasets.Features.to_dict`. */
const huggingFace = new Map([['huggingface', JSON.stringify({ info: { features: huggingFaceFeatures() } })]]);

/**
 * Writes a shard of images, Parquet, to `data/<sha256>.parquet` in the dataset's folder. A row group ends after 256 rows
 * or 8 MiB of image bytes and text; an image that is larger is a group of its own. Holds one group and its buffers twice.
 */
export async function openImageWriter(storage: Storage, dataset: string): Promise<RowFileWriter<StoredImage>> {
  const target = { storage, folder: dataset, name: contentName('data', 'parquet') };
  const writer = await openParquetWriter(target, imageColumns, groupLimits, huggingFace);
  return mappedWriter(writer, ({ signals, boxes, metadata, ...image }) => ({
    ...image,
    boxes: boxesToText(boxes),
    metadata: metadataToText(metadata),
    sharpness: signals.sharpness,
    colourfulness: signals.colourfulness,
    mean: signals.mean,
    entropy: signals.entropy,
    captionCharacters: signals.captionCharacters,
    captionLanguage: signals.captionLanguage,
    textSimilarity: signals.textSimilarity,
  }));
}

/** Opens a shard of images. A group is read whole: at most 256 images. */
export async function openImageReader(storage: Storage, key: string): Promise<RowFileReader<StoredImage>> {
  return mappedReader(await openParquetReader(storage, key, imageColumns), storedImage);
}

function storedImage({ format, boxes, metadata, ...row }: RowOf<typeof imageColumns>): StoredImage {
  const { sharpness, colourfulness, mean, entropy, captionCharacters, captionLanguage, textSimilarity, ...image } = row;
  return {
    ...image,
    format: imageFormat(format),
    boxes: boxesFromText(boxes),
    metadata: metadataFromText(metadata),
    signals: { sharpness, colourfulness, mean, entropy, captionCharacters, captionLanguage, textSimilarity },
  };
}

function imageFormat(name: string): ImageFormat {
  const format = imageFormats.find((each) => each === name);
  if (format === undefined) throw new MillraceError('bad-file', `${JSON.stringify(name)} is no image format`);
  return format;
}

function huggingFaceFeatures(): object {
  const types = { utf8: 'string', uint32: 'uint32', float64: 'float64' } as const;
  return Object.fromEntries(
    Object.entries(imageColumns).map(([name, { type }]) => [
      name,
      type === 'image' ? { _type: 'Image' } : { dtype: types[type], _type: 'Value' },
    ]),
  );
}
