import { MillraceError } from '../core/errors.js';
import { imageFormats } from '../core/image-sample.js';
import { boxesFromText, boxesToText } from './boxes-column.js';
import { mappedReader, mappedWriter } from './mapped-rows.js';
import { metadataFromText, metadataToText } from './metadata-column.js';
import { openParquetReader } from './parquet-reader.js';
import { openParquetWriter } from './parquet-writer.js';
import { contentName } from './row-file.js';
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
};
const groupLimits = { rows: 256, textUnits: 8 * 2 ** 20 };
/** What makes Hugging Face `datasets` decode the column `image` and show it. Source: `datasets.Features.to_dict`. */
const huggingFace = new Map([['huggingface', JSON.stringify({ info: { features: huggingFaceFeatures() } })]]);
/**
 * Writes a shard of images, Parquet, to `data/<sha256>.parquet` in the dataset's folder. A row group ends after 256 rows
 * or 8 MiB of image bytes and text; an image that is larger is a group of its own. Holds one group and its buffers twice.
 */
export async function openImageWriter(storage, dataset) {
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
export async function openImageReader(storage, key) {
    return mappedReader(await openParquetReader(storage, key, imageColumns), storedImage);
}
function storedImage({ format, boxes, metadata, ...row }) {
    const { sharpness, colourfulness, mean, entropy, captionCharacters, captionLanguage, textSimilarity, ...image } = row;
    return {
        ...image,
        format: imageFormat(format),
        boxes: boxesFromText(boxes),
        metadata: metadataFromText(metadata),
        signals: { sharpness, colourfulness, mean, entropy, captionCharacters, captionLanguage, textSimilarity },
    };
}
function imageFormat(name) {
    const format = imageFormats.find((each) => each === name);
    if (format === undefined)
        throw new MillraceError('bad-file', `${JSON.stringify(name)} is no image format`);
    return format;
}
function huggingFaceFeatures() {
    const types = { utf8: 'string', uint32: 'uint32', float64: 'float64' };
    return Object.fromEntries(Object.entries(imageColumns).map(([name, { type }]) => [
        name,
        type === 'image' ? { _type: 'Image' } : { dtype: types[type], _type: 'Value' },
    ]));
}
//# sourceMappingURL=images.js.map