import { MillraceError } from '../core/errors.js';
import { openArrowReader } from './arrow-reader.js';
import { openArrowWriter } from './arrow-writer.js';
import { mappedReader, mappedWriter } from './mapped-rows.js';
import { metadataFromText, metadataToText } from './metadata-column.js';
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
};
const groupLimits = { rows: 1024, textUnits: 16 * 2 ** 20 };
/** Writes records, Arrow IPC, to the file `name` in `folder`: an intermediate, so named by its job. */
export async function openRecordWriter(storage, folder, name) {
    const writer = await openArrowWriter({ storage, folder, name: () => name }, columns, groupLimits, 'fast');
    return mappedWriter(writer, ({ ordinal, item, evidence, textHash }) => ({
        ordinal,
        id: item.id,
        text: item.text,
        format: item.format,
        source: item.source,
        label: item.label,
        metadata: metadataToText(item.metadata),
        evidence,
        textHash,
    }));
}
/** Opens a file of records. */
export async function openRecordReader(storage, key) {
    const reader = await openArrowReader(storage, key, columns);
    return mappedReader(reader, ({ ordinal, id, text, format, source, label, metadata, evidence, textHash }) => ({
        ordinal,
        item: { id, text, format: textFormat(format), source, label, metadata: metadataFromText(metadata) },
        evidence,
        textHash,
    }));
}
function textFormat(name) {
    if (name === 'text' || name === 'html')
        return name;
    throw new MillraceError('bad-file', `${JSON.stringify(name)} is no text format`);
}
//# sourceMappingURL=records.js.map