import { openParquetReader } from './parquet-reader.js';
const columns = {
    id: { type: 'utf8' },
    text: { type: 'utf8' },
    label: { type: 'utf8', nullable: true },
};
/** Opens a document shard. Throws MillraceError `bad-file`. */
export async function openLabelledTextReader(storage, key) {
    const reader = await openParquetReader(storage, key, columns);
    return {
        groups: reader.groups,
        group: (index) => reader.columns(index, ['text', 'label']),
        named: (index) => reader.group(index),
        labels: async (index) => (await reader.columns(index, ['label'])).map(({ label }) => label),
    };
}
//# sourceMappingURL=labelled-texts.js.map