import { mappedReader, mappedWriter } from './mapped-rows.js';
import { metadataFromText, metadataToText } from './metadata-column.js';
import { openParquetReader } from './parquet-reader.js';
import { openParquetWriter } from './parquet-writer.js';
import { contentName } from './row-file.js';
const columns = {
    id: { type: 'utf8', bulk: true },
    text: { type: 'utf8', bulk: true },
    source: { type: 'utf8', bulk: true },
    label: { type: 'utf8', nullable: true },
    parent: { type: 'utf8', nullable: true, bulk: true },
    metadata: { type: 'utf8' },
};
/** About 10 MB of usual text. */
const groupLimits = { rows: 4096, textUnits: 32 * 2 ** 20 };
/**
 * Writes a document shard, Parquet, to `data/<sha256>.parquet` in the dataset's folder.
 * Bound a shard's text from outside: one row group may hold the text of 4,096 documents.
 */
export async function openDocumentWriter(storage, dataset) {
    const target = { storage, folder: dataset, name: contentName('data', 'parquet') };
    const writer = await openParquetWriter(target, columns, groupLimits);
    return mappedWriter(writer, ({ id, text, source, label, parent, metadata }) => ({
        id,
        text,
        source,
        label,
        parent,
        metadata: metadataToText(metadata),
    }));
}
/** Opens a document shard. */
export async function openDocumentReader(storage, key) {
    const reader = await openParquetReader(storage, key, columns);
    return mappedReader(reader, (row) => ({ ...row, metadata: metadataFromText(row.metadata) }));
}
//# sourceMappingURL=documents.js.map