import { MillraceError } from '../core/errors.js';
import { imageFormats } from '../core/image-sample.js';
import { openArrowReader } from './arrow-reader.js';
import { openArrowWriter } from './arrow-writer.js';
import { boxesFromText, boxesToText } from './boxes-column.js';
import { mappedReader, mappedWriter } from './mapped-rows.js';
import { metadataFromText, metadataToText } from './metadata-column.js';
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
};
const groupLimits = { rows: 256, textUnits: 16 * 2 ** 20 };
/** Writes images, Arrow IPC, to the file `name` in `folder`: an intermediate, so named by its job. */
export async function openImageRecordWriter(storage, folder, name) {
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
export async function openImageRecordReader(storage, key) {
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
function signalsFromText(text) {
    const value = JSON.parse(text);
    if (isSignals(value))
        return value;
    throw new MillraceError('bad-file', 'a column of signals holds no signals');
}
function isSignals(value) {
    return typeof value === 'object' && value !== null && 'width' in value && 'height' in value && 'entropy' in value;
}
//# sourceMappingURL=image-records.js.map